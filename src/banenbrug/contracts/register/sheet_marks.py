"""What the XML of a sheet says beside its values: formulas, and cells that hold an error."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_ERRORS = 10_000
"""Errors of which the place is kept; the others come out as blank cells."""

UNSOLVED = "="
"""What a formula without a result comes out as, so that it is not taken for a blank cell."""

_CELL_END = re.compile(rb"</(?:\w+:)?row>|</table:table-row>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ODS_FORMULA = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*\btable:formula=[^>]*>")
_WITHOUT_RESULT = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>\s*|<(?:\w+:)?v>\s*</(?:\w+:)?v>\s*)?</(?:\w+:)?c>"
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>(?:(?!</(?:\w+:)?c>).)*?"
    rb"<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>",
    re.DOTALL,
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")


@dataclass(slots=True)
class Marks:
    """What was found in one sheet.

    `errors` holds texts such as ``#REF!``, and `UNSOLVED`, by row and column, both counted from 0.
    `unsolved` counts the formulas without a result, `first_unsolved` is where the first stands
    (``B2``), and `first_unsolved_row` its row counted from 0; '' and -1 where that is not said.
    """

    formulas: int = 0
    unsolved: int = 0
    first_unsolved: str = ""
    first_unsolved_row: int = -1
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def read_marks(blocks: Iterator[bytes], *, is_ods: bool) -> Marks:
    """Search the XML of a sheet, block by block."""
    marks = Marks()
    rest = b""
    for block in blocks:
        text = rest + block
        ends = [found.end() for found in _CELL_END.finditer(text, max(0, len(text) - (1 << 16)))]
        cut = ends[-1] if ends else len(text) if len(text) > 1 << 22 else 0
        _search(text[:cut], marks, is_ods=is_ods)
        rest = text[cut:]
    _search(rest, marks, is_ods=is_ods)
    return marks


def _search(text: bytes, marks: Marks, *, is_ods: bool) -> None:
    if is_ods:
        _search_ods(text, marks)
        return
    if b"<f" in text or b":f" in text:
        marks.formulas += len(_FORMULA.findall(text))
        for found in _WITHOUT_RESULT.finditer(text):
            marks.unsolved += 1
            if place := _PLACE.search(found[1]):
                if not marks.first_unsolved:
                    marks.first_unsolved = (place[1] + place[2]).decode()
                    marks.first_unsolved_row = int(place[2]) - 1
                _put(marks, place, UNSOLVED)
    if b't="e"' in text or b"t='e'" in text:
        for found in _ERROR.finditer(text):
            if place := _PLACE.search(found[1]):
                _put(marks, place, found[2].decode("ascii", "replace"))


def _put(marks: Marks, place: re.Match[bytes], text: str) -> None:
    if len(marks.errors) < MAX_ERRORS:
        marks.errors[int(place[2]) - 1, _column(place[1])] = text


def _search_ods(text: bytes, marks: Marks) -> None:
    if b"table:formula=" in text:
        for found in _ODS_FORMULA.findall(text):
            marks.formulas += 1
            marks.unsolved += b"office:value-type=" not in found


def _column(letters: bytes) -> int:
    """The place of a column from its letters, counted from 0."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
