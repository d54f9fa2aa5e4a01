"""Letters about schemes: kept in the dossier, and sent by jobs in the scope of who reads them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from banenbrug.engine.work import job
from banenbrug.organisations.doorkeys import link_to, secret_of
from banenbrug.organisations.letters import post
from banenbrug.organisations.models import Doorkey, Organisation, User
from banenbrug.organisations.queries import active_people
from banenbrug.scheme.models import Activity, Application, Entry, Hand, Letter, Question, Request
from banenbrug.scheme.queries.letters import readers, words_of
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.states import Side


def send(
    kind: LetterKind,
    request: Request,
    *,
    to: Side,
    now: datetime,
    says: Mapping[str, object] | None = None,
    application: Application | None = None,
    activity: Activity | None = None,
    due_on: date | None = None,
) -> Letter | None:
    """Keep a letter in the dossier and leave it to the worker to send it.

    Nothing is kept for an adviser that is not assigned yet, nor a reminder that was sent before.
    """
    organisation_id = getattr(request, f"{to.value}_id")
    if organisation_id is None:
        return None
    activity_id = activity.pk if activity else None
    before = Letter.objects.filter(
        school_id=request.school_id, activity_id=activity_id, kind=kind.value, due_on=due_on
    )
    if due_on is not None and before.exists():
        return None
    letter = Letter.objects.create(
        **request.parties,
        request=request,
        application_id=application.pk if application else None,
        activity_id=activity_id,
        kind=kind.value,
        to=to.value,
        says={name: str(value) for name, value in (says or {}).items()},
        sent_at=now,
        due_on=due_on,
    )
    if kind is not LetterKind.HAND_ASKED:  # that one goes with its key
        send_letter.defer(organisation_id=organisation_id, letter_id=letter.pk)
    return letter


ABOUT_THE_PLAN = frozenset({LetterKind.PLAN_READY, LetterKind.PLAN_REMARK, LetterKind.RETURNED})
"""Letters after which one reads the plan; others about an application lead to its hours."""


def path_of(letter: Letter) -> str:
    """The page that a letter is about, at the door of who reads it."""
    slug = Organisation.objects.get(pk=getattr(letter, f"{letter.to}_id")).slug
    about = {
        "scheme:activity": letter.activity_id if letter.kind.startswith("work_") else None,
        "scheme:evaluation": letter.activity_id,
        "scheme:plan": letter.application_id if letter.kind in ABOUT_THE_PLAN else None,
        "scheme:application": letter.application_id,
        "scheme:dossier": letter.request_id,
    }
    name, pk = next((name, pk) for name, pk in about.items() if pk is not None)
    return reverse(name, kwargs={"organisation": slug, "pk": pk})


@job(name="scheme.send_letter")
def send_letter(*, organisation_id: int, letter_id: int) -> None:
    """A letter about a dossier, to everybody whom it is for: a job for each of them.

    A hogeschool without people here gets it at the address that the request came from.
    """
    letter = Letter.objects.select_related("request").get(pk=letter_id)
    people = readers(letter)
    for person in people:
        post_letter.defer(organisation_id=organisation_id, letter_id=letter_id, member_id=person.pk)
    if not people and letter.to == Side.SCHOOL:
        request = letter.request
        _post(letter, to=request.applicant_email, name=request.applicant_name, language="nl")


@job(name="scheme.post_letter")
def post_letter(*, organisation_id: int, letter_id: int, member_id: int) -> None:
    """A letter about a dossier, to one person."""
    person = active_people(organisation_id).get(pk=member_id)
    letter = Letter.objects.get(pk=letter_id)
    _post(letter, to=person.user.email, name=person.name, language=person.user.language)


@job(name="scheme.send_hand_letter")
def send_hand_letter(*, organisation_id: int, hand_id: int, letter_id: int, key_id: int) -> None:
    """The request to commit, with the personal link; nothing once the hand was given."""
    hand = Hand.objects.get(pk=hand_id)
    if hand.given_at is not None:
        return
    key = Doorkey.objects.get(pk=key_id)
    path = reverse("scheme:hand", kwargs={"secret": secret_of(key)})
    reader = User.objects.filter(email=hand.email.casefold()).first()
    _post(
        Letter.objects.get(pk=letter_id),
        to=hand.email,
        name=hand.name,
        language=reader.language if reader else "nl",
        path=path,
    )


@job(name="scheme.send_entry_key")
def send_entry_key(*, organisation_id: int, entry_id: int, key_id: int) -> None:
    """The letter that proves an address: its link leads on to the request."""
    entry = Entry.objects.select_related("organisation").get(pk=entry_id)
    key = Doorkey.objects.get(pk=key_id)
    path = reverse("scheme:entry", kwargs={"secret": secret_of(key)})
    post(
        to=entry.email,
        letter="scheme/letters/entry",
        language=entry.language,
        context={"entry": entry, "key": key, "link": link_to(path)},
    )


@job(name="scheme.send_declined")
def send_declined(*, organisation_id: int, entry_id: int) -> None:
    """The letter to who asked from the public page and was not let in, with the reason."""
    entry = Entry.objects.select_related("organisation").get(pk=entry_id)
    post(
        to=entry.email,
        letter="scheme/letters/declined",
        language=entry.language,
        context={"entry": entry},
    )


@job(name="scheme.send_known_school")
def send_known_school(*, organisation_id: int, request_id: int) -> None:
    """The letter to who asked for a hogeschool whose colleagues work here already."""
    request = Request.objects.select_related("school", "scheme").get(pk=request_id)
    post(
        to=request.applicant_email,
        letter="scheme/letters/known_school",
        language="nl",
        context={"request": request},
    )


@job(name="scheme.send_answer")
def send_answer(*, organisation_id: int, question_id: int) -> None:
    """The answer to a question from the public page."""
    question = Question.objects.select_related("organisation").get(pk=question_id)
    post(
        to=question.email,
        letter="scheme/letters/answer",
        language=question.language,
        context={"question": question},
    )


def _post(letter: Letter, *, to: str, name: str, language: str, path: str = "") -> None:
    with override(language):
        words = words_of(letter)
    post(
        to=to,
        letter="scheme/letters/letter",
        language=language,
        context={
            "words": words,
            "name": name,
            "link": link_to(path or path_of(letter)),
            "origin": settings.ORIGIN,
        },
    )
