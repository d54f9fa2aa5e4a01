"""Everybody in the story. All people and organisations are fictional."""

from collections.abc import Mapping
from dataclasses import dataclass

from banenbrug.foundation.refusals import N_
from banenbrug.organisations.roles import Kind, Role


@dataclass(frozen=True, slots=True)
class Person:
    """One person with one role in one organisation; `does` says how he or she looks."""

    organisation: str
    role: Role
    name: str
    does: str

    @property
    def key(self) -> str:
        """The word in an address that means this person."""
        return f"{self.organisation}-{self.role.value}"

    @property
    def email(self) -> str:
        """The address to sign in with; nobody can receive mail there."""
        return f"{self.role.value}@{self.organisation}.example"

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        names = self.name.split()
        return names[0][0] + names[-1][0]


@dataclass(frozen=True, slots=True)
class House:
    """One organisation of the story, what it is at, and the people whose eyes can be borrowed."""

    kind: Kind
    slug: str
    name: str
    is_at: str
    people: tuple[Person, ...]

    def person(self, role: Role) -> Person:
        """Who has this role."""
        return next(person for person in self.people if person.role is role)


def _house(
    kind: Kind, slug: str, name: str, is_at: str, people: Mapping[Role, tuple[str, str]]
) -> House:
    return House(
        kind,
        slug,
        name,
        is_at,
        tuple(Person(slug, role, person, does) for role, (person, does) in people.items()),
    )


WATERLAND = _house(
    Kind.SCHOOL,
    "waterland",
    "Hogeschool Waterland",
    N_("Follows a contract to a job"),
    {
        Role.COORDINATOR: ("Noor Hendriks", N_("Sees the whole bridge")),
        Role.BUYER: ("Bram de Wit", N_("Knows the contracts")),
        Role.HR: ("Samira El Idrissi", N_("Knows the people")),
        Role.READER: ("Ans Verbeek", N_("Reads along for the board")),
        Role.KEYHOLDER: ("Farid Bakker", N_("Invites people")),
    },
)
HEUVELRUG = _house(
    Kind.SCHOOL,
    "heuvelrug",
    "Hogeschool Heuvelrug",
    N_("Has just started"),
    {
        Role.COORDINATOR: ("Thijs Kooiman", N_("Sees the whole bridge")),
        Role.BUYER: ("Dieuwke Postma", N_("Knows the contracts")),
        Role.HR: ("Jasper Lim", N_("Knows the people")),
        Role.READER: ("Willemijn Aalbers", N_("Reads along for the board")),
        Role.KEYHOLDER: ("Roos Maas", N_("Invites people")),
    },
)
FUND = _house(
    Kind.FUND,
    "fonds-werk",
    "Fonds Werk in het Hbo",
    N_("Gives the hours"),
    {
        Role.OFFICER: ("Joost Vermeulen", N_("Handles requests")),
        Role.CONTROLLER: ("Ilse Prins", N_("Reads and checks")),
    },
)
ADVISER = _house(
    Kind.ADVISER,
    "bureau-meewerk",
    "Bureau Meewerk",
    N_("Advises schools"),
    {
        Role.ADVISER: ("Lieke Brands", N_("Writes the plan")),
    },
)
CLEANER = _house(
    Kind.SUPPLIER,
    "helder",
    "Helder Schoonmaak",
    N_("Cleans at Hogeschool Waterland"),
    {
        Role.CONTACT: ("Petra Kuipers", N_("Works from the telephone")),
    },
)
WINDOW_CLEANER = _house(
    Kind.SUPPLIER,
    "van-der-meulen",
    "Van der Meulen Gevel",
    N_("Washes the windows of Hogeschool Waterland"),
    {
        Role.CONTACT: ("Arjen van der Meulen", N_("Works from the telephone")),
    },
)
TRAINER = _house(
    Kind.PARTNER,
    "opstap",
    "Stichting Opstap",
    N_("Trains people for work"),
    {
        Role.CONTACT: ("Mo Demir", N_("Looks for candidates")),
    },
)

HOUSES = (WATERLAND, HEUVELRUG, FUND, ADVISER, CLEANER, WINDOW_CLEANER, TRAINER)
PEOPLE: Mapping[str, Person] = {person.key: person for house in HOUSES for person in house.people}
