"""Letters about conversations, sent by jobs in the scope of who reads them."""

from banenbrug.dialogue.models import TalkInvitation
from banenbrug.engine.work import job
from banenbrug.organisations.letters import post
from banenbrug.organisations.queries import active_people
from banenbrug.organisations.roles import Right


@job(name="dialogue.send_talk_invitation")
def send_talk_invitation(*, organisation_id: int, invitation_id: int) -> None:
    """The invitation to a talk, to everybody at the supplier who reads what is shared."""
    invitation = TalkInvitation.objects.select_related("organisation").get(
        pk=invitation_id, counterparty_id=organisation_id
    )
    for contact in active_people(organisation_id):
        if contact.has(Right.SEE_SHARED_WORK):
            post(
                to=contact.user.email,
                letter="dialogue/letters/talk",
                language=contact.user.language,
                context={"invitation": invitation, "contact": contact},
            )
