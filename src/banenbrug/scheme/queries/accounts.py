"""Evaluations of a scheme as its fund reads them, and what came of each kind of support."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from banenbrug.foundation.refusals import N_
from banenbrug.scheme.models import Activity, Evaluation, HoursEntry, Scheme
from banenbrug.scheme.queries.evaluations import TO_BE_WRITTEN, days_late
from banenbrug.scheme.rules.hours import ZERO, EntryKind
from banenbrug.scheme.rules.states import IS_ACCOUNTED, EvaluationState
from banenbrug.scheme.rules.support import SUPPORT, SupportKind
from banenbrug.scheme.rules.words import meaning_of, name_of

LATE = "late"
"""The word in the address for what is late, beside those of the states."""

FILTERS: Mapping[str, str] = {
    LATE: N_("Late"),
    EvaluationState.OPEN: N_("To be written"),
    EvaluationState.SUBMITTED: N_("Submitted"),
    EvaluationState.ASKED_BACK: N_("Asked back"),
    EvaluationState.ACCEPTED: N_("Accepted"),
    EvaluationState.WAIVED: N_("Not needed any more"),
}
"""By what the list can be filtered, by the word in the address; names are msgids."""


_IS_TOLD = (EvaluationState.SUBMITTED, EvaluationState.ACCEPTED)


@dataclass(frozen=True)
class AccountLine:
    """One evaluation with the hours of its activity; `used` as the ledger has them."""

    evaluation: Evaluation
    used: Decimal
    today: date

    @property
    def activity(self) -> Activity:
        """What it accounts for."""
        activity: Activity = self.evaluation.activity
        return activity

    @property
    def is_told(self) -> bool:
        """Whether the hogeschool handed it in; what it only keeps for later is its own."""
        return self.evaluation.state in _IS_TOLD

    @property
    def days_late(self) -> int:
        """How many days it is late; 0 while it is not, and once it was written."""
        waits = self.evaluation.state in TO_BE_WRITTEN
        return max(0, days_late(self.evaluation, today=self.today)) if waits else 0

    @property
    def name(self) -> str:
        """What its state is called: a msgid."""
        return N_("Late") if self.days_late else name_of(EvaluationState(self.evaluation.state))

    @property
    def meaning(self) -> str:
        """What the badge of its state means."""
        return "late" if self.days_late else meaning_of(EvaluationState(self.evaluation.state))


@dataclass(frozen=True)
class KindResults:
    """What came of one kind of support; `rating` is the mean of 1 to 5, None without any."""

    kind: SupportKind
    held: int
    planned: Decimal
    used: Decimal
    vacancies: int
    placements: int
    rating: Decimal | None
    shareable: int

    @property
    def name(self) -> str:
        """What the kind is called: a msgid."""
        return SUPPORT[self.kind].name


def open_evaluations_of(scheme: Scheme) -> int:
    """How many evaluations of a scheme somebody still waits for."""
    return _of(scheme).exclude(state__in=[state.value for state in IS_ACCOUNTED]).count()


def accounts_of_scheme(scheme: Scheme, *, today: date) -> list[AccountLine]:
    """All evaluations of a scheme: what is to be written by its day, then the others by theirs."""
    found = _of(scheme).select_related("school", "activity__application__request")
    used = _used(scheme)
    lines = [
        AccountLine(evaluation, used.get(evaluation.activity_id, ZERO), today)
        for evaluation in found
    ]
    return sorted(lines, key=_order)


def filtered(lines: Iterable[AccountLine], by: str) -> list[AccountLine]:
    """The lines of one filter of `FILTERS`; all for any other word."""
    if by not in FILTERS:
        return list(lines)
    if by == LATE:
        return [line for line in lines if line.days_late]
    return [line for line in lines if line.evaluation.state == by]


def results_by_kind(lines: Sequence[AccountLine]) -> list[KindResults]:
    """What came of each kind of support that was given, from light to heavy."""
    return [
        _results(kind, own)
        for kind in SUPPORT
        if (own := [line for line in lines if line.activity.kind == kind])
    ]


def _results(kind: SupportKind, lines: Sequence[AccountLine]) -> KindResults:
    told = [line.evaluation for line in lines if line.is_told]
    ratings = [evaluation.rating for evaluation in told if evaluation.rating]
    return KindResults(
        kind=kind,
        held=len(lines),
        planned=sum((line.activity.hours for line in lines), ZERO),
        used=sum((line.used for line in lines), ZERO),
        vacancies=sum(evaluation.vacancies or 0 for evaluation in told),
        placements=sum(evaluation.placements or 0 for evaluation in told),
        rating=Decimal(sum(ratings)) / len(ratings) if ratings else None,
        shareable=sum(bool(evaluation.may_share) for evaluation in told),
    )


def _of(scheme: Scheme) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(fund_id=scheme.fund_id, activity__application__scheme=scheme)


def _used(scheme: Scheme) -> Mapping[int, Decimal]:
    """Hours that were worked, with their corrections, by activity."""
    booked = HoursEntry.objects.filter(
        fund_id=scheme.fund_id,
        scheme=scheme,
        kind__in=[EntryKind.WORK.value, EntryKind.CORRECTION.value],
        activity_id__isnull=False,
    ).order_by()
    return dict(booked.values_list("activity_id").annotate(Sum("hours")))


def _order(line: AccountLine) -> tuple[object, ...]:
    evaluation = line.evaluation
    waits = evaluation.state in TO_BE_WRITTEN
    day = evaluation.due_on.toordinal()
    return (not waits, day if waits else -day, evaluation.pk)
