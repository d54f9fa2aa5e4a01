"""A scope decides which rows there are, and never outlives what opened it."""

import pytest
from django.db import DatabaseError, connection, transaction

from banenbrug.engine.scopes import NOBODY, ScopeError, current, scope
from banenbrug.organisations.actions import add_unit
from banenbrug.organisations.models import Membership, Unit
from tests.cast import Cast, user


def settings() -> tuple[str, str]:
    """What PostgreSQL itself holds: the organisation and the user, empty without a scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('app.organisation_id', true), ''),"
            " coalesce(current_setting('app.user_id', true), '')"
        )
        found: tuple[str, str] = cursor.fetchone()
    return found


def author() -> str:
    """Who acts according to the history, empty without a scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('pghistory.context_metadata', true), '')")
        return str(cursor.fetchone()[0])


def units_in_sql() -> int:
    """The units that a statement outside the ORM sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM organisations_unit")
        return int(cursor.fetchone()[0])


class Stop(Exception):
    """Leaves a block halfway."""


@pytest.fixture
def here(cast: Cast) -> int:
    return int(cast.waterland.organisation.pk)


@pytest.fixture
def there(cast: Cast) -> int:
    return int(cast.heuvelrug.organisation.pk)


@pytest.mark.django_db
def test_without_scope_there_are_no_rows_in_the_orm_nor_in_sql(here: int) -> None:
    with scope(organisation_id=here):
        add_unit(organisation_id=here, name="Facilities")
        assert Unit.objects.count() == units_in_sql() == 1
    assert Unit.objects.count() == units_in_sql() == 0
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_a_scope_shows_only_its_own_organisation(here: int, there: int) -> None:
    with scope(organisation_id=here):
        add_unit(organisation_id=here, name="Facilities")
    with scope(organisation_id=there):
        add_unit(organisation_id=there, name="Catering")
        assert list(Unit.objects.values_list("name", flat=True)) == ["Catering"]
        assert units_in_sql() == 1


@pytest.mark.django_db
def test_a_row_of_another_organisation_cannot_be_written(here: int, there: int) -> None:
    with (
        scope(organisation_id=there),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Unit.objects.create(organisation_id=here, name="Smuggled")


@pytest.mark.django_db
def test_a_row_cannot_be_given_away_to_another_organisation(here: int, there: int) -> None:
    with scope(organisation_id=here):
        unit = add_unit(organisation_id=here, name="Facilities")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Unit.objects.filter(pk=unit.pk).update(organisation_id=there)


def test_a_scope_needs_a_transaction(own_database: str, cast: Cast) -> None:
    with pytest.raises(ScopeError, match="transaction"), scope(organisation_id=1):
        pass
    assert settings() == ("", "")


@pytest.mark.django_db
def test_a_scope_can_be_narrowed_and_takes_over_what_is_not_given(here: int) -> None:
    with scope(user_id=7, via="letter") as outer:
        assert settings() == ("", "7")
        with scope(organisation_id=here, member_id=3) as inner:
            assert settings() == (str(here), "7")
            assert (inner.user_id, inner.member_id, inner.via) == (7, 3, "letter")
            assert current() is inner
        assert current() is outer
        assert settings() == ("", "7")
    assert current() is NOBODY
    assert settings() == ("", "")


@pytest.mark.django_db
def test_the_same_scope_may_be_opened_again_inside(here: int) -> None:
    with scope(organisation_id=here), scope(organisation_id=here):
        assert settings() == (str(here), "")


@pytest.mark.django_db
def test_another_organisation_or_user_inside_is_refused_and_changes_nothing(
    here: int, there: int
) -> None:
    with scope(organisation_id=here, user_id=7):
        with pytest.raises(ScopeError, match="organisation"), scope(organisation_id=there):
            pass
        with pytest.raises(ScopeError, match="user"), scope(user_id=8):
            pass
        assert settings() == (str(here), "7")
        assert current().organisation_id == here


@pytest.mark.django_db
def test_a_person_reads_memberships_everywhere_but_no_colleagues(cast: Cast) -> None:
    buyer = user(cast.waterland.buyer.email)
    with scope(user_id=buyer.pk):
        assert [m.user_id for m in Membership.objects.all()] == [buyer.pk]
        assert Membership.objects.update(name="Another") == 0


@pytest.mark.django_db
def test_the_former_scope_is_restored_after_an_exception(here: int) -> None:
    with scope(user_id=7):
        with pytest.raises(Stop), scope(organisation_id=here):
            raise Stop
        assert settings() == ("", "7")
        assert current().organisation_id is None


@pytest.mark.django_db
def test_the_former_scope_is_restored_after_a_savepoint_is_rolled_back(here: int) -> None:
    with scope(user_id=7):
        with pytest.raises(Stop), transaction.atomic(), scope(organisation_id=here):
            add_unit(organisation_id=here, name="Undone")
            raise Stop
        assert settings() == ("", "7")
        with scope(organisation_id=here):
            assert units_in_sql() == 0


@pytest.mark.django_db
def test_the_former_scope_is_restored_after_a_rollback_that_was_only_marked(here: int) -> None:
    with scope(user_id=7):
        with transaction.atomic(), scope(organisation_id=here):
            transaction.set_rollback(True)
        assert settings() == ("", "7")


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["SELECT 1 / 0", "SELECT * FROM no_such_table"])
def test_the_former_scope_is_restored_after_a_database_error(here: int, statement: str) -> None:
    def fail() -> None:
        with (
            transaction.atomic(),
            scope(organisation_id=here),
            scope(user_id=7),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    with pytest.raises(DatabaseError):
        fail()
    assert settings() == ("", "")
    assert current() is NOBODY


@pytest.mark.django_db
def test_a_scope_around_a_failed_savepoint_stays_open(here: int) -> None:
    with scope(organisation_id=here):
        with pytest.raises(DatabaseError), transaction.atomic(), scope(user_id=7):
            Unit.objects.create(organisation_id=here, name="x" * 121)
        assert settings() == (str(here), "")
        add_unit(organisation_id=here, name="Facilities")
        assert units_in_sql() == 1


@pytest.mark.parametrize("ending", ["commit", "rollback", "error"])
def test_nothing_survives_into_the_next_transaction_of_the_connection(
    own_database: str, cast: Cast, ending: str
) -> None:
    school = cast.waterland.organisation.pk

    def first() -> None:
        with transaction.atomic(), scope(organisation_id=school, user_id=7):
            add_unit(organisation_id=school, name="Facilities")
            if ending == "rollback":
                raise Stop
            if ending == "error":
                Unit.objects.create(organisation_id=school, name="x" * 121)

    def backend() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    before = backend()
    if ending == "commit":
        first()
    else:
        with pytest.raises((Stop, DatabaseError)):
            first()
    assert backend() == before
    assert settings() == ("", "")
    assert author() == ""
    assert units_in_sql() == 0
    with transaction.atomic():
        assert settings() == ("", "")
        assert units_in_sql() == 0
        with scope(organisation_id=school):
            assert units_in_sql() == (1 if ending == "commit" else 0)
