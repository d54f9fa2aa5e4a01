"""What every page shows around its content: who is here, where one can go."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_
from banenbrug.organisations.doors import home_of
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Kind, Right


@dataclass(frozen=True)
class Item:
    """One item of the menu."""

    url: str
    label: str
    current: bool


@dataclass(frozen=True)
class Place:
    """A place in the menu: its address, who sees it, and what else belongs to it."""

    name: str
    label: str
    right: Right | None
    parts: tuple[str, ...] = ()


SCHOOL_MENU = (
    Place("desk:today", N_("Today"), None),
    Place("contracts:contracts", N_("Contracts"), Right.SEE_CONTRACTS, ("inlezen", "leveranciers")),
    Place("opportunities:shortlist", N_("Opportunities"), Right.SEE_CONTRACTS),
    Place(
        "dialogue:conversations",
        N_("Conversations"),
        Right.SEE_CONVERSATIONS,
        ("afspraken",),
    ),
    Place("placements:placements", N_("Jobs"), Right.SEE_PLACEMENTS, ("vacatures",)),
    Place("placements:figures", N_("Figures"), Right.SEE_FIGURES),
)
SUPPLIER_MENU = (Place("desk:supplier", N_("Today"), Right.SEE_SHARED_WORK),)
PEOPLE = Place("organisations:people", N_("People and roles"), Right.SEE_PEOPLE)


def shell(request: HttpRequest) -> dict[str, object]:
    """The context of the masthead and the menu, without a query."""
    member: Membership | None = getattr(request, "member", None)
    return {
        "member": member,
        "memberships_count": getattr(request, "memberships_count", 0),
        "menu": _menu(request, member) if member else [],
        "demo_mode": settings.DEMO,
        "demo_url": settings.DEMO_URL,
    }


def _menu(request: HttpRequest, member: Membership) -> list[Item]:
    slug = member.organisation.slug
    places = {Kind.SCHOOL.value: SCHOOL_MENU, Kind.SUPPLIER.value: SUPPLIER_MENU}
    home = home_of(member) or ""
    pages = [
        (place, reverse(place.name, kwargs={member.organisation.kind: slug}))
        for place in places.get(member.organisation.kind, ())
    ]
    pages.append((PEOPLE, reverse(PEOPLE.name, kwargs={"organisation": slug})))
    current = max(pages, key=lambda page: _nearness(request.path, home, *page))
    return [
        Item(url, gettext(place.label), (place, url) == current)
        for place, url in pages
        if place.right is None or member.has(place.right)
    ]


def _nearness(path: str, home: str, place: Place, url: str) -> int:
    """How much of the address of this page belongs to a place of the menu."""
    roots = [url, *(f"{home}{part}/" for part in place.parts)]
    return max((len(root) for root in roots if path.startswith(root)), default=0)
