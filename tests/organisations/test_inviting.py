"""A keyholder invites a colleague by letter; nobody else does, and nobody twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from banenbrug.foundation.refusals import Refused
from banenbrug.organisations import actions
from banenbrug.organisations.models import Doorkey, Invitation
from tests.cast import Cast, Enter
from tests.organisations.conftest import LONG_AGO, Inside, letters, people

pytestmark = pytest.mark.django_db

INVITE = reverse("organisations:invite", kwargs={"organisation": "waterland"})
IRIS = {"name": "Iris Nieuw", "email": "Iris@Waterland.example", "roles": ["hr", "reader"]}


def test_a_keyholder_invites_and_a_letter_will_be_sent(
    cast: Cast, enter: Enter, inside: Inside
) -> None:
    page = enter(cast.waterland.keyholder).post(INVITE, IRIS, follow=True)
    assert page.redirect_chain == [(people(), 302)]
    assert "The invitation is on its way." in page.content.decode()
    assert "iris@waterland.example" in page.content.decode()
    with inside(cast.waterland.keyholder):
        invitation = Invitation.objects.get()
        assert (invitation.email, invitation.roles) == ("iris@waterland.example", ["hr", "reader"])
        [letter] = letters()
        assert letter["invitation_id"] == invitation.pk


def test_the_job_for_the_letter_holds_no_secret(cast: Cast, enter: Enter) -> None:
    enter(cast.waterland.keyholder).post(INVITE, IRIS)
    [letter] = letters()
    assert set(letter) == {"organisation_id", "invitation_id", "key_id"}
    assert Doorkey.objects.get().expires_at > LONG_AGO + timedelta(days=13)


@pytest.mark.parametrize(
    ("role", "status"),
    [("coordinator", 403), ("buyer", 403), ("hr", 403), ("reader", 404), ("reporter", 404)],
)
def test_only_a_keyholder_invites(cast: Cast, enter: Enter, role: str, status: int) -> None:
    client = enter(getattr(cast.waterland, role))
    assert client.get(INVITE).status_code == status
    assert client.post(INVITE, IRIS).status_code == status
    assert letters() == []


def test_the_keyholder_of_another_school_finds_nothing(cast: Cast, enter: Enter) -> None:
    client = enter(cast.heuvelrug.keyholder)
    assert client.post(INVITE, IRIS).status_code == 404
    assert client.get(people()).status_code == 404
    assert letters() == []


def test_who_works_here_already_is_not_invited_and_the_form_keeps_what_was_typed(
    cast: Cast, enter: Enter
) -> None:
    known = {**IRIS, "email": cast.waterland.buyer.email.upper()}
    page = enter(cast.waterland.keyholder).post(INVITE, known)
    assert page.status_code == 200
    assert page.context["form"].errors["email"] == ["buyer@waterland.example already works here."]
    assert 'value="Iris Nieuw"' in page.content.decode()
    assert letters() == []


def test_who_is_invited_already_gets_no_second_letter(
    cast: Cast, enter: Enter, invited: Callable[..., Invitation]
) -> None:
    invited("iris@waterland.example")
    page = enter(cast.waterland.keyholder).post(INVITE, IRIS)
    [error] = page.context["form"].errors["email"]
    assert "was invited already" in error
    assert len(letters()) == 1


@pytest.mark.parametrize("roles", [[], ["officer"]])
def test_roles_of_another_kind_of_organisation_or_none_are_refused(
    cast: Cast, enter: Enter, roles: list[str]
) -> None:
    page = enter(cast.waterland.keyholder).post(INVITE, {**IRIS, "roles": roles})
    assert page.context["form"].errors["roles"]
    assert letters() == []


def test_the_action_itself_refuses_a_role_of_a_fund(cast: Cast, inside: Inside) -> None:
    with inside(cast.waterland.keyholder) as keyholder, pytest.raises(Refused) as refused:
        actions.invite(
            by=keyholder, email="iris@x.example", name="Iris", roles=["officer"], now=LONG_AGO
        )
    assert refused.value.code == "roles_of_other_kind"
    assert letters() == []


def test_a_withdrawn_invitation_leaves_the_list_and_can_be_made_again(
    cast: Cast, enter: Enter, invited: Callable[..., Invitation]
) -> None:
    withdraw = reverse(
        "organisations:withdraw", args=["waterland", invited("iris@waterland.example").pk]
    )
    client = enter(cast.waterland.keyholder)
    assert "Iris Nieuw" not in client.post(withdraw, follow=True).content.decode()
    assert "nothing changed" in client.post(withdraw, follow=True).content.decode()
    assert client.post(INVITE, IRIS).status_code == 302
    assert len(letters()) == 2


def test_an_invitation_that_is_undone_leaves_no_letter(
    cast: Cast, invited: Callable[..., Invitation]
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        invited("iris@waterland.example")
        assert len(letters()) == 1
        raise RuntimeError("The request fails after all.")
    assert letters() == []
