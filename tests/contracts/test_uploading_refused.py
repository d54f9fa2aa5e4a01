"""Files that cannot be kept, files put aside, and who may read lists in."""

import pytest
from django.test import Client

from tests.cast import Cast, Enter
from tests.contracts.conftest import at, batches, send, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REGISTER = """\
Contractnummer;Titel;Leverancier;Einddatum;Waarde per jaar;Zaak
C-1;Schoonmaak;Helder B.V.;31-12-2027;1.180.000,00;Vloeren
C-2;Catering;Zilver BV;=HYPERLINK("http://evil.example");240.000,50;Lunch
C-3;Groen;De Hovenier;volgend jaar;38.000,00;Gras
"""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"  \n \n", "This file is empty. Nothing was read."),
        (b"\x89PNG\r\n\x1a\n...", "This is a picture"),
        (b"a\x00b;c\x01\n1;2\n", "does not hold text"),
        (b"only words\nand no columns\n", "This is not a table"),
        (b"Nummer;Titel;Leverancier\n", "no rows below them"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_and_nothing_stays(
    buyer: Client, cast: Cast, content: bytes, words: str
) -> None:
    page = send(buyer, content)
    assert page.redirect_chain == []
    assert words in page.content.decode()
    assert batches(cast) == []


def test_a_file_that_is_put_aside_keeps_nothing(buyer: Client, cast: Cast) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    page = buyer.post(at("discard", batch.pk), follow=True)
    assert "Nothing was kept of the file." in page.content.decode()
    assert [(bytes(b.content), b.state) for b in batches(cast)] == [(b"", "discarded")]
    assert "Nothing was kept of this file." in buyer.get(at("preview", batch.pk)).content.decode()
    buyer.post(at("commit", batch.pk), {"digest": batch.digest})
    assert titles(cast) == []


def test_only_who_may_read_lists_in_and_only_in_the_own_school(
    buyer: Client, cast: Cast, enter: Enter
) -> None:
    send(buyer, REGISTER)
    [batch] = batches(cast)
    hr = enter(cast.waterland.hr)
    assert (hr.get(at("upload")).status_code, hr.get(at("preview", batch.pk)).status_code) == (
        403,
        403,
    )
    other = enter(cast.heuvelrug.buyer)
    for name in ("preview", "commit", "discard", "problems", "problem_sheet", "undo", "columns"):
        for school in ("waterland", "heuvelrug"):
            address = at(name, batch.pk, school=school)
            assert other.post(address, {"digest": batch.digest}).status_code == 404
    assert batches(cast)[0].state == "previewed"
