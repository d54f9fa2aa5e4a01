"""The fixed cast: two schools, funds and advisers, suppliers, partners, and a stranger.

Whatever a test does, the people of Heuvelrug, the other fund and adviser, the supplier Zilver, the
partner Opstap and the stranger must never see anything of Waterland. All names are fictional.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.test import Client

from banenbrug.engine.scopes import scope
from banenbrug.organisations import actions
from banenbrug.organisations.models import Membership, Organisation, User
from banenbrug.organisations.roles import Kind

PASSWORD = "een lange zin als sleutel"


@dataclass(frozen=True)
class Member:
    """One person in one organisation."""

    slug: str
    email: str
    name: str
    roles: tuple[str, ...]

    @property
    def row(self) -> Membership:
        """The membership; call it inside a scope of its organisation."""
        return Membership.objects.select_related("organisation", "user").get(
            organisation__slug=self.slug, user__email=self.email
        )

    @property
    def organisation(self) -> Organisation:
        """The organisation, which every scope reads."""
        return Organisation.objects.get(slug=self.slug)


def _member(slug: str, role: str, name: str) -> Member:
    return Member(slug, f"{role}@{slug}.example", name, (role,))


@dataclass(frozen=True)
class School:
    """The people of one school, one a role."""

    slug: str
    name: str
    coordinator: Member
    buyer: Member
    hr: Member
    reader: Member
    keyholder: Member
    reporter: Member

    @property
    def people(self) -> tuple[Member, ...]:
        """All of them."""
        return (
            self.coordinator,
            self.buyer,
            self.hr,
            self.reader,
            self.keyholder,
            self.reporter,
        )

    @property
    def organisation(self) -> Organisation:
        """The organisation, which every scope reads."""
        return Organisation.objects.get(slug=self.slug)


def _school(slug: str, name: str, *names: str) -> School:
    roles = ("coordinator", "buyer", "hr", "reader", "keyholder", "reporter")
    people = (_member(slug, role, person) for role, person in zip(roles, names, strict=True))
    return School(slug, name, *people)


@dataclass(frozen=True)
class Cast:
    """Everybody. `cleaner` works for Waterland, `zilver` for nobody here.

    Waterland may invite `partner`; nobody invites `opstap`. It asks support of the fund of
    `officer`, which assigns `adviser`; `other_officer` and `other_adviser` have nothing with it.
    """

    waterland: School = field(
        default_factory=lambda: _school(
            "waterland",
            "Hogeschool Waterland",
            "Noor Visser",
            "Bram de Wit",
            "Samira Haddad",
            "Ties van Dam",
            "Fatma Yilmaz",
            "Koen Bos",
        )
    )
    heuvelrug: School = field(
        default_factory=lambda: _school(
            "heuvelrug",
            "Hogeschool Heuvelrug",
            "Pien Mulder",
            "Joris Smit",
            "Lotte Kok",
            "Anouk Meijer",
            "Daan Peters",
            "Eva Jansen",
        )
    )
    officer: Member = field(default_factory=lambda: _member("sectorfonds", "officer", "Marit Vos"))
    controller: Member = field(
        default_factory=lambda: _member("sectorfonds", "controller", "Hanneke Blom")
    )
    adviser: Member = field(default_factory=lambda: _member("adviesbrug", "adviser", "Ruben Groen"))
    other_officer: Member = field(
        default_factory=lambda: _member("anderfonds", "officer", "Gijs Roos")
    )
    other_adviser: Member = field(
        default_factory=lambda: _member("anderadvies", "adviser", "Tess Vink")
    )
    cleaner: Member = field(default_factory=lambda: _member("helder", "contact", "Jip Helder"))
    zilver: Member = field(default_factory=lambda: _member("zilver", "contact", "Sem Zilver"))
    partner: Member = field(default_factory=lambda: _member("leerwerk", "contact", "Mo Aarts"))
    opstap: Member = field(default_factory=lambda: _member("opstap", "contact", "Lies Maas"))
    stranger: str = "stranger@elsewhere.example"

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody who works somewhere."""
        scheme = (self.officer, self.controller, self.adviser)
        others = (self.other_officer, self.other_adviser)
        outside = (self.cleaner, self.zilver, self.partner, self.opstap)
        return (*self.waterland.people, *self.heuvelrug.people, *scheme, *others, *outside)


ORGANISATIONS = (
    (Kind.SCHOOL, "waterland", "Hogeschool Waterland"),
    (Kind.SCHOOL, "heuvelrug", "Hogeschool Heuvelrug"),
    (Kind.FUND, "sectorfonds", "Sectorfonds Hoger Onderwijs"),
    (Kind.ADVISER, "adviesbrug", "Adviesbrug"),
    (Kind.FUND, "anderfonds", "Ander Fonds"),
    (Kind.ADVISER, "anderadvies", "Ander Advies"),
    (Kind.SUPPLIER, "helder", "Helder Schoonmaak"),
    (Kind.SUPPLIER, "zilver", "Zilver Catering"),
    (Kind.PARTNER, "leerwerk", "Stichting Leerwerk"),
    (Kind.PARTNER, "opstap", "Stichting Opstap"),
)

Enter = Callable[[Member], Client]


def browser(language: str = "en") -> Client:
    """Somebody's browser, by default in the language of the source."""
    client = Client()
    client.cookies["django_language"] = language
    return client


def user(email: str) -> User:
    """The account behind an address."""
    return User.objects.get(email=email)


def build(*, now: datetime) -> None:
    """Put the cast in the template database, by the actions that the product uses."""
    made = {
        slug: actions.found_organisation(kind=kind, slug=slug, name=name, now=now)
        for kind, slug, name in ORGANISATIONS
    }
    cast = Cast()
    for member in cast.members:
        account = User.objects.create_user(member.email, PASSWORD)
        with scope(organisation_id=made[member.slug].pk):
            actions.add_member(
                organisation=made[member.slug],
                user=account,
                name=member.name,
                roles=member.roles,
                now=now,
            )
    User.objects.create_user(cast.stranger, PASSWORD)
