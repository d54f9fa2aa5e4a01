"""What asks for who looks after the people and their roles."""

from django.urls import reverse
from django.utils.translation import gettext

from banenbrug.desk.today.steps import Kind, Step
from banenbrug.organisations.models import Membership
from banenbrug.organisations.queries import active_people
from banenbrug.organisations.roles import Hand, Right


def people_steps(member: Membership) -> list[Step]:
    """Invite the department that nobody acts for: without both hands there is no conversation."""
    if not member.has(Right.MANAGE_PEOPLE):
        return []
    there = {hand for person in active_people(member.organisation_id) for hand in person.hands}
    titles = {
        Hand.PROCUREMENT: gettext("Invite somebody for procurement"),
        Hand.HR: gettext("Invite somebody for HR"),
    }
    return [
        Step(
            kind=Kind.PEOPLE,
            title=title,
            context=(gettext("A conversation with a supplier needs procurement and HR."),),
            url=reverse("organisations:invite", kwargs={"organisation": member.organisation.slug}),
            button=gettext("Invite a colleague"),
        )
        for hand, title in titles.items()
        if hand not in there
    ]
