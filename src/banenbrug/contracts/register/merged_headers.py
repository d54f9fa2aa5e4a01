"""Column names that take up two rows: a group such as *Looptijd* above *Van* and *Tot*."""

from collections.abc import Sequence

import python_calamine as calamine

from banenbrug.contracts.register.guessing import how_many_recognised
from banenbrug.contracts.register.layout import Header, named

_Range = tuple[tuple[int, int], tuple[int, int]]


def with_merged(
    header: Header, head: Sequence[Sequence[str]], sheet: calamine.CalamineSheet
) -> Header:
    """The header, its names joined with the groups above them or the names below them.

    Only cells that were merged tell of groups; ODS does not say which were.
    """
    first_column = header.left + (sheet.start[1] if sheet.start else 0)
    row = header.row - 1
    ranges = [
        ((top, left - first_column), (bottom, right - first_column))
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    width = len(header.names)
    top = row - 1 if any(_is_group(one, row - 1, width) for one in ranges) else row
    bottom = max((end[0] for start, end in ranges if start[0] == row), default=row)
    if (top, bottom) == (row, row) or bottom >= len(head):
        return header
    lines = [
        _spread(head[line][header.left :], line, ranges, width) for line in range(top, bottom + 1)
    ]
    names = named([_name(parts) for parts in zip(*lines, strict=True)])
    return Header(bottom + 1, names, header.left)


def _is_group(one: _Range, row: int, width: int) -> bool:
    """Whether a merged cell of this row stands above some of the columns; a title has most."""
    (top, left), (bottom, right) = one
    return top == bottom == row and left < right and right - left + 1 <= width / 2


def _spread(cells: Sequence[str], row: int, ranges: Sequence[_Range], width: int) -> list[str]:
    """A row of the header with each merged text in all the columns that it stands above."""
    spread = [*cells, *[""] * width][:width]
    for (top, left), (bottom, right) in ranges:
        if top <= row <= bottom and row == top and right - left + 1 <= width / 2:
            for place in range(max(left, 0), min(right + 1, width)):
                spread[place] = cells[left] if 0 <= left < len(cells) else ""
    return spread


def _name(parts: Sequence[str]) -> str:
    """The lowest text where we know it, else all texts from the top down."""
    texts = [*dict.fromkeys(" ".join(part.split()) for part in parts if part.strip())]
    if not texts or how_many_recognised(texts[-1:]):
        return texts[-1] if texts else ""
    return " ".join(texts)
