"""SQL weighs all contracts as Python weighs one: the same facts give the same score."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banenbrug.contracts.categories import CATEGORIES
from banenbrug.contracts.models import Clause, Contract, Supplier
from banenbrug.dialogue.models import Commitment, Conversation
from banenbrug.engine.scopes import scope
from banenbrug.opportunities.bands import Part
from banenbrug.opportunities.models import Standing
from banenbrug.opportunities.queries import opportunities
from banenbrug.opportunities.rules import Kind, Scale
from banenbrug.opportunities.weighing import ranked, weigh
from banenbrug.placements.models import Placement
from tests.cast import Cast
from tests.house import furnish

pytestmark = pytest.mark.django_db

TODAY = date(2028, 2, 29)
DAYS = st.integers(-900, 900).map(lambda days: TODAY + timedelta(days=days))
FAR = st.sampled_from([date(9999, 12, 31), date(1999, 2, 28), date(2024, 2, 29)])
CODES = st.sampled_from(["", "made-up", *(each.code for each in CATEGORIES)])
CENTS = st.one_of(st.none(), st.integers(-10, 400_000_000), st.integers(0, 10**15))

CONTRACTS = st.fixed_dictionaries(
    {
        "category": CODES,
        "value_per_year": CENTS,
        "currency": st.sampled_from(["EUR", "EUR", "GBP"]),
        "start": st.one_of(st.none(), DAYS, FAR),
        "end": st.one_of(st.none(), DAYS, FAR),
        "notice_months": st.sampled_from([None, 0, 1, 3, 6, 120, 121, 30_000]),
    }
)
SUPPLIERS = st.fixed_dictionaries(
    {
        "pso_level": st.sampled_from(["", "", "aspirant", "base", "1", "2", "3"]),
        "is_social_enterprise": st.booleans(),
        "city": st.sampled_from(["", " ", "Utrecht", "ZEIST", "’s-Graveland", "Emmen"]),
    }
)
MOODS = st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=2)
PERCENTAGES = st.lists(st.one_of(st.none(), st.decimals("0.01", "100", places=2)), max_size=2)
ROUTES = st.lists(st.sampled_from(["unpaid", "via_supplier"]), max_size=2)
SCALES = st.builds(
    Scale,
    weights=st.fixed_dictionaries({part: st.integers(0, 10) for part in Part}).filter(
        lambda weights: any(weights.values())
    ),
    labour_cost=st.integers(1, 90_000_00),
    suitable_low=st.integers(0, 10),
    suitable_high=st.integers(10, 100),
    places=st.sampled_from([frozenset(), frozenset({"utrecht", "zeist", "'s-graveland"})]),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.tuples(CONTRACTS, SUPPLIERS, MOODS, PERCENTAGES, ROUTES), min_size=1, max_size=4),
    SCALES,
)
def test_all_at_once_and_one_by_one_give_the_same_scores(
    cast: Cast,
    rows: list[tuple[Any, ...]],
    scale: Scale,
) -> None:
    here = cast.waterland.organisation.pk
    with scope(organisation_id=here):
        clear()
        for n, row in enumerate(rows):
            write(here, n, *row)
        weigh(here, scale=scale, today=TODAY)
        running = [
            contract.pk
            for contract in Contract.objects.all()
            if contract.end is None or contract.end >= TODAY
        ]
        stored = {each.contract_id: each for each in Standing.objects.all()}
        assert set(stored) == set(running)
        for found in opportunities(here, running, scale=scale, today=TODAY):
            standing = stored[found.pk]
            assert standing.grades == [part.grade for part in found.score.parts]
            assert standing.points == found.score.points
            assert standing.jobs_low == found.score.jobs_low
            assert standing.jobs_high == found.score.jobs_high
        in_order = sorted(running, key=lambda pk: (-stored[pk].points, -stored[pk].value, pk))
        assert ranked(here, scale=scale, today=TODAY, top=10) == in_order


def clear() -> None:
    for model in (Standing, Placement, Commitment, Conversation, Clause, Contract, Supplier):
        model.objects.all().delete()


def write(
    here: int,
    n: int,
    facts: dict[str, Any],
    supplier: dict[str, Any],
    moods: list[int | None],
    percentages: list[Decimal | None],
    routes: list[str],
) -> None:
    """One contract with its supplier, and a second contract of the same supplier that ended."""
    if facts["start"] and facts["end"] and facts["end"] < facts["start"]:
        facts = {**facts, "start": None}
    whom = furnish.a_supplier(here, name=f"Leverancier {n}")
    Supplier.objects.filter(pk=whom.pk).update(**supplier)
    made = furnish.a_contract(here, supplier=whom, number=f"{n}")
    Contract.objects.filter(pk=made.pk).update(**facts)
    other = furnish.a_contract(here, supplier=whom, number=f"{n}b")
    Contract.objects.filter(pk=other.pk).update(end=TODAY - timedelta(days=1), start=None)
    for number, percentage in enumerate(percentages):
        Clause.objects.create(
            organisation_id=here, contract=made, form=f"form {number}", percentage=percentage
        )
    pair: Any = {"organisation_id": here, "counterparty_id": None}
    promise = furnish.a_commitment(pair, contract=made)
    for number, route in enumerate(routes):
        placed = furnish.a_placement(pair, commitment=promise, pseudonym=f"P-{n}-{number}")
        ended = TODAY - timedelta(days=1) if number else None
        Placement.objects.filter(pk=placed.pk).update(route=route, ended_on=ended)
    for number, mood in enumerate(moods):
        talk = furnish.a_conversation(here, contract=other if number else made)
        Conversation.objects.filter(pk=talk.pk).update(
            state="held", held_on=TODAY - timedelta(days=number), mood=mood
        )


def test_a_school_may_give_a_kind_of_work_its_own_score(cast: Cast) -> None:
    here = cast.waterland.organisation.pk
    with scope(organisation_id=here):
        supplier = furnish.a_supplier(here, name="Leverancier")
        made = furnish.a_contract(here, supplier=supplier, number="1")
        Contract.objects.filter(pk=made.pk).update(category="energy", end=None)
        generous = Scale(kinds={"energy": Kind(5, 100, 100)})
        weigh(here, scale=generous, today=TODAY)
        standing = Standing.objects.get()
        assert standing.grades[0] == 5
        assert standing.jobs_high == Decimal("0.3")
