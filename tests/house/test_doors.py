"""Every address × everybody: who is in the table of doors comes in, and nobody else does."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from banenbrug.organisations.models import User
from tests.cast import Cast, Member
from tests.house.doors import (
    ADVISER_DOORS,
    ANY_DOORS,
    DOSSIER_DOORS,
    FUND_DOORS,
    OPEN_DOORS,
    PARTNER_DOORS,
    SCHOOL_DOORS,
    SUPPLIER_DOORS,
    Door,
    Open,
)
from tests.house.furnish import SECRET, House

CAST = Cast()
METHODS = ("GET", "POST")
SESSION = settings.SESSION_COOKIE_NAME
Ask = Callable[[str | None, str, str], tuple[int, str]]
Row = tuple[str, str, str, Door]
DOORS: list[Row] = [
    (name, parameter, slug, door)
    for parameter, slug, doors in (
        ("school", "waterland", SCHOOL_DOORS),
        ("supplier", "helder", SUPPLIER_DOORS),
        ("partner", "leerwerk", PARTNER_DOORS),
        ("fund", "sectorfonds", FUND_DOORS),
        ("adviser", "adviesbrug", ADVISER_DOORS),
        ("organisation", "waterland", {**ANY_DOORS, **DOSSIER_DOORS}),
        ("organisation", "sectorfonds", DOSSIER_DOORS),
        ("organisation", "adviesbrug", DOSSIER_DOORS),
    )
    for name, door in doors.items()
]
"""Each address with the parameter that names the organisation, and whose door is tried."""

OTHERS = {
    "waterland": "heuvelrug",
    "helder": "zilver",
    "leerwerk": "opstap",
    "sectorfonds": "anderfonds",
    "adviesbrug": "anderadvies",
}
"""Of each organisation whose doors are tried, another one of its kind."""


def opens(row: Row) -> bool:
    """Whether anybody of the organisation gets at the object of a door there."""
    _, _, slug, door = row
    return any(
        door.answer(member.roles[0], method) in (200, 302)
        for member in CAST.members
        if works_at(member, slug)
        for method in METHODS
    )


def works_at(member: Member, slug: str) -> bool:
    """Whether the member belongs to the organisation of a door."""
    return member.slug == slug


def tried_at(row: Row) -> Iterable[Member]:
    """Who tries a door: everybody; at a dossier's other two doors the strangers are a choice."""
    name, _, slug, _ = row
    if name not in DOSSIER_DOORS or slug == "waterland":
        return CAST.members
    others = (CAST.other_officer, CAST.other_adviser, CAST.heuvelrug.hr, CAST.waterland.hr)
    return (*(member for member in CAST.members if works_at(member, slug)), *others)


OBJECTS = [row for row in DOORS if row[3].object and opens(row)]
OF_SCHEMES = [row for row in DOORS if row[1] == "fund" and "scheme" in row[3].more]


def at(row: Row) -> str:
    """How a test is called."""
    return f"{row[0]} at {row[2]}"


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of all addresses, with their namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or f"without a name: {pattern.pattern}"))
        else:
            inner = (pattern.namespace,) if pattern.namespace else ()
            yield from names(pattern, (*spaces, *inner))


@pytest.fixture(scope="module")
def ask(house: House) -> Ask:
    """Asks for a page as one person, who signed in once for all tests of this module."""
    sessions: dict[str | None, str] = {None: ""}
    for email in [member.email for member in CAST.members] + [CAST.stranger]:
        client = Client()
        client.force_login(User.objects.get(email=email))
        sessions[email] = client.cookies[SESSION].value
    return lambda email, path, method: _ask(sessions[email], path, method)


def _ask(session: str, path: str, method: str) -> tuple[int, str]:
    """The status and the text of an answer; whatever was written for it is undone."""
    with transaction.atomic():
        client = Client()
        client.cookies[SESSION] = session
        answer = client.generic(method, path, content_type="application/x-www-form-urlencoded")
        text = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, text.decode(errors="replace")


def path_of(name: str, parameter: str, slug: str, door: Door, house: House) -> str:
    """The address of a door on its object in the house."""
    arguments: dict[str, object] = {parameter: slug, **door.more}
    arguments |= {name: house.key(key) for name, key in door.keys.items()}
    if door.object:
        arguments["pk"] = house.key(door.object)
    return reverse(name, kwargs=arguments)


def test_every_address_has_a_row_in_the_table_of_doors() -> None:
    found = sorted(names(get_resolver()))
    assert len(found) == len(set(found)), "Two addresses share a name."
    assert found == sorted({name for name, *_ in DOORS} | OPEN_DOORS.keys())


