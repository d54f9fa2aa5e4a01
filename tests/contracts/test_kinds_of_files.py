"""Spreadsheets and files that belong together go the same course as CSV."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banenbrug.contracts.models import Contract
from tests.cast import Cast
from tests.contracts.conftest import at, batches, entered, send, titles
from tests.contracts.sheets import Value, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ROWS: list[list[Value]] = [
    ["Contractnummer", "Titel", "Leverancier", "Jaarwaarde", "BSN"],
    ["C-1", "Schoonmaak", "Helder", 1180000.5, 111222333],
    ["C-2", "Catering", "Zilver", "veel", 123456782],
]


def test_a_spreadsheet_is_read_in_without_its_personal_column(buyer: Client, cast: Cast) -> None:
    page = send(buyer, xlsx(ROWS, sheet="Contracten"), "contracten.xlsx")
    text = page.content.decode()
    assert "sheet “Contracten”" in text
    assert "The column “BSN” looks like personal data." in text
    [batch] = batches(cast)
    assert b"111222333" not in bytes(batch.content)
    assert not bytes(batch.content).startswith(b"PK"), "a packed file could still hide it"
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    with entered(cast.waterland.buyer):
        assert Contract.objects.get().value_per_year == 1_180_000_50


def test_two_files_that_belong_together_are_read_in_as_one(buyer: Client, cast: Cast) -> None:
    register = "Contractnummer;Titel;Leverancier\nC-1;Glas;Helder\nC-2;Groen;Hovenier\n"
    amounts = "Contractnummer;Jaarwaarde\nC-1;1.250,00\nC-2;2.500,00\n"
    files = [
        SimpleUploadedFile("contracten.csv", register.encode()),
        SimpleUploadedFile("bedragen.csv", amounts.encode()),
    ]
    page = buyer.post(at("upload"), {"file": files}, follow=True)
    assert "contracten.csv + bedragen.csv" in page.content.decode()
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    assert titles(cast) == ["Glas", "Groen"]
    with entered(cast.waterland.buyer):
        values = Contract.objects.order_by("number").values_list("value_per_year", flat=True)
        assert list(values) == [125_000, 250_000]
