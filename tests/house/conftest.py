"""A furnished house, once for each module that asks for it."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from banenbrug.organisations.models import Organisation
from tests.cast import Cast
from tests.databases import copy_of_template, using
from tests.house.furnish import House, furnish


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Waterland with something in every table, committed, in a database of this module.

    Waterland deals with the supplier Helder and has the partner as a guest. Tests roll back what
    they change.
    """
    with (
        django_db_blocker.unblock(),
        copy_of_template("banenbrug_house") as name,
        using(name),
    ):
        yield furnish(
            Cast().waterland,
            counterparty=Organisation.objects.get(slug="helder"),
            guest=Organisation.objects.get(slug="leerwerk"),
        )
