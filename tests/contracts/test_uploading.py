"""A list is read in on screen: uploaded, looked at, understood otherwise, and written or not."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.contracts.conftest import at, batches, send, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REGISTER = """\
Contractnummer;Titel;Leverancier;Einddatum;Waarde per jaar;Zaak
C-1;Schoonmaak;Helder B.V.;31-12-2027;1.180.000,00;Vloeren
C-2;Catering;Zilver BV;=HYPERLINK("http://evil.example");240.000,50;Lunch
C-3;Groen;De Hovenier;volgend jaar;38.000,00;Gras
"""


def test_an_upload_shows_what_would_change_and_writes_nothing(buyer: Client, cast: Cast) -> None:
    page = send(buyer, REGISTER)
    [batch] = batches(cast)
    assert page.redirect_chain == [(at("preview", batch.pk), 302)]
    text = page.content.decode()
    assert "Nothing is written yet." in text
    assert "Put 1 row in the register" in text
    assert "volgend jaar" in text
    outcome = page.context["outcome"]
    assert (outcome.rows, outcome.created, outcome.rejected) == (3, 1, 2)
    assert titles(cast) == []


def test_a_look_asks_the_database_at_most_twenty_times(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    with CaptureQueriesContext(connection) as asked:
        assert buyer.get(at("preview", batch.pk)).status_code == 200
    assert len(asked) <= 20


def test_other_columns_are_looked_at_again_and_then_written_once(buyer: Client, cast: Cast) -> None:
    form = send(buyer, REGISTER).context["form"]
    [batch] = batches(cast)
    chosen = {field.name: field.value() or "" for field in form}
    changed = {**chosen, "column_title": "Zaak", "leave_unreadable_dates": "on"}
    page = buyer.post(at("preview", batch.pk), changed, follow=True)
    assert "Put 3 rows in the register" in page.content.decode()
    [looked_at] = batches(cast)
    assert looked_at.digest != batch.digest
    stale = buyer.post(at("commit", batch.pk), {"digest": batch.digest}, follow=True)
    assert "read differently meanwhile" in stale.content.decode()
    assert titles(cast) == []
    done = buyer.post(at("commit", batch.pk), {"digest": looked_at.digest}, follow=True)
    assert "3 contracts are new or changed in the register." in done.content.decode()
    assert titles(cast) == ["Gras", "Lunch", "Vloeren"]
    again = buyer.post(at("commit", batch.pk), {"digest": looked_at.digest}, follow=True)
    assert "already" in again.content.decode()
    assert len(titles(cast)) == 3


def test_columns_that_cannot_be_are_refused_and_the_choice_stays(buyer: Client, cast: Cast) -> None:
    form = send(buyer, REGISTER).context["form"]
    [batch] = batches(cast)
    chosen = {field.name: field.value() or "" for field in form} | {"column_title": ""}
    page = buyer.post(at("preview", batch.pk), chosen)
    assert page.context["form"].errors["column_title"]
    assert page.context["form"]["column_title"].value() == ""
    assert batches(cast)[0].digest == batch.digest


def test_the_sheet_of_problems_runs_no_formula(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    answer = buyer.get(at("problems", batch.pk))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:3] for row in rows] == [
        ["Row", "Column", "What it says"],
        ["3", "Einddatum", '\'=HYPERLINK("http://evil.example")'],
        ["4", "Einddatum", "volgend jaar"],
    ]


def test_a_later_list_shows_fact_by_fact_what_would_change(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    later = REGISTER.replace("1.180.000,00", "1.280.000,00").replace("31-12-2027", "31-12-2028")
    page = " ".join(send(buyer, later).content.decode().split())
    assert "Value per year: <del>€1,180,000</del> <ins>€1,280,000</ins>" in page
    assert "End: <del>31 Dec 2027</del> <ins>31 Dec 2028</ins>" in page
