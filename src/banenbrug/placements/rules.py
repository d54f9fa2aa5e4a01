"""How placements become jobs: two counters that can never be added to each other.

Jobs over a period are paid hours / (25.5 x weeks a year x months / 12), so that the months of a
period average to it. Sums are exact; whoever shows a figure rounds it, once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

from banenbrug.foundation.months import Month
from banenbrug.foundation.numbers import round_half_up
from banenbrug.foundation.refusals import N_
from banenbrug.placements.rulebooks import Rulebook

Employer = int | str | None
"""Key of who pays the wage; None is the hogeschool itself."""


class Route(StrEnum):
    """Along which way somebody works, which decides the counter."""

    OWN_PAYROLL = "own_payroll"
    HIRED_IN = "hired_in"
    WSW_SECONDMENT = "wsw_secondment"
    VIA_SUPPLIER = "via_supplier"
    VIA_SUBCONTRACTOR = "via_subcontractor"
    UNPAID = "unpaid"


class ContractForm(StrEnum):
    """What is agreed with the person."""

    FIXED_TERM = "fixed_term"
    PERMANENT = "permanent"
    BBL = "bbl"
    AGENCY = "agency"
    WSW_SECONDMENT = "wsw_secondment"
    BOL_INTERNSHIP = "bol_internship"
    WORK_EXPERIENCE = "work_experience"
    TRIAL_PLACEMENT = "trial_placement"


class EndReason(StrEnum):
    """Why a placement ended. A closed list: a supplier reads the row, so nobody writes in it."""

    CONTRACT_ENDED = "contract_ended"
    MOVED_ON = "moved_on"
    WORK_STOPPED = "work_stopped"
    DID_NOT_FIT = "did_not_fit"
    OTHER = "other"


ROUTE_NAMES: Mapping[Route, str] = {
    Route.OWN_PAYROLL: N_("own payroll"),
    Route.HIRED_IN: N_("hired in"),
    Route.WSW_SECONDMENT: N_("Wsw secondment"),
    Route.VIA_SUPPLIER: N_("via supplier"),
    Route.VIA_SUBCONTRACTOR: N_("via subcontractor"),
    Route.UNPAID: N_("unpaid"),
}

CONTRACT_FORM_NAMES: Mapping[ContractForm, str] = {
    ContractForm.FIXED_TERM: N_("fixed-term contract"),
    ContractForm.PERMANENT: N_("permanent contract"),
    ContractForm.BBL: N_("work-based training (bbl)"),
    ContractForm.AGENCY: N_("agency contract"),
    ContractForm.WSW_SECONDMENT: N_("Wsw secondment"),
    ContractForm.BOL_INTERNSHIP: N_("internship (bol)"),
    ContractForm.WORK_EXPERIENCE: N_("work experience place"),
    ContractForm.TRIAL_PLACEMENT: N_("trial placement"),
}

END_REASON_NAMES: Mapping[EndReason, str] = {
    EndReason.CONTRACT_ENDED: N_("the contract ended"),
    EndReason.MOVED_ON: N_("moved on to other work"),
    EndReason.WORK_STOPPED: N_("the work stopped"),
    EndReason.DID_NOT_FIT: N_("the work did not fit"),
    EndReason.OTHER: N_("another reason"),
}

STATUTORY_ROUTES = frozenset({Route.OWN_PAYROLL, Route.HIRED_IN, Route.WSW_SECONDMENT})
"""Work under the hogeschool's own supervision: the law counts it at the hogeschool."""

PROCUREMENT_ROUTES = frozenset({Route.VIA_SUPPLIER, Route.VIA_SUBCONTRACTOR})
"""Work at whoever is paid for it: the law counts it there, we count it apart."""


