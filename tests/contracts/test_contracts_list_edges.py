"""The contract list where it is empty, at its edges, and for who may not see it."""

from datetime import date

import pytest

from banenbrug.contracts.queries import Filters, contracts_of, filtered
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, at, entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = at("contracts")


def test_the_year_ahead_is_counted_from_a_leap_day_too(write: Write, cast: Cast) -> None:
    write("Voorbij", end=date(2028, 2, 28))
    write("Vandaag", end=date(2028, 2, 29))
    write("Over een jaar", end=date(2029, 2, 28))
    with entered(cast.waterland.reader) as reader:
        found = filtered(
            contracts_of(reader.organisation_id),
            filters=Filters(view="ends_within_a_year"),
            today=date(2028, 2, 29),
        )
        assert [contract.title for contract in found] == ["Vandaag"]


def test_an_empty_list_offers_to_read_one_in_to_who_may(cast: Cast, enter: Enter) -> None:
    assert f'href="{at("upload")}"' in enter(cast.waterland.buyer).get(LIST).content.decode()
    page = enter(cast.waterland.reader).get(LIST).content.decode()
    assert "No contracts yet" in page
    assert at("upload") not in page


def test_a_filter_that_finds_nothing_says_so(write: Write, cast: Cast, enter: Enter) -> None:
    write("Schoonmaak")
    page = enter(cast.waterland.reader).get(f"{LIST}?q=zzz").content.decode()
    assert "No contracts match these filters." in page


def test_another_school_and_who_sees_no_contracts_get_nothing(
    write: Write, cast: Cast, enter: Enter
) -> None:
    write("Schoonmaak")
    assert enter(cast.heuvelrug.buyer).get(LIST).status_code == 404
    assert (
        "Schoonmaak"
        not in enter(cast.heuvelrug.buyer).get(at("contracts", school="heuvelrug")).content.decode()
    )
    assert enter(cast.waterland.keyholder).get(LIST).status_code == 404
