"""The Dutch catalogue: `compile` it, `update` it from the source, or `check` it."""

import re
import sys
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/banenbrug"
LANGUAGES = {"nl": SOURCE / "web/locale/nl/LC_MESSAGES/django.po"}  # English is the source
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
# Dutch at B1. docs/words.md has the words; `make messages` adds what is new and drops what is gone.
msgid ""
msgstr ""
"Language: {catalogue.locale}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {catalogue.plural_forms}\\n"

"""
SHOWN = 25  # complaints; more than these nobody reads
PLACEHOLDER = re.compile(r"%\(\w+\)|\{\w*\}")


def extract_template(
    file: BytesIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, Any, list[str], str | None]]:
    """What `{% translate %}`, `{% blocktranslate %}` and `_()` say in a Django template."""
    code = templatize(file.read().decode("utf-8"))
    flat = "\n".join(line.strip() for line in code.splitlines())  # no indents for the tokenizer
    yield from extract_python(BytesIO(flat.encode("utf-8")), keywords, comment_tags, options)


def sources() -> Iterator[tuple[Path, Any]]:
    """Each file that may hold text for people, with the way to read it."""
    for path in sorted(SOURCE.rglob("*")):
        if not path.is_file() or "migrations" in path.parts:
            continue
        if path.suffix == ".py":
            yield path, extract_python
        elif "templates" in path.parts:
            yield path, extract_template


def template_catalog() -> Catalog:
    """All texts of the program, in English, with the files in which they stand."""
    found = Catalog(project="Banenbrug", charset="utf-8")
    for path, method in sources():
        texts = extract(method, BytesIO(path.read_bytes()), KEYWORDS, ["Translators:"])
        for _line, text, comments, context in texts:
            found.add(
                text,
                locations=[(path.relative_to(ROOT).as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    return found


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    """The catalogue of each language, with the file that it stands in."""
    for language, path in LANGUAGES.items():
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        yield path, read_po(StringIO(text), locale=language, charset="utf-8")


def compile_catalogues() -> None:
    """Write the .mo file that Django reads beside each .po file."""
    for path, catalogue in catalogues():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def update_catalogues() -> None:
    """Add what is new in the source with an empty translation, and drop what is gone."""
    found = template_catalog()
    for path, catalogue in catalogues():
        catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(HEADER.format(catalogue=catalogue).encode("utf-8"))
            write_po(
                file,
                catalogue,
                width=100,
                omit_header=True,
                sort_by_file=True,
                ignore_obsolete=True,
                include_lineno=False,
            )


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The singular, or the singular and the plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(text: str) -> set[str]:
    """The names that the program fills in."""
    return set(PLACEHOLDER.findall(text))


def complaint(message: Message, translation: Message | None) -> str | None:
    """Why this translation cannot go out, or nothing."""
    if translation is None:
        return "missing"
    if translation.fuzzy:
        return "fuzzy"
    originals, translated = forms(message.id), forms(translation.string)
    if len(translated) < len(originals) or not all(translated):
        return "empty"
    if placeholders(originals[-1]) != placeholders(translated[-1]):
        return "other placeholders"
    if not placeholders(translated[0]) <= placeholders(
        originals[-1]
    ):  # one may leave out the count
        return "other placeholders"
    return None


def complaints() -> Iterator[str]:
    """What is missing or wrong in any catalogue, a line each."""
    found = template_catalog()
    for path, catalogue in catalogues():
        where = path.relative_to(ROOT)
        kept = {(message.id, message.context): message for message in catalogue if message.id}
        for message in found:
            if not message.id:
                continue
            translation = kept.get((message.id, message.context))
            if reason := complaint(message, translation):
                yield f"{where}: {reason}: {forms(message.id)[0]!r} ({message.locations[0][0]})"
        for key in kept:
            if found.get(*key) is None:
                yield f"{where}: no longer in the source: {forms(key[0])[0]!r}"


def check_catalogues() -> int:
    """Print what is missing or wrong, the first of it; 1 when there is anything."""
    wrong = list(complaints())
    print("\n".join(wrong[:SHOWN]) if wrong else "Every text is translated.")
    if len(wrong) > SHOWN:
        print("…")
    if wrong:
        print(f"{len(wrong)} texts need work: `make messages` adds and drops, then translate.")
    return 1 if wrong else 0


def main(what: str) -> int:
    """Do what the name says."""
    settings.configure(USE_I18N=True)
    if what == "compile":
        compile_catalogues()
    elif what == "update":
        update_catalogues()
    elif what == "check":
        return check_catalogues()
    else:
        print("Usage: messages.py compile | update | check", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
