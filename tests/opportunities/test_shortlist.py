"""The three contracts to talk about first, on screen and on the command line."""

import json
from argparse import Namespace
from datetime import date, timedelta
from typing import Any

import pytest

from banenbrug.commands.shortlist import run
from banenbrug.contracts.actions import set_clause
from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import Refused
from banenbrug.opportunities.queries import shortlist
from tests.cast import Cast
from tests.opportunities.conftest import Write

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


def titles(cast: Cast, *, top: int = 3) -> list[str]:
    here = cast.waterland.organisation.pk
    with scope(organisation_id=here):
        return [found.contract.title for found in shortlist(here, today=TODAY, top=top)]


def told(**options: Any) -> dict[str, Any]:
    """What the command answers, as JSON."""
    asked = {"school": "waterland", "top": 3, "on": TODAY, "json": True, **options}
    answer: dict[str, Any] = json.loads(json.dumps(run(Namespace(**asked)), default=float))
    return answer


def test_the_highest_score_comes_first_and_only_three_are_shown(cast: Cast, write: Write) -> None:
    write("Software", category="", value_per_year=900_000_00)
    write("Schoonmaak", category="cleaning", value_per_year=900_000_00)
    write("Koffie", category="drinks", value_per_year=1_000_00)
    write("Catering", category="catering", value_per_year=50_000_00)
    assert titles(cast) == ["Schoonmaak", "Catering", "Koffie"]


def test_of_two_with_the_same_score_the_larger_and_then_the_older_comes_first(
    cast: Cast, write: Write
) -> None:
    write("Kleiner", category="cleaning", value_per_year=800_000_00)
    write("Ouder", category="cleaning", value_per_year=900_000_00)
    write("Nieuwer", category="cleaning", value_per_year=900_000_00)
    assert titles(cast) == ["Ouder", "Nieuwer", "Kleiner"]


def test_a_contract_that_has_ended_is_never_on_the_list(cast: Cast, write: Write) -> None:
    write("Voorbij", category="cleaning", value_per_year=1, end=TODAY - timedelta(days=1))
    write("Vandaag", category="", end=TODAY)
    write("Doorlopend", category="")
    assert titles(cast, top=10) == ["Vandaag", "Doorlopend"]


def test_a_clause_and_a_social_supplier_are_seen(cast: Cast, write: Write) -> None:
    write("Zonder")
    with_clause = write("Met", supplier="Zilver")
    with scope(organisation_id=cast.waterland.organisation.pk):
        set_clause(contract=with_clause, form="best_effort", values={})
        with_clause.supplier.pso_level = "1"
        with_clause.supplier.save()
    first, second = told()["contracts"]
    assert (first["title"], second["title"]) == ("Met", "Zonder")
    assert (first["parts"]["clause"], second["parts"]["clause"]) == (8, 3)
    assert (first["parts"]["readiness"], second["parts"]["readiness"]) == (17, 7)


def test_the_command_says_what_the_page_says(cast: Cast, write: Write) -> None:
    write("Schoonmaak", category="cleaning", value_per_year=1_180_000_00)
    [found] = told()["contracts"]
    assert (found["number"], found["supplier"]) == ("Schoonmaak", "Helder")
    assert found["score"] == sum(found["parts"].values())
    assert (found["jobs_low"], found["jobs_high"]) == (1.1, 2.5)
    assert len(found["why"]) == len(found["parts"]) == 6


def test_the_command_stays_in_its_school_and_refuses_one_that_is_not_there(
    cast: Cast, write: Write
) -> None:
    write("Schoonmaak")
    assert told(school="heuvelrug") == {"contracts": []}
    for slug in ("nowhere", "helder"):
        with pytest.raises(Refused) as refused:
            told(school=slug)
        assert refused.value.code == "unknown_school"
