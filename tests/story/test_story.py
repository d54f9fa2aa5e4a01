"""What the story holds, and that preparing it again changes nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from banenbrug.engine.embedded import join
from banenbrug.story.extras import EXTRAS
from banenbrug.story.people import HOUSES, PEOPLE
from tests.story.processes import banenbrug
from tests.story.rows import count, fetch, run_sql

COUNTED = (
    *("organisations_membership", "contracts_contract", "contracts_clause", "contracts_batch"),
    *("dialogue_conversation", "dialogue_commitment", "placements_placement"),
    *("placements_paidhours", "pghistory_context", "contracts_contractevent"),
)


@pytest.fixture(scope="module", autouse=True)
def running(home: Path) -> Iterator[None]:
    """The server of the demonstration, so that not every query starts and stops one."""
    with join(home):
        yield


def test_preparing_twice_tells_the_story_once(home: Path) -> None:
    before = {table: count(home, table) for table in COUNTED}
    assert banenbrug(home, "demo", "--prepare").returncode == 0
    assert {table: count(home, table) for table in COUNTED} == before
    assert before["organisations_membership"] == len(PEOPLE) + 2 * len(EXTRAS)


def test_preparing_afresh_starts_anew_and_keeps_the_home_folder(home: Path) -> None:
    run_sql(home, "UPDATE organisations_organisation SET name = 'Iets anders'")
    locks = (home / "server.users").stat().st_ino, (home / "server.gate").stat().st_ino
    afresh = banenbrug(home, "demo", "--prepare", "--fresh")
    assert afresh.returncode == 0, afresh.stderr
    names = {name for (name,) in fetch(home, "SELECT name FROM organisations_organisation")}
    assert names == {house.name for house in HOUSES} | {school.name for school in EXTRAS}
    assert locks == ((home / "server.users").stat().st_ino, (home / "server.gate").stat().st_ino)


def test_each_school_has_its_register_and_only_one_has_talked(home: Path) -> None:
    rows = fetch(
        home,
        "SELECT slug, (SELECT count(*) FROM contracts_contract c WHERE c.organisation_id = o.id),"
        " (SELECT count(*) FROM dialogue_conversation d WHERE d.organisation_id = o.id)"
        " FROM organisations_organisation o WHERE kind = 'school' ORDER BY slug",
    )
    extras = [(school.slug, 0, 0) for school in EXTRAS]
    assert rows == sorted([("heuvelrug", 12, 0), ("waterland", 64, 5), *extras])


def test_the_pilot_is_over_and_another_scheme_is_open_today(home: Path) -> None:
    rows = fetch(
        home,
        "SELECT slug, closes < CURRENT_DATE, total, claimed, granted, returned, queue"
        " FROM scheme_scheme s JOIN scheme_purse p ON p.scheme_id = s.id ORDER BY slug",
    )
    assert [(slug, is_over, float(total)) for slug, is_over, total, *_ in rows] == [
        ("brug-open", False, 240.0),
        ("pilot-2021", True, 400.0),
    ]
    for slug in ("brug-open", "pilot-2021"):
        told = banenbrug(home, "ledger", "--scheme", slug, "--json")
        assert told.returncode == 0, told.stdout


def test_nobody_in_the_story_gets_letters_of_the_past(home: Path) -> None:
    assert count(home, "scheme_letter") > 50
    assert fetch(home, "SELECT 1 FROM procrastinate_jobs WHERE task_name LIKE 'scheme.%'") == []


def test_the_register_was_read_in_without_a_rejected_row(home: Path) -> None:
    rows = fetch(home, "SELECT counts->'rejected', counts->'created' FROM contracts_batch")
    assert sorted(rows) == [(0, 12), (0, 60)]


def test_one_vacancy_is_public_and_one_is_filled(home: Path) -> None:
    assert count(home, "public_vacancy") == 1
    filled = fetch(
        home,
        "SELECT v.closed_on IS NOT NULL FROM placements_placement p"
        " JOIN placements_vacancy v ON v.id = p.vacancy_id",
    )
    assert filled == [(True,)]


def test_wages_are_paid_up_to_last_month_and_the_internships_have_none(home: Path) -> None:
    rows = fetch(
        home,
        "SELECT p.route, count(h.id),"
        " max(h.month) = date_trunc('month', now() - interval '1 month')"
        " FROM placements_placement p LEFT JOIN placements_paidhours h ON h.placement_id = p.id"
        " GROUP BY p.id, p.route ORDER BY p.route",
    )
    assert rows == [
        ("hired_in", 8, True),
        ("unpaid", 0, None),
        ("unpaid", 0, None),
        ("via_supplier", 5, True),
    ]


def test_the_top_3_and_the_next_talk_wait_for_hr(home: Path) -> None:
    signed = fetch(home, "SELECT hand FROM opportunities_signature")
    ready = fetch(
        home,
        "SELECT procurement_at IS NOT NULL, hr_at IS NOT NULL FROM dialogue_preparation",
    )
    assert signed == [("procurement",)]
    assert ready == [(True, False)]


def test_the_foundation_takes_part_and_the_window_cleaner_found_somebody(home: Path) -> None:
    words = fetch(
        home, "SELECT word FROM dialogue_guestanswer UNION ALL SELECT word FROM dialogue_answer"
    )
    assert sorted(words) == [("found",), ("joins",)]


def test_the_next_conversation_with_the_cleaner_waits_for_hr(home: Path) -> None:
    rows = fetch(
        home,
        "SELECT array_agg(p.seat ORDER BY p.seat) FROM dialogue_conversation d"
        " JOIN dialogue_participant p ON p.conversation_id = d.id"
        " JOIN contracts_contract c ON c.id = d.contract_id"
        " WHERE d.state = 'planned' AND d.planned_at > now() AND c.category = 'cleaning'"
        " GROUP BY d.id",
    )
    assert rows == [(["other", "procurement", "supplier"],)]


def test_the_commitments_of_suppliers_with_a_door_are_confirmed_by_both(home: Path) -> None:
    rows = fetch(
        home,
        "SELECT o.slug, m.kind, m.is_firm, count(f.id) FROM dialogue_commitment m"
        " JOIN organisations_organisation o ON o.id = m.counterparty_id"
        " JOIN dialogue_confirmation f ON f.commitment_id = m.id"
        " GROUP BY o.slug, m.kind, m.is_firm ORDER BY o.slug, m.kind",
    )
    assert rows == [
        ("helder", "activity", False, 2),
        ("helder", "jobs", True, 2),
        ("van-der-meulen", "internships", False, 2),
    ]


def test_the_history_says_who_did_what(home: Path) -> None:
    rows = fetch(
        home,
        "SELECT DISTINCT m.name FROM placements_placementevent e"
        " JOIN pghistory_context c ON c.id = e.pgh_context_id"
        " JOIN organisations_membership m ON m.id = (c.metadata->>'member')::bigint",
    )
    assert rows == [("Samira El Idrissi",)]


def test_the_shortlist_of_the_school_begins_with_what_gives_most_work(home: Path) -> None:
    answer = banenbrug(home, "shortlist", "--school", "waterland", "--json")
    contracts = json.loads(answer.stdout)["contracts"]
    assert len(contracts) == 3
    assert "FB-0117" in [contract["number"] for contract in contracts]
