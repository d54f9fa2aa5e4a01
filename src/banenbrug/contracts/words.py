"""Words by which contracts and suppliers are found, in Dutch: stems, without accents or capitals.

PostgreSQL's own Dutch stemmer misses *bedrijf/bedrijven*, so Snowball 3 makes the stems here. The
whole word is kept beside its stem, so that the beginning of a word finds it while it is typed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

import snowballstemmer
from django.db import connection
from django.db.models import BooleanField, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from banenbrug.contracts.models import Contract, SearchWords, Supplier, Words
from banenbrug.foundation.names import plain

BLOCK = 5000
"""Objects whose words go to the database at a time."""

LONGEST = 60
"""Signs of a word that are kept."""

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    {
        *("de", "het", "een", "van", "en", "of", "in", "op", "voor", "met", "bij", "te"),
        *("the", "a", "an", "and", "or", "for", "with", "at", "to"),
    }
)
"""Words that a question may hold without being about them."""

_TEXTS: Mapping[Words.Kind, tuple[type[Contract | Supplier], tuple[str, ...]]] = {
    Words.Kind.CONTRACT: (Contract, ("number", "title", "supplier__name")),
    Words.Kind.SUPPLIER: (Supplier, ("name", "city", "kvk", "code")),
}
"""Where the words come from."""

_stemmer = snowballstemmer.stemmer("dutch")


def words_of(*texts: str) -> list[str]:
    """The words of texts, plain and in order; figures and the parts of a number are words too."""
    return [word[:LONGEST] for text in texts for word in _WORD.findall(plain(text))]


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """The stem of a plain Dutch word."""
    return str(_stemmer.stemWord(word))


def question(text: str, *, organisation_id: int) -> str:
    """What was typed, as a tsquery: every word must be there, the last one may be unfinished.

    '' when nothing was typed that can be looked for.
    """
    typed = words_of(text)
    asked = [word for word in typed if word not in _SMALL] or typed
    if not asked:
        return ""
    *finished, last = (word for word in asked)
    parts = [_lexeme(stem(word), organisation_id) for word in finished]
    beginning = ":*" if len(last) > 1 else ""
    whole = _lexeme(stem(last), organisation_id)
    parts.append(f"({whole} | {_lexeme(last, organisation_id)}{beginning})")
    return " & ".join(parts)


def found(text: str, *, organisation_id: int, kind: Words.Kind) -> QuerySet[SearchWords]:
    """The rows of contracts or suppliers that hold the words of `text`; all without words."""
    rows = SearchWords.objects.filter(kind=kind.value)
    query = question(text, organisation_id=organisation_id)
    if not query:
        return rows.none()
    return rows.filter(RawSQL("words @@ %s::tsquery", [query], output_field=BooleanField()))


def refresh(
    *, organisation_id: int, touched: Mapping[Words.Kind, Sequence[int]] | None = None
) -> None:
    """Make the words of the contracts and suppliers with these keys anew, or of all.

    Those that are no longer there are forgotten.
    """
    _wait_for_others(organisation_id)
    for kind, (model, texts) in _TEXTS.items():
        here = model._default_manager.filter(organisation_id=organisation_id)
        known = Words.objects.filter(organisation_id=organisation_id, kind=kind)
        if touched is not None:
            here = here.filter(pk__in=touched[kind])
            known = known.filter(object_id__in=touched[kind])
        known.filter(~Exists(here.filter(pk=OuterRef("object_id")))).delete()
        rows = here.order_by().values_list("pk", *texts)
        _write(organisation_id, kind, rows.iterator(chunk_size=BLOCK))


def _wait_for_others(organisation_id: int) -> None:
    """Be the only one who makes words of this school, until the transaction ends.

    What is read after this holds all that those before us wrote; those after us read what we do.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('words', %s))", [organisation_id]
        )


def _lexeme(word: str, organisation_id: int) -> str:
    return f"'{organisation_id}~{word}'"


def _write(organisation_id: int, kind: Words.Kind, rows: Iterable[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor:
        for block in _blocks(rows):
            keys = [pk for pk, *_ in block]
            texts = [_stored(organisation_id, texts) for _, *texts in block]
            cursor.execute(_WRITE, [organisation_id, kind.value, keys, texts])


def _blocks(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    rows = iter(rows)
    while block := list(islice(rows, BLOCK)):
        yield block


def _stored(organisation_id: int, texts: Iterable[object]) -> str:
    whole = words_of(*map(str, texts))
    return " ".join(sorted(f"{organisation_id}~{word}" for word in {*whole, *map(stem, whole)}))


_WRITE = """
    INSERT INTO contracts_words (organisation_id, kind, object_id, words)
    SELECT %s, %s, new.key, array_to_tsvector(string_to_array(new.words, ' '))
      FROM unnest(%s::bigint[], %s::text[]) AS new (key, words)
    ON CONFLICT (organisation_id, kind, object_id) DO UPDATE SET words = EXCLUDED.words
     WHERE contracts_words.words <> EXCLUDED.words
"""
