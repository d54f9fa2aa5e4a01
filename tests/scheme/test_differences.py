"""How two texts differ: what went, what came, and nothing lost of either."""

from hypothesis import given
from hypothesis import strategies as st

from banenbrug.scheme.rules.differences import Piece, pieces


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces(before, after) if piece.text.strip()]


def words(found: list[Piece], *kinds: str) -> list[str]:
    return [word for piece in found if piece.kind in kinds for word in piece.text.split()]


def test_one_word_that_changed_stands_between_those_that_stayed() -> None:
    assert told("Twee banen in mei", "Drie banen in mei") == [
        ("out", "Twee"),
        ("in", "Drie"),
        ("same", "banen in mei"),
    ]


def test_a_text_that_was_empty_came_as_a_whole() -> None:
    assert told("", "Samen beginnen") == [("in", "Samen beginnen")]
    assert told("Samen beginnen", " ") == [("out", "Samen beginnen")]


def test_the_same_text_has_nothing_that_went_or_came() -> None:
    assert told("Samen\n\nbeginnen", "Samen\n\nbeginnen") == [("same", "Samen\n\nbeginnen")]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    found = pieces(before, after)
    assert words(found, "same", "out") == before.split()
    assert words(found, "same", "in") == after.split()
