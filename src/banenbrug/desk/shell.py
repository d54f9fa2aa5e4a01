"""What every page shows around its content: who is here, where one can go."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from banenbrug.foundation.refusals import N_
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Kind, Right


@dataclass(frozen=True)
class Item:
    """One item of the menu."""

    url: str
    label: str
    current: bool


SCHOOL_MENU: tuple[tuple[str, str, Right | None], ...] = (
    ("desk:today", N_("Today"), None),
    ("contracts:contracts", N_("Contracts"), Right.SEE_CONTRACTS),
    ("opportunities:shortlist", N_("Opportunities"), Right.SEE_CONTRACTS),
    ("dialogue:conversations", N_("Conversations"), Right.SEE_CONVERSATIONS),
    ("placements:placements", N_("Jobs"), Right.SEE_PLACEMENTS),
    ("placements:figures", N_("Figures"), Right.SEE_FIGURES),
)


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
    organisation = member.organisation
    people = {"organisation": organisation.slug}
    wanted: list[tuple[str, str, Right | None, dict[str, str]]] = [
        ("organisations:people", N_("People and roles"), Right.SEE_PEOPLE, people)
    ]
    if organisation.kind == Kind.SCHOOL:
        here = {"school": organisation.slug}
        wanted = [(name, label, right, here) for name, label, right in SCHOOL_MENU] + wanted
    elif organisation.kind == Kind.SUPPLIER:
        here = {"supplier": organisation.slug}
        wanted = [("desk:supplier", N_("Today"), None, here), *wanted]
    pages = [
        (reverse(name, kwargs=where), gettext(label))
        for name, label, right, where in wanted
        if right is None or member.has(right)
    ]
    # The longest address that this one begins with, so that a dossier lights up its list.
    within = max((url for url, _ in pages if request.path.startswith(url)), key=len, default="")
    return [Item(url, label, url == within) for url, label in pages]
