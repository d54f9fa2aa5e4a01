"""The list as a file: what the filters show, all pages, without formulas."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from banenbrug.contracts.actions import set_clause
from tests.cast import Cast, Enter
from tests.contracts.conftest import Write, entered, in_english, write

__all__ = ["in_english", "write"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

LIST = reverse("desk:register", args=["waterland"])


def file_of(client: Client, query: str) -> bytes:
    """The bytes of an export."""
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    content = answer.getvalue()
    assert isinstance(content, bytes)
    return content


def sheet_of(content: bytes) -> list[list[Any]]:
    """The rows of the only sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


@pytest.fixture
def register(write: Write, cast: Cast) -> None:
    """Contracts over more than one page, one of which looks like a formula."""
    made = write("=1+1", value_per_year=-125_50, end=date(2030, 12, 31), category="cleaning")
    with entered(cast.waterland.buyer):
        set_clause(contract=made, form="share_of_sum", values={"percentage": 5})
    for number in range(30):
        write(f"Werk {number:02}", value_per_year=100_00, currency="GBP")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_spreadsheet_holds_all_pages_with_dates_and_numbers(
    register: None, cast: Cast, enter: Enter, kind: str
) -> None:
    rows = sheet_of(file_of(enter(cast.waterland.reader), f"sort=title&format={kind}"))
    assert len(rows) == 32
    head = dict(zip(rows[0], rows[1], strict=True))
    assert head["Title"] == "'=1+1"
    assert head["Value per year"] == -125.5
    assert head["Currency"] == "EUR"
    assert head["End"] == date(2030, 12, 31)
    assert head["Social clause"] == "5% of the value"
    assert head["Category"] == "Cleaning"


def test_a_csv_is_in_the_notation_of_the_reader(register: None, cast: Cast, enter: Enter) -> None:
    client = enter(cast.waterland.reader)
    english = file_of(client, "category=cleaning&format=csv").decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(english))
    assert (row["Title"], row["Value per year"], row["End"]) == ("'=1+1", "-125.50", "2030-12-31")
    client.cookies["django_language"] = "nl"
    dutch = file_of(client, "category=cleaning&format=csv")
    assert dutch.startswith(b"\xef\xbb\xbf")
    [_, cells] = csv.reader(io.StringIO(dutch.decode("utf-8-sig")), delimiter=";")
    assert "-125,50" in cells
    assert "31-12-2030" in cells


def test_the_page_says_how_many_rows_a_file_gives(register: None, cast: Cast, enter: Enter) -> None:
    page = enter(cast.waterland.reader).get(f"{LIST}?q=werk&sort=title").content.decode()
    assert "30 rows: what the filters show, all pages." in page
    assert f"{LIST}?q=werk&amp;sort=title&amp;format=xlsx" in page


def test_a_kind_of_file_that_is_not_there_is_the_page(
    register: None, cast: Cast, enter: Enter
) -> None:
    assert "Content-Disposition" not in enter(cast.waterland.reader).get(f"{LIST}?format=pdf")


def test_another_school_exports_nothing_of_it(register: None, cast: Cast, enter: Enter) -> None:
    there = reverse("desk:register", args=["heuvelrug"])
    answer = enter(cast.heuvelrug.buyer).get(f"{there}?format=csv")
    assert len(answer.getvalue().decode().splitlines()) == 1
    assert enter(cast.waterland.keyholder).get(f"{LIST}?format=csv").status_code == 404
