"""What the list of contracts says of each contract on a page, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, Max, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext

from banenbrug.contracts.categories import BY_CODE
from banenbrug.contracts.models import Clause, Contract
from banenbrug.contracts.rules import CLAUSE_NAMES, ClauseForm
from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.dialogue.rules import CommitmentKind
from banenbrug.foundation.formats import show_date
from banenbrug.foundation.numbers import show_number
from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.moments.facts import dates_of
from banenbrug.moments.rules import Moment, next_moment
from banenbrug.opportunities.models import Standing
from banenbrug.opportunities.queries import bars_of, scale_of, standings_of
from banenbrug.opportunities.rules import Scale
from banenbrug.placements.models import Placement
from banenbrug.placements.rules import Route
from banenbrug.web.words import active_language, say

_MEASURED: Mapping[ClauseForm, tuple[str, str]] = {
    ClauseForm.SHARE_OF_SUM: ("percentage", N_("%(measure)s%% of the value")),
    ClauseForm.SHARE_OF_TURNOVER: ("percentage", N_("%(measure)s%% of the turnover")),
    ClauseForm.SHARE_OF_WAGES: ("percentage", N_("%(measure)s%% of the wage sum")),
    ClauseForm.PLACES: ("places", N_("%(measure)s places")),
}
"""The measure of a clause, and how the list says it; other forms have only their name."""


@dataclass(frozen=True)
class Line:
    """One contract of the list, with what other rooms know of it.

    `clauses` are in the reader's language. `agreed` and `realised` are jobs: what commitments say,
    and people who were placed on them.
    """

    contract: Contract
    clauses: tuple[str, ...]
    agreed: Decimal
    realised: int
    standing: Standing | None
    bars: Sequence[tuple[int, int]]
    moment: Moment | None

    @property
    def category(self) -> str:
        """The kind of work, in the reader's language; '' when it is not known."""
        known = BY_CODE.get(self.contract.category)
        return gettext(known.name) if known else self.contract.category

    @property
    def words_of_moment(self) -> str:
        """The next moment with its day, in the reader's language; '' without one."""
        if self.moment is None:
            return ""
        return say(self.moment.words(show_date(self.moment.day, active_language())))

    @property
    def result(self) -> tuple[Refusal, str] | None:
        """What came of it, and what its badge means; None where nothing was agreed."""
        agreed = show_number(self.agreed, active_language())
        counted = {"realised": self.realised, "agreed": agreed}
        if not self.clauses and not self.agreed and not self.realised:
            return None
        if not self.realised:
            return Refusal("no_jobs", N_("No jobs yet")), "late"
        if self.realised < self.agreed:
            return Refusal("some_jobs", N_("%(realised)s of %(agreed)s jobs"), counted), "waits"
        if self.realised == 1:
            return Refusal("one_job", N_("1 job")), "done"
        return Refusal("jobs", N_("%(realised)s jobs"), counted), "done"


def lines_of(
    organisation_id: int, keys: Sequence[int], *, today: date, scale: Scale | None = None
) -> list[Line]:
    """The lines of these contracts, in the given order."""
    found = _with_results(organisation_id).in_bulk(list(keys))
    contracts = [found[key] for key in keys if key in found]
    clauses = defaultdict(list)
    of_these = Clause.objects.filter(organisation_id=organisation_id, contract__in=keys)
    for clause in of_these.order_by("pk"):
        clauses[clause.contract_id].append(_said(clause))
    standings = standings_of(contracts)
    scale = scale or scale_of(organisation_id)
    return [
        Line(
            contract=one,
            clauses=tuple(clauses[one.pk]),
            agreed=one.agreed or Decimal(0),
            realised=one.realised or 0,
            standing=standings.get(one.pk),
            bars=bars_of(standings[one.pk], scale) if one.pk in standings else (),
            moment=next_moment(dates_of(one, talked_on=one.talked_on), today),
        )
        for one in contracts
    ]


def _said(clause: Clause) -> str:
    """A clause in a few words."""
    if clause.form not in set(ClauseForm):
        return clause.form
    form = ClauseForm(clause.form)
    field, words = _MEASURED.get(form, ("", ""))
    measure = getattr(clause, field) if field else None
    if measure is None:
        return gettext(CLAUSE_NAMES[form])
    return gettext(words) % {"measure": show_number(measure, active_language())}


def _with_results(organisation_id: int) -> Any:
    """Contracts with the jobs that were agreed and found, and the day of the latest talk."""
    here = {"organisation_id": organisation_id}
    agreed = Commitment.objects.filter(
        kind=CommitmentKind.JOBS.value, withdrawn_at=None, contract=OuterRef("pk"), **here
    )
    found = Placement.objects.filter(commitment__contract=OuterRef("pk"), **here)
    talks = Conversation.objects.filter(contract=OuterRef("pk"), **here)
    return (
        Contract.objects.filter(**here)
        .select_related("supplier", "unit", "buyer", "hr")
        .annotate(
            agreed=_one(agreed, "contract", Sum("number")),
            realised=_one(
                found.exclude(route=Route.UNPAID.value), "commitment__contract", Count("pk")
            ),
            talked_on=_one(talks, "contract", Max("held_on")),
        )
    )


def _one(rows: QuerySet[Any], by: str, figure: Aggregate) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(figure=figure).values("figure"))
