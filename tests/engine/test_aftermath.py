"""What follows from what a transaction wrote is called once, and only if it wrote."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from banenbrug.engine.scopes import scope
from banenbrug.organisations.actions import add_unit
from banenbrug.organisations.models import Unit
from tests.cast import Cast

pytestmark = pytest.mark.django_db

CALLS: list[tuple[int, set[str]]] = []


class Stop(Exception):
    """Leaves a block halfway."""


def remember(*, organisation_id: int, contexts: Sequence[UUID]) -> None:
    """A follower: which units were written under these contexts."""
    events = Unit.pgh_event_model.objects.filter(pgh_context_id__in=contexts)  # type: ignore[attr-defined]
    CALLS.append((organisation_id, set(events.values_list("name", flat=True))))


@pytest.fixture(autouse=True)
def followers(settings: Settings) -> None:
    CALLS.clear()
    settings.AFTERMATH = [f"{__name__}.remember"]


@pytest.fixture
def here(cast: Cast) -> int:
    return int(cast.waterland.organisation.pk)


def test_it_sees_everything_that_was_written_in_the_scope_and_in_scopes_inside(here: int) -> None:
    with scope(organisation_id=here):
        add_unit(organisation_id=here, name="Before")
        with scope(organisation_id=here, via="inside"):
            add_unit(organisation_id=here, name="Inside")
        add_unit(organisation_id=here, name="After")
    assert [(here, {"Before", "Inside", "After"})] == CALLS


def test_it_runs_when_the_scope_of_the_organisation_ends_inside_that_of_a_person(
    here: int, cast: Cast
) -> None:
    with scope(organisation_id=here):
        person = cast.waterland.buyer.row.user_id
    CALLS.clear()
    with scope(user_id=person):
        with scope(organisation_id=here):
            add_unit(organisation_id=here, name="Facilities")
        assert [(here, {"Facilities"})] == CALLS
    assert len(CALLS) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM organisations_unit FOR UPDATE",
        "  select count(*) from organisations_unit",
        "WITH few AS (SELECT id FROM organisations_unit) SELECT * FROM few",
        "SAVEPOINT here",
        "SET LOCAL work_mem = '8MB'",
    ],
)
def test_who_only_reads_pays_nothing(here: int, statement: str) -> None:
    with scope(organisation_id=here), connection.cursor() as cursor:
        cursor.execute(statement)
    assert CALLS == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisations_unit SET name = name",
        "\n  delete from organisations_unit where false",
        "/* first */ UPDATE organisations_unit SET name = name",
        "SET LOCAL work_mem = '8MB'; UPDATE organisations_unit SET name = name",
        "SELECT 1; UPDATE organisations_unit SET name = name",
        "WITH few AS (SELECT 1) INSERT INTO organisations_unit (organisation_id, name)"
        " SELECT 1, 'x' FROM few WHERE false",
    ],
)
def test_sql_that_may_write_is_seen(here: int, statement: str) -> None:
    with scope(organisation_id=here), connection.cursor() as cursor:
        cursor.execute(statement)
    assert [(here, set())] == CALLS


def test_what_is_undone_has_no_aftermath(here: int) -> None:
    with pytest.raises(Stop), transaction.atomic(), scope(organisation_id=here):
        add_unit(organisation_id=here, name="Facilities")
        raise Stop
    with transaction.atomic():
        with scope(organisation_id=here):
            add_unit(organisation_id=here, name="Facilities")
            transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert CALLS == []


def test_a_scope_of_a_person_alone_has_none(here: int) -> None:
    with scope(user_id=1), connection.cursor() as cursor:
        cursor.execute("UPDATE organisations_unit SET name = name")
    assert CALLS == []
