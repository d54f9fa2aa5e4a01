"""Telling the story: everything happens by the actions of the rooms, as the people in it."""

from datetime import date, datetime

from django.db import transaction

from banenbrug.engine.scopes import scope
from banenbrug.organisations.actions import add_member, found_organisation
from banenbrug.organisations.models import Membership, Organisation, User
from banenbrug.organisations.roles import Kind
from banenbrug.story import heuvelrug, schemes, waterland
from banenbrug.story.extras import EXTRAS, School
from banenbrug.story.people import HOUSES, House
from banenbrug.story.stage import Stage


@transaction.atomic
def tell(*, now: datetime, today: date) -> None:
    """Tell the whole story around `today`, or nothing of it."""
    organisations: dict[str, Organisation] = {}
    members: dict[str, Membership] = {}
    for house in HOUSES:
        organisation = found_organisation(
            kind=house.kind, slug=house.slug, name=house.name, now=now
        )
        organisations[house.slug] = organisation
        members |= _people(house, organisation, now)
    for school in EXTRAS:
        organisation = found_organisation(
            kind=Kind.SCHOOL, slug=school.slug, name=school.name, now=now
        )
        organisations[school.slug] = organisation
        members |= _people(school, organisation, now)
    stage = Stage(today, members, organisations)
    waterland.tell(stage)
    heuvelrug.tell(stage)
    schemes.tell(stage)


def _people(
    house: House | School, organisation: Organisation, now: datetime
) -> dict[str, Membership]:
    """Everybody of one organisation, without a password: one steps in from the page of roles."""
    with scope(organisation_id=organisation.pk, via="story"):
        return {
            person.key: add_member(
                organisation=organisation,
                user=User.objects.create_user(person.email),
                name=person.name,
                roles=[person.role.value],
                now=now,
            )
            for person in house.people
        }
