"""A school lets a supplier in: a door of its own, a letter to the contact, and nothing twice."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.contracts.actions import supplier_by_name
from banenbrug.contracts.models import Supplier
from banenbrug.desk.jobs import invite_contact
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Invitation, Organisation
from tests.cast import Cast, Enter, School

pytestmark = pytest.mark.django_db

CONTACT = {"contact_name": "Kim Bakker", "contact_email": "kim@bakker.example"}


def supplier_of(school: School, name: str) -> Supplier:
    with scope(organisation_id=school.organisation.pk):
        return supplier_by_name(organisation_id=school.organisation.pk, name=name)


def account_of(school: School, supplier: Supplier) -> Organisation:
    with scope(organisation_id=school.organisation.pk):
        account = Supplier.objects.select_related("account").get(pk=supplier.pk).account
    assert account is not None
    return account


def test_the_contact_is_invited_in_the_scope_of_the_supplier(cast: Cast, enter: Enter) -> None:
    supplier = supplier_of(cast.waterland, "De Bakker BV")
    there = reverse("desk:supplier_door", args=["waterland", supplier.pk])
    page = enter(cast.waterland.buyer).post(there, CONTACT, follow=True).content.decode()
    assert "De Bakker BV can now read what you share." in page
    account = account_of(cast.waterland, supplier)
    arguments = ProcrastinateJob.objects.get(task_name="desk.invite_contact").args
    assert all(isinstance(value, int) for value in arguments.values())
    invite_contact.func(**arguments)
    with scope(organisation_id=account.pk):
        invited = Invitation.objects.get()
    assert (invited.email, invited.sender) == ("kim@bakker.example", "Hogeschool Waterland")
    assert invited.roles == ["contact", "keyholder"]


def test_a_supplier_gets_one_door_from_a_school(cast: Cast, enter: Enter) -> None:
    supplier = supplier_of(cast.waterland, "De Bakker BV")
    there = reverse("desk:supplier_door", args=["waterland", supplier.pk])
    buyer = enter(cast.waterland.buyer)
    buyer.post(there, CONTACT)
    first = account_of(cast.waterland, supplier)
    assert "has a door here already" in buyer.post(there, CONTACT).content.decode()
    assert account_of(cast.waterland, supplier) == first


def test_one_name_at_two_schools_is_two_doors(cast: Cast, enter: Enter) -> None:
    accounts = []
    for school in (cast.waterland, cast.heuvelrug):
        supplier = supplier_of(school, "De Bakker BV")
        there = reverse("desk:supplier_door", args=[school.slug, supplier.pk])
        enter(school.buyer).post(there, CONTACT)
        accounts.append(account_of(school, supplier))
    assert accounts[0] != accounts[1]
