"""Letters about people and doors, written in the reader's language and sent by a job."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from banenbrug.engine.work import job
from banenbrug.organisations.doorkeys import link_to, secret_of
from banenbrug.organisations.models import Doorkey, Invitation, User


@job(name="organisations.send_invitation")
def send_invitation(*, organisation_id: int, invitation_id: int, key_id: int) -> None:
    """The letter with the key to the door; nothing is sent once the invitation is withdrawn."""
    invitation = Invitation.objects.select_related("organisation").get(pk=invitation_id)
    if invitation.withdrawn_at or invitation.accepted_at:
        return
    key = Doorkey.objects.get(pk=key_id)
    path = reverse("organisations:accept", kwargs={"secret": secret_of(key)})
    reader = User.objects.filter(email=invitation.email).first()
    post(
        to=invitation.email,
        letter="organisations/letters/invitation",
        language=reader.language if reader else "nl",
        context={"invitation": invitation, "key": key, "link": link_to(path)},
    )


def post(*, to: str, letter: str, language: str, context: dict[str, object]) -> None:
    """Render `letter` (subject, text and HTML templates) and hand it to the mail relay.

    Raises what the relay raises; the job is then tried again.
    """
    with translation.override(language):
        subject, text, html = (
            render_to_string(f"{letter}.{part}", context) for part in ("subject", "txt", "html")
        )
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    message.send()
