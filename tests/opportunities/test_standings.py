"""The stored score of a contract follows what is written about it, within the transaction."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from banenbrug.contracts.actions import remove_clause, set_clause
from banenbrug.contracts.models import Contract, Supplier
from banenbrug.dialogue.models import Conversation
from banenbrug.engine.scopes import scope
from banenbrug.opportunities import standings
from banenbrug.opportunities.bands import Part
from banenbrug.opportunities.jobs import weigh_all, weigh_school
from banenbrug.opportunities.models import Standing, Weighed
from banenbrug.opportunities.queries import (
    bars_of,
    opportunities,
    scale_of,
    standings_of,
)
from tests.cast import Cast
from tests.house import furnish
from tests.opportunities.conftest import Weigh, Write

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
YESTERDAY = TODAY - timedelta(days=1)


def standing_of(contract: Contract) -> Standing | None:
    """The stored score, inside a scope."""
    return standings_of([contract]).get(contract.pk)


@pytest.fixture
def here(cast: Cast) -> int:
    return int(cast.waterland.organisation.pk)


def grade(contract: Contract, part: Part) -> int:
    """The stored grade of one part."""
    with scope(organisation_id=contract.organisation_id):
        standing = standing_of(contract)
        assert standing is not None
        return standing.grades[list(Part).index(part)]


def weigh_jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="opportunities.weigh").count()


def test_a_school_that_was_never_weighed_asks_a_job_once(write: Write, here: int) -> None:
    write("Schoonmaak", category="cleaning")
    write("Catering", category="catering")
    assert weigh_jobs() == 1
    with scope(organisation_id=here):
        assert not Standing.objects.exists()
        assert Weighed.objects.get().is_due


def test_a_new_contract_stands_at_once(write: Write, weigh: Weigh, here: int) -> None:
    weigh(TODAY)
    made = write("Schoonmaak", category="cleaning", value_per_year=1_180_000_00)
    with scope(organisation_id=here):
        standing = standing_of(made)
        [found] = opportunities(here, [made.pk], scale=scale_of(here), today=TODAY)
        assert standing is not None
        assert standing.points == found.score.points > 0
        assert standing.jobs_high == Decimal("2.5")
        assert bars_of(standing, scale_of(here)) == found.score.bars
        assert standings_of([made]) == {made.pk: standing}


def test_a_change_of_anything_that_counts_is_followed(
    write: Write, weigh: Weigh, here: int
) -> None:
    weigh(TODAY)
    made = write("Schoonmaak", category="cleaning")
    other = write("Koffie", category="drinks")
    assert grade(made, Part.CLAUSE) == 2
    with scope(organisation_id=here):
        set_clause(contract=made, form="best_effort", values={})
    assert grade(made, Part.CLAUSE) == 5
    with scope(organisation_id=here):
        remove_clause(contract=made, form="best_effort")
    assert grade(made, Part.CLAUSE) == 2
    with scope(organisation_id=here):
        Contract.objects.filter(pk=made.pk).update(category="energy")
    assert grade(made, Part.CATEGORY) == 1
    with scope(organisation_id=here):
        talk = furnish.a_conversation(here, contract=made)
        Conversation.objects.filter(pk=talk.pk).update(held_on=TODAY, mood=5, state="held")
    assert grade(made, Part.READINESS) == grade(other, Part.READINESS) == 5
    with scope(organisation_id=here):
        Supplier.objects.update(pso_level="base")
    assert grade(other, Part.READINESS) == 4
    with scope(organisation_id=here):
        Supplier.objects.update(pso_level="", is_social_enterprise=True)
        Contract.objects.filter(pk=other.pk).update(end=YESTERDAY)
        assert grade(made, Part.READINESS) == 4


def test_placements_are_followed(write: Write, weigh: Weigh, here: int) -> None:
    weigh(TODAY)
    made = write("Schoonmaak")
    with scope(organisation_id=here):
        set_clause(contract=made, form="best_effort", values={})
        pair: Any = {"organisation_id": here, "counterparty_id": None}
        promise = furnish.a_commitment(pair, contract=made)
    with scope(organisation_id=here):
        furnish.a_placement(pair, commitment=promise, pseudonym="P-1")
    assert grade(made, Part.CLAUSE) == 1
    assert grade(made, Part.READINESS) == 4


def test_a_contract_that_ends_loses_its_standing(write: Write, weigh: Weigh, here: int) -> None:
    weigh(TODAY)
    ends, stays = write("Eindigt"), write("Blijft")
    with scope(organisation_id=here):
        assert Standing.objects.count() == 2
    with scope(organisation_id=here):
        Contract.objects.filter(pk=ends.pk).update(end=YESTERDAY)
    with scope(organisation_id=here):
        assert [left.contract_id for left in Standing.objects.all()] == [stays.pk]


def test_who_only_looks_asks_nothing_and_who_writes_something_else_asks_one_question(
    write: Write, weigh: Weigh, here: int, settings: Settings
) -> None:
    settings.AFTERMATH = ["banenbrug.opportunities.standings.follow"]
    made = write("Schoonmaak")
    weigh(TODAY)
    with CaptureQueriesContext(connection) as looking, scope(organisation_id=here):
        Contract.objects.get(pk=made.pk)
    with CaptureQueriesContext(connection) as writing, scope(organisation_id=here):
        Contract.objects.get(pk=made.pk)
        Weighed.objects.update(is_due=False)
    assert len(looking) == 3
    assert len(writing) == 5


def test_many_changes_are_left_to_a_job(
    write: Write, weigh: Weigh, here: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write("Schoonmaak")
    weigh(TODAY)
    before = weigh_jobs()
    monkeypatch.setattr(standings, "AT_ONCE", 3)
    with scope(organisation_id=here):
        for n in range(4):
            furnish.a_contract(here, supplier=made.supplier, number=f"{n}")
    assert weigh_jobs() == before + 1
    with scope(organisation_id=here):
        assert Standing.objects.count() == 1
        assert Weighed.objects.get().is_due


def test_a_page_weighs_a_small_school_on_a_new_day_and_leaves_a_large_one_to_a_job(
    write: Write, weigh: Weigh, here: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write("Schoonmaak", end=TODAY)
    weigh(TODAY)
    assert grade(made, Part.MOMENT) == 3
    weigh(TODAY + timedelta(days=1))
    before = weigh_jobs()
    monkeypatch.setattr(standings, "SMALL", 0)
    with scope(organisation_id=here):
        assert standing_of(made) is None
        for _ in range(2):
            assert not standings.keep_current(here, today=TODAY)
    assert weigh_jobs() == before + 1


def test_the_job_of_the_night_weighs_every_school(write: Write, here: int, cast: Cast) -> None:
    write("Schoonmaak")
    weigh_all(timestamp=0)
    waiting = ProcrastinateJob.objects.filter(task_name="opportunities.weigh")
    schools = {job.args["organisation_id"] for job in waiting}
    assert schools == {here, cast.heuvelrug.organisation.pk}
    weigh_school(organisation_id=here)
    with scope(organisation_id=here):
        assert Standing.objects.count() == 1
        assert not Weighed.objects.get().is_due
