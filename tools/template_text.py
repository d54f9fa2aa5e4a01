"""Finds text in templates that nobody can translate: words outside `{% translate %}`."""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

ROOT = Path(__file__).parents[1]
SPOKEN = {"alt", "aria-label", "aria-description", "label", "placeholder", "title"}
SILENT = {"script", "style"}
SAME_EVERYWHERE = {"Banenbrug", "HR", "KVK"}  # names that no language translates
WORD = re.compile(r"[^\W\d_]{2,}")


class Words(HTMLParser):
    """Gathers the words that a reader sees or hears, with their lines."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._silent = False

    def note(self, text: str) -> None:
        """Keep this text if it has a word that needs a translation."""
        if set(WORD.findall(text)) - SAME_EVERYWHERE:
            self.found.append((self.getpos()[0], " ".join(text.split())))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in SILENT
        for name, value in attrs:
            if name in SPOKEN and value:
                self.note(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.note(data)


def own_words(template: str) -> str:
    """The template with its tags and translated texts blanked; every line keeps its number."""
    kept, translated = [], False
    for token in Lexer(template).tokenize():
        name = token.contents.split(" ")[0] if token.token_type is TokenType.BLOCK else ""
        if name in ("blocktranslate", "comment"):
            translated = True
        elif name in ("endblocktranslate", "endcomment"):
            translated = False
        if token.token_type is TokenType.TEXT and not translated:
            kept.append(token.contents)
        else:
            kept.append("\n" * token.contents.count("\n"))
    return "".join(kept)


def complaints() -> Iterator[str]:
    """Each text that cannot be translated, with its file and line."""
    for path in sorted((ROOT / "src").rglob("templates/**/*")):
        if path.is_file():
            words = Words()
            words.feed(own_words(path.read_text(encoding="utf-8")))
            words.close()
            for line, text in words.found:
                yield f"{path.relative_to(ROOT)}:{line}: not translatable: {text!r}"


if __name__ == "__main__":
    wrong = list(complaints())
    print("\n".join(wrong) if wrong else "Every text in the templates can be translated.")
    sys.exit(1 if wrong else 0)
