"""Letters about conversations, sent by jobs in the scope of who reads them."""

from banenbrug.dialogue.models import TalkInvitation
from banenbrug.engine.work import job
from banenbrug.organisations.letters import post
from banenbrug.organisations.queries import active_people
from banenbrug.organisations.roles import Right


@job(name="dialogue.send_talk_invitation")
def send_talk_invitation(*, organisation_id: int, invitation_id: int) -> None:
    """The invitation to a talk, to everybody at the supplier who reads what is shared.

    A job for each letter: when one is tried again, nobody else gets a second one.
    """
    for contact in active_people(organisation_id):
        if contact.has(Right.SEE_SHARED_WORK):
            send_talk_letter.defer(
                organisation_id=organisation_id, invitation_id=invitation_id, contact_id=contact.pk
            )


@job(name="dialogue.send_talk_letter")
def send_talk_letter(*, organisation_id: int, invitation_id: int, contact_id: int) -> None:
    """The invitation to a talk, to one contact at the supplier."""
    contact = active_people(organisation_id).get(pk=contact_id)
    invitation = TalkInvitation.objects.select_related("organisation").get(
        pk=invitation_id, counterparty_id=organisation_id
    )
    post(
        to=contact.user.email,
        letter="dialogue/letters/talk",
        language=contact.user.language,
        context={"invitation": invitation, "contact": contact},
    )
