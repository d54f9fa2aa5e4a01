"""The contracts of Hogeschool Waterland that the story is about."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from banenbrug.story.stage import Stage


@dataclass(frozen=True, slots=True)
class KeyContract:
    """One contract; `starts` and `ends` are days from today, the value is in cents per year."""

    number: str
    title: str
    supplier: str
    category: str
    cpv: str
    cents_per_year: int
    starts: int
    ends: int
    percentage: Decimal
    clause: str
    extensions: int = 0
    notice_months: int = 3

    def values(self, stage: Stage) -> dict[str, Any]:
        """The fields of the contract in the register."""
        end: date = stage.day(self.ends)
        return {
            "number": self.number,
            "title": self.title,
            "category": self.category,
            "cpv": self.cpv,
            "value_per_year": self.cents_per_year,
            "start": stage.day(self.starts),
            "end": end,
            "extension_count": self.extensions or None,
            "extension_months": 12 if self.extensions else None,
            "notice_months": self.notice_months,
            "procedure": "Europees openbaar",
        }


CLEANING = KeyContract(
    number="FB-0117",
    title="Schoonmaakonderhoud alle locaties",
    supplier="Helder Schoonmaak B.V.",
    category="cleaning",
    cpv="90919000-2",
    cents_per_year=118_000_000,
    starts=-930,
    ends=530,
    percentage=Decimal(5),
    clause="Opdrachtnemer zet 5% van de opdrachtsom in voor mensen met een afstand tot werk.",
    extensions=2,
    notice_months=6,
)
WINDOWS = KeyContract(
    number="FB-0121",
    title="Glasbewassing alle locaties",
    supplier="Van der Meulen Gevel B.V.",
    category="windows",
    cpv="90911300-9",
    cents_per_year=9_600_000,
    starts=-1050,
    ends=130,
    percentage=Decimal(5),
    clause="Opdrachtnemer besteedt 5% van de opdrachtsom aan social return.",
    extensions=1,
)
HIRING = KeyContract(
    number="HR-0032",
    title="Inhuur ondersteunend personeel",
    supplier="Waterkant Flexwerk B.V.",
    category="hiring",
    cpv="79620000-6",
    cents_per_year=64_000_000,
    starts=-400,
    ends=330,
    percentage=Decimal(2),
    clause="Bij de gunning is een plek toegezegd voor iemand uit de banenafspraak.",
)
CATERING = KeyContract(
    number="FB-0140",
    title="Catering en banqueting",
    supplier="De Volle Tafel B.V.",
    category="catering",
    cpv="55500000-5",
    cents_per_year=52_000_000,
    starts=-320,
    ends=775,
    percentage=Decimal(5),
    clause="Opdrachtnemer zet 5% van de opdrachtsom in; hoe, spreken partijen samen af.",
    extensions=2,
)
