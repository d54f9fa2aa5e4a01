"""A demonstration never starts beside real data."""

from argparse import Namespace

import pytest
from pytest_django import Settings

from banenbrug.commands import check, demo, tell_story
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.models import Organisation
from tests.databases import owner, using

PREPARE = Namespace(port=8000, fresh=False, prepare=True)
FRESH = Namespace(port=8000, fresh=True, prepare=True)


@pytest.mark.parametrize("options", [PREPARE, FRESH], ids=["prepare", "fresh"])
def test_organisations_without_the_mark_are_real_and_stay(
    own_database: str, options: Namespace
) -> None:
    with using(own_database, as_owner=True):
        before = set(Organisation.objects.values_list("slug", flat=True))
        with pytest.raises(Refused) as refused:
            demo.run(options)
        assert refused.value.code == "real_data"
        assert set(Organisation.objects.values_list("slug", flat=True)) == before != set()


def test_a_database_of_another_program_is_left_alone(own_database: str) -> None:
    name = f"{own_database}_other"
    with owner() as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            with owner(name) as other:
                other.execute("CREATE TABLE invoices (id int)")
            with using(name, as_owner=True), pytest.raises(Refused) as refused:
                demo.run(FRESH)
            assert refused.value.code == "real_data"
            with owner(name) as other:
                assert other.execute("SELECT count(*) FROM invoices").fetchone() == (0,)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_serving_in_demo_mode_is_refused_without_the_mark(
    own_database: str, settings: Settings
) -> None:
    settings.DEMO = True
    with pytest.raises(Refused) as refused:
        check.may_serve()
    assert refused.value.code == "demo_beside_real_data"
    settings.DEMO = False
    check.may_serve()


def test_serving_in_demo_mode_is_allowed_with_the_mark(
    own_database: str, settings: Settings
) -> None:
    settings.DEMO = True
    with owner(own_database) as connection:
        connection.execute("INSERT INTO organisations_installation (id, demo) VALUES (1, true)")
    check.may_serve()


def test_no_story_is_told_without_the_mark(own_database: str) -> None:
    with pytest.raises(Refused) as refused:
        tell_story.run(Namespace())
    assert refused.value.code == "not_a_demonstration"
