"""Words by which contracts and suppliers are found, in Dutch: stems, without accents or capitals.

PostgreSQL's own Dutch stemmer misses *bedrijf/bedrijven*, so Snowball 3 makes the stems here. The
whole word is kept beside its stem, so that the beginning of a word finds it while it is typed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

import snowballstemmer
from django.db import connection
from django.db.models import BooleanField, QuerySet
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


def refresh(*, organisation_id: int, contracts: Sequence[int] | None = None) -> None:
    """Make the words of these contracts and their suppliers anew; of all when None is given."""
    here = Contract.objects.filter(organisation_id=organisation_id)
    sellers = Supplier.objects.filter(organisation_id=organisation_id)
    if contracts is not None:
        here = here.filter(pk__in=contracts)
        sellers = sellers.filter(pk__in=here.values("supplier"))
    _forget_missing(organisation_id, contracts)
    told = here.values_list("pk", "number", "title", "supplier__name").order_by()
    _write(organisation_id, Words.Kind.CONTRACT, told.iterator(chunk_size=BLOCK))
    named = sellers.values_list("pk", "name", "city", "kvk", "code").order_by()
    _write(organisation_id, Words.Kind.SUPPLIER, named.iterator(chunk_size=BLOCK))


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


def _forget_missing(organisation_id: int, contracts: Sequence[int] | None) -> None:
    """Forget the words of contracts that were taken away."""
    gone = Words.objects.filter(organisation_id=organisation_id, kind=Words.Kind.CONTRACT)
    if contracts is not None:
        gone = gone.filter(object_id__in=contracts)
    there = Contract.objects.filter(organisation_id=organisation_id)
    gone.exclude(object_id__in=there.values("pk")).delete()


_WRITE = """
    INSERT INTO contracts_words (organisation_id, kind, object_id, words)
    SELECT %s, %s, new.key, array_to_tsvector(string_to_array(new.words, ' '))
      FROM unnest(%s::bigint[], %s::text[]) AS new (key, words)
    ON CONFLICT (organisation_id, kind, object_id) DO UPDATE SET words = EXCLUDED.words
     WHERE contracts_words.words <> EXCLUDED.words
"""
