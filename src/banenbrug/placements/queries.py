"""Reads of vacancies, placements and paid hours; the count of a year is in `figures`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Substr

from banenbrug.contracts.models import Contract, Supplier
from banenbrug.dialogue.models import Commitment
from banenbrug.dialogue.rules import PEOPLE_KINDS
from banenbrug.foundation.months import Month, months_of_year
from banenbrug.foundation.names import company_key
from banenbrug.placements.models import PaidHours, Placement, PublicVacancy, Vacancy
from banenbrug.placements.moves import AT_SUPPLIER_ROUTES
from banenbrug.placements.rulebooks import Rulebook
from banenbrug.placements.rules import Count as JobCount
from banenbrug.placements.rules import Employer, PlacementFacts, Route, count


def vacancies_of(organisation_id: int, *, view: str = "all", today: date) -> QuerySet[Vacancy]:
    """The vacancies of a school, newest first, each with `filled`: its places taken today."""
    vacancies = Vacancy.objects.filter(organisation_id=organisation_id)
    if view in ("open", "closed"):
        vacancies = vacancies.filter(closed_on__isnull=view == "open")
    taken = Count("placements", filter=_still_there(today, "placements__"))
    return (
        vacancies.select_related("commitment__contract__supplier", "employer", "workplace")
        .annotate(filled=taken)
        .order_by("-opened_on", "-pk")
    )


def vacancies_of_contract(contract: Contract) -> QuerySet[Vacancy]:
    """The vacancies from all commitments on a contract, first to last."""
    return (
        Vacancy.objects.filter(
            organisation_id=contract.organisation_id, commitment__contract=contract
        )
        .select_related("commitment")
        .order_by("opened_on", "pk")
    )


def commitments_without_vacancy(organisation_id: int) -> QuerySet[Commitment]:
    """Commitments that stand and give places, from which no vacancy was opened; by due date."""
    return (
        Commitment.objects.filter(
            organisation_id=organisation_id,
            withdrawn_at=None,
            kind__in=PEOPLE_KINDS,
            vacancies=None,
            placements=None,
        )
        .select_related("contract__supplier")
        .order_by("due", "pk")
    )


def supplier_named(organisation_id: int, name: str) -> Supplier | None:
    """The supplier that a school knows under this name in any spelling."""
    return Supplier.objects.filter(
        organisation_id=organisation_id, company_key=company_key(name)
    ).first()


def placements_of(organisation_id: int, *, view: str = "all", today: date) -> QuerySet[Placement]:
    """The placements of a school, newest first, with `hours_this_year`: paid, in any register."""
    placements = Placement.objects.filter(organisation_id=organisation_id)
    if view == "running":
        placements = placements.filter(_still_there(today))
    elif view == "ended":
        placements = placements.exclude(_still_there(today))
    paid = PaidHours.objects.filter(
        organisation_id=organisation_id, placement=OuterRef("pk"), month__year=today.year
    )
    return (
        placements.select_related("commitment__contract__supplier", "employer", "workplace")
        .annotate(
            hours_this_year=Subquery(
                paid.order_by().values("placement").annotate(sum=Sum("hours")).values("sum")
            )
        )
        .order_by("-started_on", "-pk")
    )


def placements_of_contract(contract: Contract) -> QuerySet[Placement]:
    """The placements from all commitments on a contract, first to last."""
    return _in_order(
        Placement.objects.filter(
            organisation_id=contract.organisation_id, commitment__contract=contract
        )
    )


def placements_of_commitment(commitment: Commitment) -> QuerySet[Placement]:
    """The placements from one commitment, first to last."""
    return _in_order(
        Placement.objects.filter(organisation_id=commitment.organisation_id, commitment=commitment)
    )


def placements_on_vacancy(vacancy: Vacancy) -> QuerySet[Placement]:
    """The placements on one vacancy, first to last."""
    return _in_order(
        Placement.objects.filter(organisation_id=vacancy.organisation_id, vacancy=vacancy)
    )


def read_by_supplier(supplier: Supplier) -> QuerySet[Placement]:
    """The placements from contracts with a supplier of which it may read: `moves.is_shared`."""
    at_supplier = Q(route__in=AT_SUPPLIER_ROUTES, employer=supplier)
    at_subcontractor = Q(route=Route.VIA_SUBCONTRACTOR, employer__isnull=False)
    return Placement.objects.filter(
        at_supplier | at_subcontractor,
        organisation_id=supplier.organisation_id,
        commitment__contract__supplier=supplier,
    )


def hours_read_by_supplier(supplier: Supplier) -> QuerySet[PaidHours]:
    """The paid hours of those placements at their own employer, not at any other."""
    return PaidHours.objects.filter(
        organisation_id=supplier.organisation_id,
        placement__in=read_by_supplier(supplier),
        employer=F("placement__employer"),
    )


def filled_places(vacancy: Vacancy, *, today: date) -> int:
    """How many of the places of a vacancy are taken today or later."""
    return placements_on_vacancy(vacancy).filter(_still_there(today)).count()


def public_vacancies() -> QuerySet[PublicVacancy]:
    """What every school published, newest first. Readable without a scope."""
    return PublicVacancy.objects.order_by("-published_on", "-pk")


def last_number(organisation_id: int) -> int:
    """The highest number that a pseudonym of this school has; 0 before the first."""
    numbered = Placement.objects.filter(
        organisation_id=organisation_id, pseudonym__regex=r"^W-[0-9]+$"
    )
    number = Cast(Substr("pseudonym", 3), IntegerField())
    return numbered.aggregate(last=Max(number))["last"] or 0


@dataclass(frozen=True)
class HoursMatrix:
    """The paid hours of one placement, per employer (None is the hogeschool) and month."""

    employers: tuple[Supplier | None, ...]
    hours: dict[tuple[Employer, Month], Decimal]

    def of_month(self, month: Month) -> Decimal | None:
        """The hours of a month at all employers; None where nothing is written."""
        found = [hours for (_, paid_in), hours in self.hours.items() if paid_in == month]
        return sum(found, Decimal(0)) if found else None

    def of_year(self, year: int) -> Decimal:
        """The hours of a calendar year at all employers."""
        found = (hours for (_, month), hours in self.hours.items() if month.year == year)
        return sum(found, Decimal(0))


def hours_of(placement: Placement) -> HoursMatrix:
    """All paid hours of a placement, in one query; its own employer comes first."""
    rows = list(
        PaidHours.objects.filter(organisation_id=placement.organisation_id, placement=placement)
        .select_related("employer")
        .order_by("employer__sort_key", "employer", "month")
    )
    others = {row.employer_id: row.employer for row in rows if row.employer_id}
    others.pop(placement.employer_id or 0, None)
    if placement.employer_id and any(row.employer_id is None for row in rows):
        first: tuple[Supplier | None, ...] = (placement.employer, None)
    else:
        first = (placement.employer,)
    return HoursMatrix(
        (*first, *others.values()),
        {(row.employer_id, Month.of(row.month)): row.hours for row in rows},
    )


def hours_in(
    placement: Placement, employer: Supplier | None, months: Iterable[Month]
) -> dict[Month, PaidHours]:
    """The paid hours of a placement at one employer, of those `months` that have any."""
    found = PaidHours.objects.filter(
        organisation_id=placement.organisation_id,
        placement=placement,
        employer=employer,
        month__in=[month.first for month in months],
    )
    return {Month.of(row.month): row for row in found}


def hours_per_month(placement: Placement) -> list[tuple[date, Decimal]]:
    """The paid hours of each month, at all employers together, latest first.

    For the supplier's door: employers are rows of the school, which a supplier cannot read.
    """
    return list(
        PaidHours.objects.filter(organisation_id=placement.organisation_id, placement=placement)
        .order_by("-month")
        .values("month")
        .annotate(sum=Sum("hours"))
        .values_list("month", "sum")
    )


def facts_of(placement: Placement, matrix: HoursMatrix) -> PlacementFacts:
    """What counting needs to know of a placement."""
    return PlacementFacts(
        person=placement.pseudonym,
        route=Route(placement.route),
        started_on=placement.started_on,
        ended_on=placement.ended_on,
        in_register=placement.in_register,
        register_from=placement.register_from,
        register_until=placement.register_until,
        hours=matrix.hours,
    )


def count_of_placement(
    placement: Placement, matrix: HoursMatrix, *, year: int, rulebook: Rulebook
) -> JobCount:
    """What one placement makes in jobs over a calendar year."""
    facts = facts_of(placement, matrix)
    return count([facts], months=months_of_year(year), rulebook=rulebook)


def _still_there(today: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gte": today})


def _in_order(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    return placements.select_related("employer", "workplace", "vacancy", "commitment").order_by(
        "started_on", "pk"
    )
