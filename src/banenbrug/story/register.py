"""A believable Dutch contract register, the same for the same seed. Every firm is fictional."""

import csv
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from math import exp, log
from random import Random
from typing import TextIO

from banenbrug.story.trades import TRADES, Trade

HEADERS = (
    *("Contractnummer", "Titel", "Leverancier", "KVK-nummer", "Categorie", "CPV"),
    *("Ingangsdatum", "Einddatum", "Waarde per jaar", "Totale waarde", "Verlengingsopties"),
    *("Verlengingsduur", "Opzegtermijn", "Procedure", "Afdeling", "Social return"),
)
Cell = str | date | Decimal | int | None
"""What a row holds: text, a day, an amount in euros, a number, or nothing."""

FACILITIES = "Facilitair Bedrijf"
UNITS = (FACILITIES, "ICT en Informatie", "HR", "Bedrijfsbureau", "Communicatie")

_LEADS = (
    *("Aker", "Amstelland", "Berkel", "Boreas", "Brugman", "De Bron", "De Vonk", "Delta"),
    *("Dijkzicht", "Eikenhorst", "Elzinga", "Fortuin", "Geelvinck", "Havenaar", "Heldring"),
    *("Hofstra", "IJsvogel", "Kamphuis", "Kompas", "Koster", "Lindeman", "Maasdam", "Meerkoet"),
    *("Noorderlicht", "Oosterling", "Paalman", "Polder", "Reiger", "Rietveld", "Schakel"),
    *("Sluis", "Steenbergen", "Terpstra", "Toren", "Uiterwaard", "Van Arkel", "Veldzicht"),
    *("Vermeer", "Vijverberg", "Vlinder", "Waal", "Westerling", "Wilgenhof", "Windhoek"),
    *("Zandstra", "Zeeman", "Zonneveld", "Zwaluw"),
)
_TOWNS = (
    *("Alkmaar", "Almere", "Amersfoort", "Apeldoorn", "Arnhem", "Assen", "Breda", "Delft"),
    *("Deventer", "Dordrecht", "Ede", "Emmen", "Enschede", "Gouda", "Haarlem", "Hengelo"),
    *("Hilversum", "Hoorn", "Houten", "Leeuwarden", "Leiden", "Lelystad", "Middelburg"),
    *("Nijmegen", "Oss", "Purmerend", "Roermond", "Schiedam", "Sneek", "Tiel", "Tilburg"),
    *("Venlo", "Vlissingen", "Weesp", "Woerden", "Zaandam", "Zeist", "Zutphen", "Zwolle"),
)
_STEP = 17  # shares no divisor with the number of leads, so that every lead has its turn
_FORMS = ("B.V.", "BV", "B.V.", "V.O.F.", "Groep B.V.", "Nederland B.V.")
_PLACES = ("", "", "", " hoofdlocatie", " locatie Oost", " campus Zuid", " onderwijs", " kantoren")
_PROCEDURES = ("Europees openbaar", "Meervoudig onderhands", "Enkelvoudig onderhands")
_EUROPEAN_FROM = 221_000
_SEVERAL_BIDS_FROM = 50_000
_CLAUSES = ("5%", "5%", "2%", "Ja", "Inspanning in overleg", "PSO trede 1")
_DAYS_BACK, _DAYS_AHEAD = 1500, 120


def rows(*, count: int, seed: int, on: date) -> Iterator[tuple[str, ...]]:
    """Yield `count` rows under `HEADERS` as text; most contracts run on the day `on`."""
    return (tuple(map(_shown, row)) for row in typed_rows(count=count, seed=seed, on=on))


def typed_rows(*, count: int, seed: int, on: date) -> Iterator[tuple[Cell, ...]]:
    """The same rows with dates as dates, amounts in euros and numbers of times and months."""
    random = Random(seed)
    total = sum(trade.weight for trade in TRADES)
    weights = [trade.weight for trade in TRADES]
    for number in range(1, count + 1):
        trade = random.choices(TRADES, weights)[0]
        pool = max(2, count * trade.weight // total // 4)
        yield _row(number, trade, random.randrange(pool), random, on)


def write(file: TextIO, *, count: int, seed: int, on: date) -> None:
    """Write the register as CSV of the Dutch kind; `file` was opened with ``newline=""``."""
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows(rows(count=count, seed=seed, on=on))


def _row(number: int, trade: Trade, supplier: int, random: Random, on: date) -> tuple[Cell, ...]:
    start = on + timedelta(days=random.randint(-_DAYS_BACK, _DAYS_AHEAD))
    months = random.choice((12, 24, 36, 36, 48, 48, 60))
    is_open = random.random() < 0.06
    options = 0 if is_open else random.choice((0, 0, 1, 2, 2))
    cents = _yearly_cents(trade, random)
    name, kvk = _supplier(trade, supplier)
    return (
        f"{start.year}-{number:06}",
        f"{random.choice(trade.titles)}{random.choice(_PLACES)}",
        name,
        kvk,
        trade.name,
        trade.cpv,
        start,
        None if is_open else _end(start, months),
        Decimal(cents).scaleb(-2),
        None if is_open else Decimal(cents * months // 12).scaleb(-2),
        options or None,
        random.choice((12, 12, 24)) if options else None,
        random.choice((None, 1, 3, 3, 6)),
        _procedure(cents * months // 1200),
        _unit(trade, random),
        random.choice(_CLAUSES) if random.random() < trade.share else "Nee",
    )


def _supplier(trade: Trade, number: int) -> tuple[str, str]:
    """The firm with this number in its trade: one name, one KVK number."""
    place = TRADES.index(trade)
    number %= len(_LEADS) * len(trade.firms) * (len(_TOWNS) + 1)
    rest, lead = divmod(number, len(_LEADS))
    town, firm = divmod(rest, len(trade.firms))
    words = [
        _LEADS[(lead * _STEP + place) % len(_LEADS)],
        trade.firms[(firm + lead) % len(trade.firms)],
        *([_TOWNS[town - 1]] if town else []),
        _FORMS[number % len(_FORMS)],
    ]
    return " ".join(words), str(90_000_000 + 10_000 * place + number)


def _yearly_cents(trade: Trade, random: Random) -> int:
    """An amount per year: small ones are more frequent, and most are round."""
    euros = exp(random.uniform(log(trade.low), log(trade.high)))
    if random.random() < 0.7:
        return round(euros / 500) * 50_000
    return round(euros * 100)


def _end(start: date, months: int) -> date:
    """The last day of a term: the day before the same day, so many months later."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def _procedure(euros: int) -> str:
    if euros >= _EUROPEAN_FROM:
        return _PROCEDURES[0]
    return _PROCEDURES[1] if euros >= _SEVERAL_BIDS_FROM else _PROCEDURES[2]


def _unit(trade: Trade, random: Random) -> str:
    if trade.code in ("software", "ict_hardware", "ict_services"):
        return UNITS[1]
    if trade.code in ("hiring", "training"):
        return UNITS[2]
    if trade.code in ("advice", "energy", "supplies"):
        return UNITS[3]
    return UNITS[4] if trade.code == "events" else random.choice((FACILITIES, FACILITIES, ""))


def _shown(cell: Cell) -> str:
    """A cell as the Dutch write it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day:02}-{cell.month:02}-{cell.year:04}"
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}".translate(str.maketrans(",.", ".,"))
    return str(cell)
