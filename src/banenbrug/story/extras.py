"""Hogescholen that only play a part in the schemes: nobody looks through their eyes. Fictional."""

from dataclasses import dataclass

from banenbrug.organisations.roles import Role
from banenbrug.story.people import HEUVELRUG, WATERLAND, House, Person


@dataclass(frozen=True, slots=True)
class School:
    """A hogeschool with the two who ask for support."""

    slug: str
    name: str
    buyer: Person
    hr: Person

    @property
    def people(self) -> tuple[Person, Person]:
        """Both."""
        return (self.buyer, self.hr)


def _school(slug: str, name: str, buyer: str, hr: str) -> School:
    return School(
        slug,
        f"Hogeschool {name}",
        Person(slug, Role.BUYER, buyer, ""),
        Person(slug, Role.HR, hr, ""),
    )


def of_house(house: House) -> School:
    """A hogeschool of the story itself."""
    return School(house.slug, house.name, house.person(Role.BUYER), house.person(Role.HR))


OF_WATERLAND, OF_HEUVELRUG = of_house(WATERLAND), of_house(HEUVELRUG)
SCHELDEMOND = _school("scheldemond", "Scheldemond", "Ruud Verhage", "Ilona Kuiper")
ZEEZICHT = _school("zeezicht", "Zeezicht", "Mees Blom", "Aafke Terpstra")
RIVIERSTAD = _school("rivierstad", "Rivierstad", "Yara Smeets", "Koen Driessen")
KEMPENLAND = _school("kempenland", "Kempenland", "Guus Hermans", "Sanne Claes")
OOSTWOLD = _school("oostwold", "Oostwold", "Jelle Wiersma", "Nadia Chaouki")
POLDERPOORT = _school("polderpoort", "Polderpoort", "Frits de Graaf", "Merel Bos")
LAUWERSZOOM = _school("lauwerszoom", "Lauwerszoom", "Hilde Postma", "Tjeerd Hofstra")
TEXELSTROOM = _school("texelstroom", "Texelstroom", "Klaas Duinker", "Vera Boon")
LINGEDIJK = _school("lingedijk", "Lingedijk", "Sem van Ooijen", "Roos Peters")

EXTRAS: tuple[School, ...] = (
    SCHELDEMOND,
    ZEEZICHT,
    RIVIERSTAD,
    KEMPENLAND,
    OOSTWOLD,
    POLDERPOORT,
    LAUWERSZOOM,
    TEXELSTROOM,
    LINGEDIJK,
)
