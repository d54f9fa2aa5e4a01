"""Fetching is authorising, for schemes and dossiers, at the doors of all three parties."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from banenbrug.organisations.access import require
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Kind, Right
from banenbrug.scheme.models import (
    Activity,
    Application,
    Entry,
    HoursEntry,
    Question,
    Request,
    Scheme,
)

SEE = {
    Kind.SCHOOL: Right.SEE_SUPPORT,
    Kind.FUND: Right.SEE_SCHEMES,
    Kind.ADVISER: Right.ADVISE,
}
"""The right to see a dossier, by the kind of organisation."""

ACT = {
    Kind.SCHOOL: Right.ASK_SUPPORT,
    Kind.FUND: Right.RUN_SCHEMES,
    Kind.ADVISER: Right.ADVISE,
}
"""The right to act in a dossier. What is not for this party the rules refuse, in words."""


def dossier_for(member: Membership, pk: int, *, to_act: bool = False) -> Request:
    """A request of the organisation of `member`, as school, fund or adviser.

    What a hogeschool has not submitted yet is its own: the fund finds nothing.
    """
    _ask(member, to_act=to_act)
    found = Request.objects.select_related("scheme", "school", "fund", "adviser")
    if member.organisation.kind == Kind.FUND:
        found = found.filter(received_at__isnull=False)
    return get_object_or_404(found, pk=pk, **_ours(member))


def application_for(member: Membership, pk: int, *, to_act: bool = False) -> Application:
    """An application in a dossier of the organisation of `member`."""
    _ask(member, to_act=to_act)
    found = Application.objects.select_related(
        *(f"request__{name}" for name in ("scheme", "school", "fund", "adviser")), "scheme"
    )
    return get_object_or_404(found, pk=pk, **_ours(member))


def activity_for(member: Membership, pk: int, *, to_act: bool = False) -> Activity:
    """An activity in a dossier of the organisation of `member`."""
    _ask(member, to_act=to_act)
    found = Activity.objects.select_related(
        *(f"application__request__{name}" for name in ("scheme", "school", "fund", "adviser")),
        "application__scheme",
    )
    return get_object_or_404(found, pk=pk, **_ours(member))


def scheme_for(member: Membership, slug: str, *, to: Right | None = None) -> Scheme:
    """A scheme of the fund of `member`."""
    require(member, see=Right.SEE_SCHEMES, to=to)
    found = Scheme.objects.select_related("fund", "adviser")
    return get_object_or_404(found, slug=slug, fund_id=member.organisation_id)


def entry_for(member: Membership, pk: int, *, to: Right | None = None) -> Entry:
    """Somebody who asks the fund of `member` to be let in; not before the fund may read it."""
    require(member, see=Right.SEE_SCHEMES, to=to)
    return get_object_or_404(
        Entry, pk=pk, organisation_id=member.organisation_id, sent_at__isnull=False
    )


def question_for(member: Membership, pk: int, *, to: Right | None = None) -> Question:
    """A question to the fund of `member`."""
    require(member, see=Right.SEE_SCHEMES, to=to)
    return get_object_or_404(Question, pk=pk, organisation_id=member.organisation_id)


def ledger_entry_for(member: Membership, pk: int, *, to: Right | None = None) -> HoursEntry:
    """A line of the ledger of the fund of `member`."""
    require(member, see=Right.SEE_SCHEMES, to=to)
    found = HoursEntry.objects.select_related("application__school", "scheme")
    return get_object_or_404(found, pk=pk, fund_id=member.organisation_id)


def _ask(member: Membership, *, to_act: bool) -> None:
    kind = Kind(member.organisation.kind)
    if kind not in SEE:
        raise Http404("No dossiers for this kind of organisation.")
    require(member, see=SEE[kind], to=ACT[kind] if to_act else None)


def _ours(member: Membership) -> dict[str, int]:
    """The rows of one's own side, also where row security would show those of another."""
    return {f"{member.organisation.kind}_id": member.organisation_id}
