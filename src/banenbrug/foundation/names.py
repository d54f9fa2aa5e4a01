"""Names compared and sorted without accents, capitals or the small words around them."""

import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_PARTICLES = frozenset(
    {
        *("de", "den", "der", "het", "'t", "'s", "ten", "ter", "te", "van", "vande", "vanden"),
        *("vander", "von", "la", "le", "du"),
    }
)
_PREPOSITIONS = frozenset({"aan", "bij", "in", "onder", "op", "over", "tot", "uit", "uijt", "voor"})
_ARTICLES = frozenset({"de", "den", "der", "het", "'t"})
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})

_TRADING_AS = re.compile(r"(?:^|\s)(?:t/a|h\.?o\.?d\.?n\.?)(?=\s|$)")
_INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){1,}[^\W\d_](?!\w)\.?")
_LONE_LETTERS = re.compile(r"(?<=\b[^\W\d_]) (?=[^\W\d_]\b)")  # "a t nolan" is "a.t. nolan"
_AND = frozenset({"and", "en", "et", "und"})
_FORMS_BEHIND = frozenset(
    {
        *("bv", "nv", "vof", "cv", "ua", "ba", "wa", "eenmanszaak", "maatschap"),
        *("stichting", "vereniging", "cooperatie", "bvba", "sprl"),
        *("ltd", "limited", "plc", "llp", "llc", "inc", "incorporated", "cic", "cio"),
        *("gmbh", "ag", "kg", "ohg", "sa", "se", "sarl", "sas", "srl", "spa"),
    }
)
_FORMS_BEFORE = frozenset(
    {
        *("bv", "nv", "vof", "stichting", "vereniging", "cooperatie", "cooperatieve"),
        *("maatschap", "firma", "fa"),
    }
)


def plain(text: str) -> str:
    """Return `text` without accents or capitals, with single spaces and straight apostrophes."""
    folded = text.translate(_APOSTROPHES)
    if folded.isascii():  # most names are, and need no decomposing
        return " ".join(folded.lower().split())
    for _ in range(2):  # casefolding may itself bring an accent, as in İ
        decomposed = unicodedata.normalize("NFKD", folded)
        bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
        folded = bare.casefold().translate(_LETTERS)
    return " ".join(folded.split())


def sort_key(name: str) -> str:
    """Return what a list sorts a name by: plain, the Dutch *tussenvoegsel* last.

    ``de Vries`` becomes ``vries, de``. Only small words in front move, so a given name in front
    keeps the name in its place.
    """
    words = plain(name).split()
    lead = _particles_in_front(words)
    if not lead or lead == len(words):
        return " ".join(words)
    return f"{' '.join(words[lead:])}, {' '.join(words[:lead])}"


def company_key(name: str) -> str:
    """Return what the spellings of one company's name have in common.

    Accents, capitals, punctuation, *and* and the legal form go; a trading name (``t/a …``) stays.
    A name that is nothing but a legal form keeps it. Equal keys are a reason to ask, no proof.
    """
    segments = [_without_forms(part) for part in _TRADING_AS.split(plain(name))]
    return " t/a ".join(segment for segment in segments if segment)


def _particles_in_front(words: list[str]) -> int:
    """Count the words in front that belong to the tussenvoegsel."""
    count = 0
    while count < len(words):
        following = words[count + 1] if count + 1 < len(words) else ""
        if words[count] in _PREPOSITIONS and following in _ARTICLES:
            count += 2
        elif words[count] in _PARTICLES:
            count += 1
        else:
            break
    return count


def _without_forms(part: str) -> str:
    """Return the words of one name without punctuation and legal forms."""
    joined = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]), part)
    words = re.sub(r"[\W_]+", " ", joined.replace("'", "")).split()
    words = [word for word in words if word not in _AND] or words
    words = _LONE_LETTERS.sub("", " ".join(words)).split()
    kept = list(words)
    while kept and kept[-1] in _FORMS_BEHIND:
        kept.pop()
    while kept and kept[0] in _FORMS_BEFORE:
        kept.pop(0)
    return " ".join(kept or words)
