"""The list of contracts where it is empty, at its edges, and for who may not see it."""

from datetime import date

import pytest
from django.urls import reverse

from banenbrug.contracts.models import Contract
from banenbrug.desk import register, tallies
from banenbrug.desk.register import Asked
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, at, entered, in_english, write

__all__ = ["in_english", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("desk:register", args=["waterland"])


def test_the_year_ahead_is_counted_from_a_leap_day_too(write: Write, cast: Cast) -> None:
    write("Voorbij", end=date(2028, 2, 28))
    write("Vandaag", end=date(2028, 2, 29))
    write("Over een jaar", end=date(2029, 2, 28))
    leap_day = date(2028, 2, 29)
    with entered(cast.waterland.reader) as reader:
        found = register.contracts_asked(reader, Asked(view="ends_within_a_year"), today=leap_day)
        assert [contract.title for contract in found] == ["Vandaag"]
        kept = tallies.totals(reader.organisation_id, today=leap_day)
        assert (kept["ends_within_a_year"].contracts, kept["ended"].contracts) == (1, 1)


def test_the_tally_says_what_counting_says_after_every_change(write: Write, cast: Cast) -> None:
    made = write("Groen", value_per_year=100_00, end=date(2030, 1, 1))
    write("Gas", value_per_year=50_00, currency="GBP")
    today = date(2026, 11, 23)

    def both() -> tuple[tallies.Total, tallies.Total]:
        with entered(cast.waterland.reader) as reader:
            everything = register.contracts_asked(reader, Asked(), today=today)
            kept = tallies.totals(reader.organisation_id, today=today)["all"]
            return kept, tallies.total_of(everything)

    assert both() == (tallies.Total(2, 100_00, (("GBP", 50_00),)),) * 2
    with entered(cast.waterland.buyer):
        Contract.objects.filter(pk=made.pk).update(value_per_year=70_00, end=None)
    assert both() == (tallies.Total(2, 70_00, (("GBP", 50_00),)),) * 2
    with entered(cast.waterland.buyer):
        Contract.objects.all().delete()
    assert both() == (tallies.Total(),) * 2


def test_an_empty_list_offers_to_read_one_in_to_who_may(cast: Cast, enter: Enter) -> None:
    assert f'href="{at("upload")}"' in enter(cast.waterland.buyer).get(LIST).content.decode()
    page = enter(cast.waterland.reader).get(LIST).content.decode()
    assert "No contracts yet" in page
    assert at("upload") not in page


def test_a_filter_that_finds_nothing_says_so_and_can_be_cleared(
    write: Write, cast: Cast, enter: Enter
) -> None:
    write("Schoonmaak")
    page = enter(cast.waterland.reader).get(f"{LIST}?q=zzz&view=all").content.decode()
    assert "No contracts match these filters." in page
    assert 'href="?view=all"' in page
    page = enter(cast.waterland.reader).get(f"{LIST}?view=ended").content.decode()
    assert "There are no contracts in this view." in page


def test_another_school_and_who_sees_no_contracts_get_nothing(
    write: Write, cast: Cast, enter: Enter
) -> None:
    write("Schoonmaak")
    assert enter(cast.heuvelrug.buyer).get(LIST).status_code == 404
    there = reverse("desk:register", args=["heuvelrug"])
    page = enter(cast.heuvelrug.buyer).get(there).content.decode()
    assert "No contracts yet" in page
    assert "Schoonmaak" not in page
    assert enter(cast.waterland.keyholder).get(LIST).status_code == 404


def test_the_pages_end_where_an_index_would_have_to_walk_too_far(
    write: Write, cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        write(f"Werk {number:02}")
    monkeypatch.setattr(register, "DEEPEST", 27)
    page = enter(cast.waterland.reader).get(f"{LIST}?sort=title&page=2")
    assert [line.contract.title for line in page.context["lines"]] == ["Werk 25", "Werk 26"]
    assert page.context["total"].contracts == 30
    assert "The pages go up to the first 27 contracts." in page.content.decode()
