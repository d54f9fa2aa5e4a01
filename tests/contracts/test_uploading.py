"""A list is read in on screen: uploaded, looked at, understood otherwise, and written or not."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.contracts.conftest import at, batches, chosen, send, titles

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
    assert "Add 1 row to the register" in text
    assert "volgend jaar" in text
    counts = page.context["counts"]
    assert (counts["rows"], counts["created"], counts["rejected"]) == (3, 1, 2)
    assert "1 + 0 + 0 + 2 = 3 rows." in text
    assert titles(cast) == []


def test_a_look_asks_the_database_at_most_twenty_times(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    with CaptureQueriesContext(connection) as asked:
        assert buyer.get(at("preview", batch.pk)).status_code == 200
    assert len(asked) <= 20


def test_other_columns_are_looked_at_again_and_then_written_once(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    changed = {**chosen(buyer, batch), "field_1": "", "field_5": "title", "leave_empty": "on"}
    page = buyer.post(at("columns", batch.pk), changed, follow=True)
    assert "Add 3 rows to the register" in page.content.decode()
    [looked_at] = batches(cast)
    assert looked_at.digest != batch.digest
    stale = buyer.post(at("commit", batch.pk), {"digest": batch.digest}, follow=True)
    assert "read differently meanwhile" in stale.content.decode()
    assert titles(cast) == []
    done = buyer.post(at("commit", batch.pk), {"digest": looked_at.digest}, follow=True)
    assert "3 contracts are new or changed in the register." in done.content.decode()
    assert titles(cast) == ["Gras", "Lunch", "Vloeren"]
    twice = buyer.post(at("commit", batch.pk), {"digest": looked_at.digest}, follow=True)
    assert "3 contracts are new or changed in the register." in twice.content.decode()
    assert "already" not in twice.content.decode()
    assert len(titles(cast)) == 3


def test_columns_that_cannot_be_are_refused_and_the_choice_stays(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    page = buyer.post(at("columns", batch.pk), {**chosen(buyer, batch), "field_1": ""})
    assert "Say which column is: Title." in page.content.decode()
    assert page.context["form"]["field_1"].value() == ""
    page = buyer.post(at("columns", batch.pk), {**chosen(buyer, batch), "field_5": "title"})
    assert "Two columns become “Title”." in page.content.decode()
    assert batches(cast)[0].digest == batch.digest


def test_a_later_list_shows_fact_by_fact_what_would_change(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    later = REGISTER.replace("1.180.000,00", "1.280.000,00").replace("31-12-2027", "31-12-2028")
    page = " ".join(send(buyer, later).content.decode().split())
    for words in ("<del>€1,180,000", "<ins>€1,280,000", "<del>31 Dec 2027", "<ins>31 Dec 2028"):
        assert words in page
