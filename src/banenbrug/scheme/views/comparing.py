"""Two versions of a plan side by side: what went and what came."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from banenbrug.foundation.formats import show_date
from banenbrug.foundation.hours import format_hours
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.scheme.access import application_for
from banenbrug.scheme.models import PlanActivity, PlanVersion
from banenbrug.scheme.queries.plans import activities_of, differences, paired, versions_of
from banenbrug.scheme.queries.whole_plan import readable
from banenbrug.scheme.rules.differences import Piece, pieces
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.support import SUPPORT, SupportKind
from banenbrug.scheme.views.plans import PART_NAMES
from banenbrug.scheme.views.shared import at, dossier_context, side_of
from banenbrug.web.words import active_language


@dataclass(frozen=True)
class Text:
    """One text of a plan, as the words that stayed, went and came."""

    name: str
    pieces: list[Piece]
    is_changed: bool


@dataclass(frozen=True)
class Fact:
    """One fact of an activity that changed; empty where there was, or is, none."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Compared:
    """One activity in both versions, with the facts that changed.

    `is_new` and `is_gone` say that it stands in one of the two.
    """

    title: str
    facts: list[Fact]
    is_new: bool
    is_gone: bool


def compare_versions(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """How two versions differ: those of the address (`van`, `naar`), else the last two."""
    found = application_for(request.member, pk)
    versions = readable(versions_of(found), side=side_of(request.member))
    before, after = _chosen(versions, request.GET.get("van", ""), request.GET.get("naar", ""))
    here = at(request.member, "scheme:plan", pk)
    context = dossier_context(request, found.request, current=here, application=found)
    if before is not None and after is not None:
        context |= {"texts": _texts(before, after), "activities": _activities(before, after)}
    context |= {"versions": versions, "before": before, "after": after}
    return render(request, "scheme/compare_versions.html", context)


def _chosen(
    versions: list[PlanVersion], before: str, after: str
) -> tuple[PlanVersion | None, PlanVersion | None]:
    """The two versions to compare, the older one first; None where there are no two."""
    numbers = {str(version.number): version for version in versions}
    if len(versions) < 2:
        return None, None
    new = numbers.get(after, versions[0])
    old = numbers.get(before, next((v for v in versions if v.number < new.number), versions[-1]))
    return (old, new) if old.number <= new.number else (new, old)


def _texts(before: PlanVersion, after: PlanVersion) -> list[Text]:
    return [
        Text(gettext(PART_NAMES[one.part]), pieces(one.before, one.after), one.is_changed)
        for one in differences(before, after)
    ]


def _activities(before: PlanVersion, after: PlanVersion) -> list[Compared]:
    return [
        Compared(
            title=(new or old).title,  # type: ignore[union-attr]
            facts=[
                Fact(name, was, now)
                for (name, was), (_name, now) in zip(_facts(old), _facts(new), strict=True)
                if was != now
            ],
            is_new=old is None,
            is_gone=new is None,
        )
        for old, new in paired(activities_of(before), activities_of(after))
    ]


def _facts(activity: PlanActivity | None) -> list[tuple[str, str]]:
    """What an activity holds, in words of the active language."""
    if activity is None:
        return [
            (name, "") for name, _value in _facts(PlanActivity(kind=SupportKind.OTHER, hours=ZERO))
        ]
    language = active_language()
    return [
        (gettext("Kind of support"), gettext(SUPPORT[SupportKind(activity.kind)].name)),
        (gettext("Name"), activity.title),
        (gettext("Hours"), format_hours(activity.hours, language)),
        (gettext("Days"), ", ".join(show_date(day, language) for day in activity.days)),
        (gettext("Procurement"), activity.procurement),
        (gettext("HR"), activity.hr),
        (gettext("Supplier"), activity.supplier),
        (gettext("Contract"), activity.contract),
    ]
