"""Signing in, choosing between one's organisations, and doors that do not exist for others."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.organisations import actions
from tests.cast import PASSWORD, Cast, Enter, Member, user
from tests.organisations.conftest import Inside, people

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("account_login")
CHOOSE = reverse("organisations:choose")


def also_works_at(inside: Inside, member: Member, school: Member, *roles: str) -> None:
    with inside(school) as row:
        actions.add_member(
            organisation=row.organisation,
            user=user(member.email),
            name=member.name,
            roles=roles,
            now=timezone.now(),
        )


@pytest.mark.parametrize("email", ["buyer@waterland.example", " Buyer@Waterland.EXAMPLE "])
def test_the_case_of_an_address_does_not_matter(client: Client, email: str) -> None:
    page = client.post(SIGN_IN, {"login": email, "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("desk:today", args=["waterland"])
    assert "Bram de Wit" in page.content.decode()


@pytest.mark.parametrize(
    "who",
    [
        {"login": "buyer@waterland.example", "password": "een andere zin als sleutel"},
        {"login": "nobody@waterland.example", "password": PASSWORD},
    ],
)
def test_a_wrong_password_and_an_unknown_address_sound_the_same(
    client: Client, who: dict[str, str]
) -> None:
    page = client.post(SIGN_IN, who)
    assert page.status_code == 200
    [error] = page.context["form"].non_field_errors()
    assert error == "This address and password do not belong together."
    assert "_auth_user_id" not in client.session


def test_nobody_makes_an_account_of_his_own(client: Client) -> None:
    page = client.post(
        reverse("account_signup"), {"email": "new@waterland.example", "password1": PASSWORD}
    )
    assert page.status_code == 404
    assert "_auth_user_id" not in client.session


def test_with_one_organisation_one_goes_straight_in(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.heuvelrug.hr).get(CHOOSE)
    assert answer.headers["Location"] == reverse("desk:today", args=["heuvelrug"])


def test_with_two_organisations_one_chooses_and_can_switch(
    cast: Cast, enter: Enter, inside: Inside
) -> None:
    also_works_at(inside, cast.waterland.hr, cast.heuvelrug.keyholder, "reader")
    client = enter(cast.waterland.hr)
    page = client.get(CHOOSE).content.decode()
    for slug in ("waterland", "heuvelrug"):
        assert reverse("desk:today", args=[slug]) in page
        assert CHOOSE in client.get(reverse("desk:today", args=[slug])).content.decode()
    assert people("waterland") in page
    assert people("heuvelrug") not in page, "a reader sees no people, so gets no link to them"


@pytest.mark.parametrize(
    ("who", "home"), [("officer", "fund"), ("adviser", "adviser"), ("partner", "partner")]
)
def test_every_kind_of_organisation_has_a_first_page_of_its_own(
    cast: Cast, enter: Enter, who: str, home: str
) -> None:
    member: Member = getattr(cast, who)
    page = enter(member).get(CHOOSE, follow=True)
    assert page.redirect_chain[-1][0] == reverse(f"desk:{home}", args=[member.slug])
    assert page.status_code == 200
    assert people(member.slug) in page.content.decode()


def test_who_keeps_the_keys_alone_finds_the_people_of_the_own_organisation(
    cast: Cast, enter: Enter, inside: Inside
) -> None:
    with inside(cast.partner) as row:
        row.roles = ["keyholder"]
        row.save()
    client = enter(cast.partner)
    page = client.get(CHOOSE)
    assert page.status_code == 200
    assert "There is no workplace for your roles here yet." in page.content.decode()
    assert people("leerwerk") in page.content.decode()
    assert cast.partner.name in client.get(people("leerwerk")).content.decode()


def test_a_supplier_lands_on_what_it_shares(cast: Cast, enter: Enter) -> None:
    page = enter(cast.cleaner).get(CHOOSE, follow=True)
    assert page.redirect_chain[-1][0] == reverse("desk:supplier", args=["helder"])
    assert page.status_code == 200


def test_a_keyholder_of_a_supplier_who_sees_no_work_manages_the_people(
    cast: Cast, enter: Enter, inside: Inside
) -> None:
    with inside(cast.cleaner) as row:
        row.roles = ["keyholder"]
        row.save()
    client = enter(cast.cleaner)
    assert people("helder") in client.get(CHOOSE).content.decode()
    menu = client.get(people("helder")).context["menu"]
    assert [item.url for item in menu] == [people("helder")]


def test_a_stranger_is_told_whom_to_ask(cast: Cast, client: Client) -> None:
    client.force_login(user(cast.stranger))
    page = client.get(CHOOSE)
    assert "Ask the keyholder" in page.content.decode()


def test_the_doors_of_others_do_not_exist(cast: Cast, enter: Enter) -> None:
    client = enter(cast.waterland.coordinator)
    for door in ("/h/heuvelrug/", "/leverancier/helder/", "/leverancier/waterland/", "/h/helder/"):
        assert client.get(door).status_code == 404
    assert client.get(people("sectorfonds")).status_code == 404