@dataclass(frozen=True, slots=True, eq=False)
class _Jobs:
    """An exact number of jobs of one kind; mixing kinds is a TypeError."""

    exact: Fraction = Fraction(0)

    def rounded(self, places: int) -> Decimal:
        """Return the number rounded half up to `places` decimals."""
        return round_half_up(self.exact, places)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.exact + self._same_kind(other))

    def __lt__(self, other: Self) -> bool:
        return self.exact < self._same_kind(other)

    def __le__(self, other: Self) -> bool:
        return self.exact <= self._same_kind(other)

    def __eq__(self, other: object) -> bool:
        return self.exact == self._same_kind(other)

    def __hash__(self) -> int:
        return hash((type(self), self.exact))

    def _same_kind(self, other: object) -> Fraction:
        if type(other) is not type(self) or not isinstance(other, _Jobs):
            raise TypeError(f"{type(self).__name__} and {type(other).__name__} are counted apart")
        return other.exact


class StatutoryJobs(_Jobs):
    """Jobs that the law counts at the hogeschool: own payroll, hired in, Wsw secondment."""

    __slots__ = ()


class ViaProcurementJobs(_Jobs):
    """Jobs at suppliers that came of a purchase: never part of the statutory count."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementFacts:
    """What counting needs to know of one placement; all days belong to their span.

    `person` is the pseudonym under which several placements are one head. `hours` are paid hours
    per employer and month: planned hours have no place here. An open register date is None.
    """

    person: str
    route: Route
    started_on: date
    ended_on: date | None = None
    in_register: bool
    register_from: date | None = None
    register_until: date | None = None
    hours: Mapping[tuple[Employer, Month], Decimal] = field(default_factory=dict, hash=False)

    def works_in(self, month: Month) -> bool:
        """Say whether the placement runs on any day of the month."""
        return month.overlaps(self.started_on, self.ended_on)

    def counts_in(self, month: Month) -> bool:
        """Say whether hours of this month make jobs.

        A register status that holds on any day of a month counts that month whole, at each
        employer that paid hours in it. Without register or wage there is no job.
        """
        return (
            self.route is not Route.UNPAID
            and self.in_register
            and month.overlaps(self.register_from, self.register_until)
        )


@dataclass(frozen=True, slots=True)
class MonthCount:
    """The jobs and heads of one month."""

    month: Month
    statutory: StatutoryJobs
    via_procurement: ViaProcurementJobs
    heads: int


@dataclass(frozen=True, slots=True)
class Count:
    """The jobs over a period; `heads` are persons placed in it, with or without a job."""

    statutory: StatutoryJobs
    via_procurement: ViaProcurementJobs
    heads: int
    by_month: tuple[MonthCount, ...]


def hours_of_one_job(months: int, rulebook: Rulebook) -> Fraction:
    """Return the paid hours that make one job over a number of months."""
    year = Fraction(rulebook.hours_per_week) * Fraction(rulebook.weeks_per_year)
    return year * months / 12


def count(
    placements: Iterable[PlacementFacts], *, months: Sequence[Month], rulebook: Rulebook
) -> Count:
    """Count jobs and heads over `months`, which are distinct and at least one (else ValueError).

    A placement is a head in the months in which it runs or has paid hours.
    """
    if not months or len(set(months)) != len(months):
        raise ValueError("A count needs one or more distinct months.")
    statutory: dict[Month, Decimal] = defaultdict(Decimal)
    procurement: dict[Month, Decimal] = defaultdict(Decimal)
    people: dict[Month, set[str]] = {month: set() for month in months}
    for placement in placements:
        for month in months:
            if placement.works_in(month):
                people[month].add(placement.person)
        for (_, month), hours in placement.hours.items():
            if month not in people:
                continue
            if hours:
                people[month].add(placement.person)
            if placement.counts_in(month):
                counter = statutory if placement.route in STATUTORY_ROUTES else procurement
                counter[month] += hours
    one_month, whole = hours_of_one_job(1, rulebook), hours_of_one_job(len(months), rulebook)
    return Count(
        StatutoryJobs(Fraction(sum(statutory.values())) / whole),
        ViaProcurementJobs(Fraction(sum(procurement.values())) / whole),
        len(set().union(*people.values())),
        tuple(
            MonthCount(
                month,
                StatutoryJobs(Fraction(statutory[month]) / one_month),
                ViaProcurementJobs(Fraction(procurement[month]) / one_month),
                len(people[month]),
            )
            for month in months
        ),
    )