@pytest.mark.parametrize("row", DOORS, ids=at)
def test_a_door_lets_in_who_is_listed_and_nobody_else(house: House, ask: Ask, row: Row) -> None:
    name, parameter, slug, door = row
    path = path_of(name, parameter, slug, door, house)
    expected: dict[tuple[str, str], int] = {}
    found: dict[tuple[str, str], int] = {}
    for method in METHODS:
        for member in tried_at(row):
            inside = works_at(member, slug)
            key = (member.email, method)
            expected[key] = door.answer(member.roles[0], method) if inside else 404
            found[key], text = ask(member.email, path, method)
            if found[key] in (404, 403, 405):
                assert SECRET not in text, f"{name} shows something to {member.email}."
        for nobody in (CAST.stranger, None):
            key = (nobody or "anonymous", method)
            expected[key] = 404
            found[key], text = ask(nobody, path, method)
            assert SECRET not in text
    assert {k: v for k, v in found.items() if v != expected[k]} == {
        k: v for k, v in expected.items() if v != found[k]
    }


@pytest.mark.parametrize("row", [*OBJECTS, *OF_SCHEMES], ids=at)
def test_an_object_of_another_organisation_does_not_exist(house: House, ask: Ask, row: Row) -> None:
    """Through one's own door, with the right that is needed, on the number of another's row."""
    name, parameter, slug, door = row
    other = OTHERS[slug]
    path = path_of(name, parameter, other, door, house)
    tried = 0
    for member in CAST.members:
        if not works_at(member, other):
            continue
        for method in METHODS:
            usual = door.answer(member.roles[0], method)
            status, text = ask(member.email, path, method)
            assert status == (404 if usual in (200, 302) else usual), (member.email, method)
            assert SECRET not in text
            tried += usual in (200, 302)
    assert tried > 0


@pytest.mark.parametrize("number", [0, 987_654_321])
@pytest.mark.parametrize("row", OBJECTS, ids=at)
def test_an_object_that_does_not_exist_looks_the_same(
    house: House, ask: Ask, row: Row, number: int
) -> None:
    name, parameter, slug, door = row
    keys = {key: house.key(of) for key, of in door.keys.items()}
    path = reverse(name, kwargs={parameter: slug, "pk": number, **door.more, **keys})
    tried = 0
    for member in CAST.members:
        if not works_at(member, slug):
            continue
        for method in METHODS:
            usual = door.answer(member.roles[0], method)
            expected = 404 if usual in (200, 302) else usual
            assert ask(member.email, path, method)[0] == expected, (member.email, method)
            tried += usual in (200, 302)
    assert tried > 0


@pytest.mark.parametrize("name", OPEN_DOORS)
def test_an_open_door_answers_everybody_alike_and_shows_nothing_of_a_school(
    house: House, ask: Ask, name: str
) -> None:
    door: Open = OPEN_DOORS[name]
    path = reverse(name, kwargs=dict(door.arguments))
    for place, method in enumerate(METHODS):
        status, text = ask(None, path, method)
        assert status == door.anonymous[place], method
        assert SECRET not in text
        for person in (CAST.stranger, CAST.zilver.email, CAST.heuvelrug.buyer.email):
            at_home = person != CAST.stranger
            expected = door.signed_in if at_home else door.homeless or door.signed_in
            status, text = ask(person, path, method)
            assert status == expected[place], (person, method)
            assert SECRET not in text


def test_the_mark_that_is_looked_for_does_stand_on_pages_of_the_school(
    house: House, ask: Ask
) -> None:
    marked: Mapping[str, bool] = {
        name: SECRET in ask(CAST.waterland.coordinator.email, path, "GET")[1]
        for name, parameter, slug, door in DOORS
        if slug == "waterland"
        for path in [path_of(name, parameter, slug, door, house)]
    }
    assert sum(marked.values()) > 10


@pytest.mark.parametrize("kind", ["school", "supplier"])
def test_a_door_of_another_kind_of_organisation_stays_shut(
    house: House, ask: Ask, kind: str
) -> None:
    """A member of a supplier at the door of a school that has the supplier's own name."""
    paths = {
        "school": (CAST.cleaner, reverse("desk:today", kwargs={"school": "helder"})),
        "supplier": (
            CAST.waterland.coordinator,
            reverse("desk:supplier", kwargs={"supplier": "waterland"}),
        ),
    }
    member, path = paths[kind]
    assert ask(member.email, path, "GET")[0] == 404
