"""Roles change and memberships end, but a door never loses its last keyholder."""

import pytest
from django.urls import reverse

from tests.cast import Cast, Enter, Member
from tests.organisations.conftest import Inside, PageOf, people

pytestmark = pytest.mark.django_db


def roles_of(inside: Inside, member: Member) -> list[str]:
    with inside(member) as row:
        return row.roles


def test_a_keyholder_gives_a_colleague_other_roles(
    cast: Cast, enter: Enter, inside: Inside, page_of: PageOf
) -> None:
    client = enter(cast.waterland.keyholder)
    page = client.post(page_of(cast.waterland.reader), {"roles": ["hr", "buyer"]}, follow=True)
    assert page.redirect_chain == [(people(), 302)]
    assert "The roles of Ties van Dam are changed." in page.content.decode()
    assert roles_of(inside, cast.waterland.reader) == ["buyer", "hr"]


@pytest.mark.parametrize(("role", "status"), [("coordinator", 403), ("reader", 404)])
def test_nobody_else_changes_roles(
    cast: Cast, enter: Enter, inside: Inside, page_of: PageOf, role: str, status: int
) -> None:
    client = enter(getattr(cast.waterland, role))
    own = page_of(getattr(cast.waterland, role))
    assert client.post(own, {"roles": ["keyholder"]}).status_code == status
    assert roles_of(inside, getattr(cast.waterland, role)) == [role]


def test_the_keyholder_of_another_school_finds_nobody(
    cast: Cast, enter: Enter, inside: Inside, page_of: PageOf
) -> None:
    there = page_of(cast.heuvelrug.reader)
    client = enter(cast.waterland.keyholder)
    assert client.post(there, {"roles": ["buyer"]}).status_code == 404
    through_own_door = there.replace("heuvelrug", "waterland")
    assert client.post(through_own_door, {"roles": ["buyer"]}).status_code == 404
    assert roles_of(inside, cast.heuvelrug.reader) == ["reader"]


@pytest.mark.parametrize("ask", [{"roles": ["reader"]}, {"end": "yes"}])
def test_the_last_keyholder_stays(
    cast: Cast, enter: Enter, inside: Inside, page_of: PageOf, ask: dict[str, object]
) -> None:
    page = enter(cast.waterland.keyholder).post(page_of(cast.waterland.keyholder), ask)
    assert page.status_code == 200
    form = page.context["form"]
    assert form.non_field_errors() == [
        "This is the last keyholder. First make somebody else keyholder."
    ]
    assert "roles" not in form.errors
    with inside(cast.waterland.keyholder) as row:
        assert (row.roles, row.ended_at) == (["keyholder"], None)


def test_who_gives_the_keys_away_lands_on_a_page_that_exists(
    cast: Cast, enter: Enter, page_of: PageOf
) -> None:
    client = enter(cast.waterland.keyholder)
    client.post(page_of(cast.waterland.reader), {"roles": ["keyholder"]})
    page = client.post(page_of(cast.waterland.keyholder), {"roles": ["reader"]}, follow=True)
    assert page.status_code == 200
    assert page.redirect_chain[-1][0] == reverse("desk:today", args=["waterland"])
    assert client.get(people()).status_code == 404
