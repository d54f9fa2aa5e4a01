"""`banenbrug ledger --scheme SLUG --json`: figures by the entries, and totals that equal them."""

import argparse
import json
import os
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from psycopg.conninfo import make_conninfo

from banenbrug.commands import ledger as command
from banenbrug.foundation.refusals import Refused
from banenbrug.scheme.actions.corrections import correct
from banenbrug.scheme.models import HoursEntry
from tests.cast import Cast
from tests.databases import owner
from tests.scheme.course import Course, acting


def answer(slug: str) -> dict[str, Any]:
    """What the command answers, as its reader gets it."""
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    options = parser.parse_args(["--scheme", slug, "--json"])
    told: dict[str, Any] = json.loads(json.dumps(command.run(options)))
    return told


def by_script(database: str, slug: str) -> tuple[int, dict[str, Any]]:
    """The same as somebody types it: the exit code, and what stands on standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "banenbrug", "ledger", "--scheme", slug, "--json"],
        env={**os.environ, "DATABASE_URL": make_conninfo(settings.DATABASE_URL, dbname=database)},
        capture_output=True,
        text=True,
    )
    return done.returncode, json.loads(done.stdout)


@pytest.fixture
def course(own_database: str, cast: Cast) -> Course:
    """The steps, in transactions that commit: the command opens one of its own."""
    return Course(cast)


def test_a_scheme_is_told_by_its_entries(course: Course) -> None:
    scheme = course.scheme(total=Decimal(60))
    granted = course.granted(scheme, hours="20")
    work = course.confirmed(course.entered(course.held(granted), hours="6.5"))
    with acting(course.cast.officer) as officer:
        entry = HoursEntry.objects.get(kind="work")
        correct(by=officer, entry=entry, hours=Decimal("-0.5"), reason="Reistijd", now=course.now)
    assert work.hours == Decimal("6.5")
    course.settled(scheme, hours="16", worked="12", school=course.cast.heuvelrug)
    claims = course.application(scheme, hours="20")
    waits = course.application(scheme, hours="24", school=course.cast.heuvelrug)
    assert (claims.place, waits.place) == (3, 4)
    assert answer("de-brug") == {
        "total": 60,
        "claimed": 20,
        "granted": 36,
        "worked": 18,
        "returned": 4,
        "left": 8,
        "per_organisation": [
            {
                "organisation": "heuvelrug",
                "claimed": 0,
                "granted": 16,
                "worked": 12,
                "returned": 4,
            },
            {
                "organisation": "waterland",
                "claimed": 20,
                "granted": 20,
                "worked": 6,
                "returned": 0,
            },
        ],
        "waiting": [{"organisation": "heuvelrug", "place": 4, "turn": 4, "hours": 24}],
    }


def test_a_scheme_that_nobody_sees_yet_is_found_at_its_own_fund(course: Course) -> None:
    course.scheme(slug="ontwerp", publish=False)
    assert answer("ontwerp") == {
        "total": 400,
        "claimed": 0,
        "granted": 0,
        "worked": 0,
        "returned": 0,
        "left": 400,
        "per_organisation": [],
        "waiting": [],
    }


def test_a_scheme_that_is_not_there_is_refused(course: Course) -> None:
    with pytest.raises(Refused) as refused:
        answer("nergens")
    assert refused.value.code == "unknown_scheme"


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE scheme_purse SET claimed = claimed + 1", "claimed of the scheme is 21.00"),
        ("UPDATE scheme_purse SET granted = granted + 1", "granted of the scheme is 21.00"),
        ("UPDATE scheme_purse SET returned = returned + 1", "returned of the scheme is 1.00"),
        ("UPDATE scheme_purse SET queue = queue + 1", "queue of the scheme is 2, its rows say 1"),
        ("UPDATE scheme_allowance SET claimed = 19.75", "claimed of waterland is 19.75"),
        ("UPDATE scheme_allowance SET granted = 0", "granted of waterland is 0.00"),
        ("UPDATE scheme_allowance SET waiting = 0", "waiting of heuvelrug is 0.00"),
        ("UPDATE scheme_application SET claimed = 0", "claimed of application"),
        ("UPDATE scheme_application SET granted = 40", "granted of application"),
        ("UPDATE scheme_application SET worked = 7 WHERE granted > 0", "worked of application"),
        ("UPDATE scheme_application SET pending = 0", "pending of application"),
        ("DELETE FROM scheme_hoursentry WHERE kind = 'work'", "its rows say 0"),
    ],
)
def test_a_total_that_is_not_what_explains_it_is_refused_by_name(
    course: Course, own_database: str, statement: str, named: str
) -> None:
    """Only the owner of the tables can break a total: nothing in the program does."""
    scheme = course.scheme(total=Decimal(50))
    activity = course.held(course.granted(scheme, hours="20"))
    course.confirmed(course.entered(activity, hours="6"))
    course.entered(activity, hours="1")
    course.application(scheme, hours="20")
    course.application(scheme, hours="20", school=course.cast.heuvelrug)
    assert answer("de-brug")["left"] == 10
    with owner(own_database) as connection:
        connection.execute(statement)
    with pytest.raises(Refused) as refused:
        answer("de-brug")
    assert refused.value.code == "ledger_differs"
    assert named in str(refused.value)


def test_the_command_refuses_with_exit_code_one(course: Course, own_database: str) -> None:
    course.application(course.scheme(), hours="20")
    code, told = by_script(own_database, "de-brug")
    assert (code, told["claimed"], told["left"]) == (0, 20, 380)
    with owner(own_database) as connection:
        connection.execute("UPDATE scheme_purse SET claimed = 0")
    code, told = by_script(own_database, "de-brug")
    assert (code, told["refused"]) == (1, "ledger_differs")
