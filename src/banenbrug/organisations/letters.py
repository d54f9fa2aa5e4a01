"""Letters about people and doors, written in the reader's language and sent by a job."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from banenbrug.engine.work import job
from banenbrug.organisations.doorkeys import link_to, secret_of
from banenbrug.organisations.models import Doorkey, Invitation, User
from banenbrug.organisations.notices import NOTICE_TEXTS, Notice


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


@job(name="organisations.send_new_password")
def send_new_password(*, user_id: int) -> None:
    """The letter with the link to choose a new password; the link is made now and kept nowhere."""
    user = User.objects.get(pk=user_id)
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    post(
        to=user.email,
        letter="organisations/letters/new_password",
        language=user.language,
        context={"link": link_to(reverse("account_reset_password_from_key", kwargs=key))},
    )


@job(name="organisations.send_notice")
def send_notice(*, user_id: int, notice: int) -> None:
    """The letter that says that signing in changed, so that a stranger cannot do it unseen.

    It leads to where a new password is asked for, when there is none any more. That page sends a
    link that works for two hours; this letter may lie unread for longer.
    """
    user = User.objects.get(pk=user_id)
    is_for_password = notice == Notice.SECOND_STEP_TAKEN_AWAY
    page = "account_reset_password" if is_for_password else "organisations:profile"
    with translation.override(user.language):
        what = translation.gettext(NOTICE_TEXTS[Notice(notice)])
    post(
        to=user.email,
        letter="organisations/letters/notice",
        language=user.language,
        context={"what": what, "link": link_to(reverse(page)), "is_for_password": is_for_password},
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
