"""What Banenbrug gave as a file is read in again as it was."""

from contextlib import closing
from datetime import date
from decimal import Decimal

import pytest

from banenbrug.contracts.register.reading import open_table
from banenbrug.web.exports import KINDS, Cell, Column, file_of

HEADERS = ("Contractnummer", "Titel", "Leverancier", "Waarde per jaar", "Einddatum")
ROWS: list[list[Cell]] = [
    ["C-1", "-20% korting", "=Helder", Decimal("1200.50"), date(2027, 12, 31)],
    ["'t Hof", "@huis", "+31", None, None],
    ["C-3", "Glas '-buiten", "'t Gooi", Decimal(5), None],
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_mark_that_keeps_text_from_being_a_formula_is_not_read_as_text(kind: str) -> None:
    answer = file_of(kind, title="Contracts", columns=[Column(h) for h in HEADERS], rows=ROWS)
    with closing(answer):
        table = open_table(b"".join(answer))

    assert table.headers == HEADERS
    assert [list(cells[:3]) for _, cells in table.rows()] == [row[:3] for row in ROWS]
