"""Spend categories: the chance of jobs in each, and the CPV divisions that lead to it.

The scores (1 to 5) and labour shares (per cent of the price) are defaults of our own, founded on
the sources of `practice.md` §5; no national ranking exists. A school can later set its own.
"""

import re
from dataclasses import dataclass

from banenbrug.foundation.refusals import N_


@dataclass(frozen=True)
class Category:
    """One kind of purchase. `cpv` holds prefixes; `words` are what registers call it."""

    code: str
    name: str
    score: int
    labour_low: int
    labour_high: int
    cpv: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


CATEGORIES: tuple[Category, ...] = (
    Category("cleaning", N_("Cleaning"), 5, 80, 90, ("9091", "9092"), ("schoonmaak", "clean")),
    Category("windows", N_("Window cleaning"), 4, 80, 90, ("909113",), ("glasbewassing", "window")),
    Category("catering", N_("Catering"), 5, 45, 60, ("555", "553"), ("catering", "banqueting")),
    Category(
        "green",
        N_("Green and grounds"),
        5,
        60,
        75,
        ("7731", "90620"),
        ("groen", "terrein", "tuin", "ground", "landscap", "gardening"),
    ),
    Category(
        "mail",
        N_("Mail and print"),
        4,
        50,
        70,
        ("641", "7952", "7981"),
        ("post", "repro", "koerier", "courier"),
    ),
    Category("waste", N_("Waste"), 4, 30, 45, ("905",), ("afval", "waste", "refuse", "recycl")),
    Category(
        "laundry",
        N_("Laundry and workwear"),
        4,
        50,
        60,
        ("9831", "181"),
        ("wasserij", "bedrijfskleding", "laundry"),
    ),
    Category(
        "moving",
        N_("Moving and internal transport"),
        4,
        70,
        70,
        ("98392", "983411"),
        ("verhuis", "removal"),
    ),
    Category(
        "archive",
        N_("Archive and scanning"),
        4,
        75,
        75,
        ("799951", "799991"),
        ("archief", "scannen", "archiv"),
    ),
    Category(
        "facility",
        N_("Integrated facility services"),
        4,
        60,
        70,
        ("79993",),
        ("facilitair", "facilit"),
    ),
    Category(
        "security",
        N_("Security and reception"),
        3,
        85,
        90,
        ("7971", "79992"),
        ("beveiliging", "receptie", "security"),
    ),
    Category(
        "furniture",
        N_("Furniture and refurbishing"),
        3,
        30,
        50,
        ("391", "50850"),
        ("meubil", "meubel", "furniture"),
    ),
    Category(
        "drinks",
        N_("Hot drinks and vending"),
        3,
        25,
        35,
        ("554", "42933"),
        ("warme dranken", "koffie", "vending", "coffee"),
    ),
    Category(
        "parking",
        N_("Bicycles and parking"),
        3,
        50,
        50,
        ("98351", "3443", "501"),
        ("fiets", "parkeer", "parking"),
    ),
    Category(
        "building",
        N_("Building maintenance and painting"),
        3,
        50,
        60,
        ("507", "454"),
        ("onderhoud", "schilder", "maintenance", "lift", "painting"),
    ),
    Category(
        "construction",
        N_("Construction and renovation"),
        3,
        30,
        40,
        ("452",),
        ("bouw", "renovatie", "construction"),
    ),
    Category(
        "hiring",
        N_("Temporary staff"),
        3,
        90,
        90,
        ("796",),
        ("inhuur", "uitzend", "agency staff", "temporary staff"),
    ),
    Category(
        "ict_services",
        N_("ICT services"),
        3,
        80,
        80,
        ("7225",),
        ("servicedesk", "ict-dienst", "ict service"),
    ),
    Category(
        "events",
        N_("Events, flowers and gifts"),
        3,
        30,
        50,
        ("79952", "0312"),
        ("evenement", "bloemen", "relatiegeschenk", "event"),
    ),
    Category(
        "ict_hardware", N_("ICT hardware"), 2, 5, 15, ("302",), ("hardware", "laptop", "computer")
    ),
    Category(
        "advice",
        N_("Advice, legal and audit"),
        2,
        90,
        90,
        ("794", "791"),
        ("advies", "juridisch", "accountant", "consult", "legal"),
    ),
    Category(
        "training",
        N_("Training and e-learning"),
        2,
        60,
        60,
        ("805", "80"),
        ("opleiding", "training", "e-learning", "cursus"),
    ),
    Category(
        "supplies",
        N_("Office and sanitary supplies"),
        2,
        5,
        15,
        ("22", "3376", "3983"),
        ("kantoorartikel", "sanitair", "stationery"),
    ),
    Category(
        "transport", N_("Transport and taxi"), 2, 60, 60, ("60",), ("vervoer", "taxi", "transport")
    ),
    Category(
        "software",
        N_("Software and licences"),
        1,
        5,
        20,
        ("48", "72"),
        ("software", "licentie", "licence", "saas"),
    ),
    Category(
        "energy",
        N_("Energy and insurance"),
        1,
        1,
        5,
        ("093", "665"),
        ("energie", "verzekering", "energy", "insurance", "electricity"),
    ),
)

BY_CODE: dict[str, Category] = {category.code: category for category in CATEGORIES}


_CODE_OF_WORD = {word: category.code for category in CATEGORIES for word in category.words}
_WORDS = re.compile("|".join(sorted(map(re.escape, _CODE_OF_WORD), key=len, reverse=True)))


def recognise(*, cpv: str = "", text: str = "") -> str:
    """The code of the category that a CPV code (first) or a description points at, or ''.

    The longest matching CPV prefix wins; in a text the category with the longest matching word.
    """
    by_cpv = [(len(p), c.code) for c in CATEGORIES for p in c.cpv if cpv.startswith(p)]
    if by_cpv:
        return max(by_cpv)[1]
    found = _WORDS.findall(text.casefold())
    return _CODE_OF_WORD[max(found, key=len)] if found else ""
