"""A contract has two owners: one at procurement and one at HR."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from banenbrug.contracts.models import Contract
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.actions import end_membership
from tests.cast import Cast, Enter, Member
from tests.contracts.conftest import Write, at, entered
from tests.contracts.test_editing import TYPED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def pk_of(member: Member) -> int:
    """The key of somebody's membership."""
    with entered(member) as row:
        return row.pk


def owners(cast: Cast) -> list[tuple[str, str]]:
    """The names of both owners of every contract of Waterland."""
    with entered(cast.waterland.reader):
        return [
            (str(contract.buyer or ""), str(contract.hr or ""))
            for contract in Contract.objects.select_related("buyer", "hr")
        ]


def buyers_to_choose(client: Client) -> list[str]:
    """Who can become the owner at procurement of a new contract."""
    [select] = re.findall(
        r'<select name="buyer".*?</select>', client.get(at("add")).content.decode(), re.DOTALL
    )
    return re.findall(r"<option[^>]*>([^<]+)</option>", select)


def test_both_owners_are_chosen_in_the_form(cast: Cast, enter: Enter) -> None:
    chosen = {"buyer": pk_of(cast.waterland.buyer), "hr": pk_of(cast.waterland.hr)}
    answer = enter(cast.waterland.buyer).post(at("add"), TYPED | chosen)
    assert answer.status_code == 302
    assert owners(cast) == [("Bram de Wit", "Samira Haddad")]


@pytest.mark.parametrize("field", ["buyer", "hr"])
def test_somebody_without_that_role_cannot_be_chosen(cast: Cast, enter: Enter, field: str) -> None:
    other = {"buyer": cast.waterland.hr, "hr": cast.waterland.buyer}[field]
    page = enter(cast.waterland.buyer).post(at("add"), TYPED | {field: pk_of(other)})
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert owners(cast) == []


def test_nobody_of_another_school_can_be_chosen(cast: Cast, enter: Enter) -> None:
    other = pk_of(cast.heuvelrug.buyer)
    page = enter(cast.waterland.buyer).post(at("add"), TYPED | {"buyer": other})
    assert "buyer" in page.context["form"].errors


def test_the_action_itself_refuses_a_role_that_does_not_fit(write: Write, cast: Cast) -> None:
    with entered(cast.waterland.hr) as hr, pytest.raises(Refused) as refused:
        write("Groen", buyer=hr)
    assert refused.value.code == "owner_of_other_hand"
    assert refused.value.field == "buyer"


def test_an_owner_who_left_stays_until_somebody_chooses_another(
    write: Write, cast: Cast, enter: Enter
) -> None:
    with entered(cast.waterland.buyer) as buyer:
        made = write("Groen", buyer=buyer)
    client = enter(cast.waterland.coordinator)
    assert "Bram de Wit" in buyers_to_choose(client)
    with entered(cast.waterland.buyer) as buyer:
        end_membership(member=buyer, now=timezone.now())
    form = client.get(at("change", made.pk)).context["form"]
    shown = {field.name: field.value() for field in form}
    again = {name: "" if value is None else value for name, value in shown.items()}
    assert client.post(at("change", made.pk), again).status_code == 302
    assert owners(cast) == [("Bram de Wit", "")]
    assert "Bram de Wit" not in buyers_to_choose(client)


def test_the_history_tells_who_became_owner(write: Write, cast: Cast, enter: Enter) -> None:
    made = write("Groen")
    client = enter(cast.waterland.buyer)
    form = client.get(at("change", made.pk)).context["form"]
    shown = {field.name: field.value() for field in form} | {"hr": pk_of(cast.waterland.hr)}
    typed = {name: "" if value is None else value for name, value in shown.items()}
    client.post(at("change", made.pk), typed)
    history = reverse("desk:contract_history", args=["waterland", made.pk])
    page = client.get(history).content.decode()
    assert "Owner at HR" in page
    assert "Samira Haddad" in page
