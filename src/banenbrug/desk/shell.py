"""What every page shows around its content: who is here, where one can go."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_
from banenbrug.organisations.doors import home_of
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Kind, Right, Role


@dataclass(frozen=True)
class Item:
    """One item of the menu; `open` is how many things ask for somebody there."""

    url: str
    label: str
    current: bool
    open: int = 0


@dataclass(frozen=True)
class Place:
    """A place in the menu: its address, who sees it, and what else belongs to it.

    `parts` lie at the same door; `shared` are pages that several kinds of organisations have.
    """

    name: str
    label: str
    right: Right | None
    parts: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


TODAY = Place("desk:today", N_("Today"), None, ("alles",))
FUND_TODAY = Place("desk:fund", N_("Today"), None)
ADVISER_TODAY = Place("desk:adviser", N_("Today"), None)
CONTRACTS = Place(
    "desk:register", N_("Contracts"), Right.SEE_CONTRACTS, ("inlezen", "leveranciers")
)
CONVERSATIONS = Place(
    "dialogue:conversations", N_("Conversations"), Right.SEE_CONVERSATIONS, ("afspraken",)
)
FIGURES = Place("placements:figures", N_("Figures"), Right.SEE_FIGURES)
DOSSIERS = ("aanvragen", "plannen", "activiteiten")
"""Of schemes: school, fund and adviser have them at the same address."""
SUPPORT = Place("scheme:support", N_("Support"), Right.SEE_SUPPORT, shared=DOSSIERS)
SCHOOL_MENU = (
    TODAY,
    CONTRACTS,
    Place("opportunities:list", N_("Opportunities"), Right.SEE_CONTRACTS),
    CONVERSATIONS,
    Place("placements:placements", N_("Jobs"), Right.SEE_PLACEMENTS, ("vacatures",)),
    FIGURES,
    SUPPORT,
)
READER_MENU = (TODAY, FIGURES, CONTRACTS, CONVERSATIONS, SUPPORT)
"""Of a board or a steering group: the figures first."""

MENUS: dict[str, tuple[Place, ...]] = {
    Kind.SCHOOL: SCHOOL_MENU,
    Kind.SUPPLIER: (Place("desk:supplier", N_("Today"), Right.SEE_SHARED_WORK),),
    Kind.PARTNER: (Place("desk:partner", N_("Today"), Right.SEE_SHARED_WORK),),
    Kind.FUND: (
        Place("desk:fund", N_("Today"), None),
        Place(
            "scheme:schemes",
            N_("Schemes"),
            Right.SEE_SCHEMES,
            ("aanmeldingen", "vragen"),
            shared=DOSSIERS,
        ),
    ),
    Kind.ADVISER: (
        Place("desk:adviser", N_("Today"), None),
        Place("scheme:my_dossiers", N_("My applications"), Right.ADVISE, shared=DOSSIERS),
        Place("scheme:calendar", N_("Calendar"), Right.ADVISE),
        Place("scheme:my_hours", N_("My hours"), Right.ADVISE),
    ),
}
PUBLIC_MENU = (
    ("desk:start", N_("Home")),
    ("scheme:support_public", N_("Support")),
    ("placements:public_vacancies", N_("Vacancies")),
)
PEOPLE = Place("organisations:people", N_("People and roles"), Right.SEE_PEOPLE)


def shell(request: HttpRequest) -> dict[str, object]:
    """The context of the masthead and the menu, without a query."""
    member: Membership | None = getattr(request, "member", None)
    return {
        "member": member,
        "memberships_count": getattr(request, "memberships_count", 0),
        "menu": _menu(request, member) if member else _public_menu(request),
        "search_url": _search_url(member) if member else "",
        "demo_mode": settings.DEMO,
        "demo_url": settings.DEMO_URL,
    }


def _menu(request: HttpRequest, member: Membership) -> list[Item]:
    slug = member.organisation.slug
    home = home_of(member) or ""
    pages = [
        (place, reverse(place.name, kwargs={member.organisation.kind: slug}))
        for place in _places(member)
    ]
    pages.append((PEOPLE, reverse(PEOPLE.name, kwargs={"organisation": slug})))
    common = f"/o/{slug}/"
    current = max(pages, key=lambda page: _nearness(request.path, home, common, *page))
    return [
        Item(url, gettext(place.label), (place, url) == current, _open(request, place))
        for place, url in pages
        if place.right is None or member.has(place.right)
    ]


def _public_menu(request: HttpRequest) -> list[Item]:
    """What everybody can read, for who is at no door."""
    pages = [(reverse(name), label) for name, label in PUBLIC_MENU]
    home = pages[0][0]
    return [
        Item(
            url,
            gettext(label),
            request.path == url if url == home else request.path.startswith(url),
        )
        for url, label in pages
    ]


def _search_url(member: Membership) -> str:
    """Where this person searches; '' for who has nothing to search in."""
    may_search = member.organisation.kind == Kind.SCHOOL and member.has(Right.SEE_CONTRACTS)
    return reverse("desk:search", args=[member.organisation.slug]) if may_search else ""


def _places(member: Membership) -> tuple[Place, ...]:
    if member.roles == [Role.READER]:
        return READER_MENU
    return MENUS.get(member.organisation.kind, ())


def _open(request: HttpRequest, place: Place) -> int:
    """What *Today* counted for itself; other pages do not ask the database for it."""
    return getattr(request, "open_steps", 0) if place in (TODAY, FUND_TODAY, ADVISER_TODAY) else 0


def _nearness(path: str, home: str, common: str, place: Place, url: str) -> int:
    """How much of the address of this page belongs to a place of the menu.

    `home` is the door of the organisation, `common` that of what all kinds of them have.
    """
    roots = [url, *(f"{home}{part}/" for part in place.parts)]
    roots += [f"{common}{part}/" for part in place.shared]
    return max((len(root) for root in roots if path.startswith(root)), default=0)
