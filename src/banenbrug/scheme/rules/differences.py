"""How two texts differ, word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"(\S+)(\s*)")


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, went (`out`) or came (`in`); the white space behind them stays."""

    kind: Literal["same", "out", "in"]
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The words of two texts in reading order: what went stands before what came for it."""
    old, new = _WORDS.findall(before.strip()), _WORDS.findall(after.strip())
    found: list[Piece] = []
    matcher = SequenceMatcher(a=[w for w, _ in old], b=[w for w, _ in new], autojunk=False)
    for how, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if how == "equal":
            found += _whole("same", new[new_from:new_to])
            continue
        found += _whole("out", old[old_from:old_to])
        found += _whole("in", new[new_from:new_to])
    return found


def _whole(kind: Literal["same", "out", "in"], words: list[tuple[str, str]]) -> Iterator[Piece]:
    """Words as one piece; the white space behind the last one is not part of a change."""
    text = "".join(word + space for word, space in words)
    if text.rstrip():
        yield Piece(kind, text.rstrip())
        yield Piece("same", words[-1][1] or " ")
