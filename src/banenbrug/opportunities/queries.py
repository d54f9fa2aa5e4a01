"""Reads of scores: the stored standing of many contracts, or one reckoned with its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from banenbrug.contracts.categories import BY_CODE
from banenbrug.contracts.models import Contract
from banenbrug.foundation.names import plain
from banenbrug.opportunities.bands import Part
from banenbrug.opportunities.facts import facts_in, with_facts
from banenbrug.opportunities.models import (
    CategoryWeight,
    Choice,
    Signature,
    Standing,
    Weighed,
    Weights,
)
from banenbrug.opportunities.rules import KINDS, Facts, Kind, Scale, points_of, score
from banenbrug.opportunities.scored import Score
from banenbrug.opportunities.weighing import ranked

IN_ORDER = ("-points", "-value", "contract_id")
"""By score, highest first; the larger contract wins a tie."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A contract with its score and the reasons for it."""

    contract: Contract
    facts: Facts
    score: Score

    @property
    def pk(self) -> int:
        """The key of the contract."""
        return self.contract.pk

    @property
    def category(self) -> str:
        """The kind of work, as a msgid; empty when it is not known."""
        found = BY_CODE.get(self.contract.category)
        return found.name if found else ""

    def has_ended(self, today: date) -> bool:
        """Whether the contract no longer runs."""
        return self.contract.end is not None and self.contract.end < today


def scale_of(organisation_id: int) -> Scale:
    """How a school weighs."""
    here = {"organisation_id": organisation_id}
    own = Weights.objects.filter(**here).first() or Weights(**here)
    kinds = {
        row.category: Kind(row.score, row.labour_low, row.labour_high)
        for row in CategoryWeight.objects.filter(**here)
    }
    return Scale(
        weights={part: getattr(own, part.value) for part in Part},
        kinds={**KINDS, **kinds},
        labour_cost=own.labour_cost,
        suitable_low=own.suitable_low,
        suitable_high=own.suitable_high,
        places=frozenset(plain(place) for place in own.places),
    )


def weighed_of(organisation_id: int) -> Weighed:
    """For which day a school's standings hold, held until the transaction ends."""
    here = Weighed.objects.filter(organisation_id=organisation_id).select_for_update()
    found = here.first()
    if found is None:
        Weighed.objects.bulk_create(
            [Weighed(organisation_id=organisation_id)], ignore_conflicts=True
        )
        found = here.get()
    return found


def shortlist(organisation_id: int, *, today: date, top: int = 3) -> list[Opportunity]:
    """The `top` running contracts with the highest score on any day; the larger wins a tie."""
    scale = scale_of(organisation_id)
    found = ranked(organisation_id, scale=scale, today=today, top=top)
    return opportunities(organisation_id, found, scale=scale, today=today)


def opportunities(
    organisation_id: int, contracts: Sequence[int], *, scale: Scale, today: date
) -> list[Opportunity]:
    """These contracts of a school with their scores, in the given order; in one query."""
    rows = with_facts(organisation_id, today).in_bulk(list(contracts))
    found = ((rows[pk], facts_in(rows[pk])) for pk in contracts if pk in rows)
    return [
        Opportunity(contract, facts, score(facts, scale=scale, today=today))
        for contract, facts in found
    ]


def best_of(organisation_id: int, *, most: int, without: Sequence[int] = ()) -> list[int]:
    """The contracts with the highest stored scores."""
    found = Standing.objects.filter(organisation_id=organisation_id).order_by(*IN_ORDER)
    if without:
        found = found.exclude(contract__in=without)
    return list(found.values_list("contract_id", flat=True)[:most])


def outside(organisation_id: int, *, without: Sequence[int], most: int) -> list[Standing]:
    """The highest stored scores of contracts that are not in `without`."""
    found = Standing.objects.filter(organisation_id=organisation_id).exclude(contract__in=without)
    return list(found.select_related("contract__supplier").order_by(*IN_ORDER)[:most])


def places_of(organisation_id: int) -> list[str]:
    """The places of a school's region, as they were written."""
    own = Weights.objects.filter(organisation_id=organisation_id).first()
    return own.places if own else []


def choice_of(organisation_id: int) -> tuple[list[int], list[Signature]] | None:
    """The contracts of the open list in their order, and who signed it; None without a list."""
    choice = Choice.objects.filter(organisation_id=organisation_id, closed_at=None).first()
    if choice is None:
        return None
    chosen = choice.chosen.order_by("place").values_list("contract_id", flat=True)
    return list(chosen), list(choice.signatures.select_related("member").order_by("pk"))


def ended_of(organisation_id: int, contracts: Sequence[int], *, today: date) -> list[str]:
    """The titles of those of these contracts that no longer run."""
    found = Contract.objects.filter(
        organisation_id=organisation_id, pk__in=contracts, end__lt=today
    )
    return list(found.order_by("title", "pk").values_list("title", flat=True))


def standings_of(contracts: Iterable[Contract]) -> dict[int, Standing]:
    """The stored scores of a page of contracts by the key of the contract, in one query."""
    found = Standing.objects.filter(contract__in=[contract.pk for contract in contracts])
    return {standing.contract_id: standing for standing in found}


def bars_of(standing: Standing, scale: Scale) -> list[tuple[int, int]]:
    """Points and share of each part of a stored score, for the drawing."""
    shares = scale.shares
    return [
        (points_of(share=shares[part], grade=grade), shares[part])
        for part, grade in zip(Part, standing.grades, strict=True)
    ]
