"""The way in: from the public page to a hogeschool's own dossier, by a link and an officer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from banenbrug.engine.scopes import scope
from banenbrug.engine.work import defer
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations.actions import found_organisation
from banenbrug.organisations.doorkeys import cut_key
from banenbrug.organisations.models import Doorkey, Membership, Organisation
from banenbrug.organisations.roles import Kind
from banenbrug.scheme.actions.applications import receive
from banenbrug.scheme.actions.marks import actor, mark
from banenbrug.scheme.letters import send, send_answer, send_declined, send_entry_key
from banenbrug.scheme.models import Entry, Question, Request, Scheme
from banenbrug.scheme.rules import dossiers, terms
from banenbrug.scheme.rules.hogescholen import HOGESCHOLEN
from banenbrug.scheme.rules.hours import ZERO, why_not_hours
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.moves import why_not_side
from banenbrug.scheme.rules.states import RequestState, Side, Step
from banenbrug.scheme.rules.support import From
from banenbrug.scheme.rules.terms import why_not_apply

VALID = timedelta(days=14)
"""How long a link to go on with a request works, and an address that nobody confirmed is kept."""


def knock(
    *,
    scheme: Scheme,
    brin: str,
    school_name: str,
    name: str,
    email: str,
    applicant: str,
    language: str,
    now: datetime,
) -> Entry:
    """Somebody asks from the public page; a letter with a link goes to the address."""
    refuse(why_not_admit(scheme, now=now))
    with transaction.atomic(), scope(organisation_id=scheme.fund_id, via="public"):
        entry = Entry.objects.create(
            organisation_id=scheme.fund_id,
            scheme_id=scheme.pk,
            brin=brin,
            school_name=HOGESCHOLEN.get(brin, school_name.strip()),
            name=name.strip(),
            email=email.strip().casefold(),
            applicant=applicant,
            language=language,
            asked_at=now,
        )
        key = cut_key(
            purpose="entry",
            organisation_id=scheme.fund_id,
            object_id=entry.pk,
            now=now,
            valid=VALID,
        )
        send_entry_key.defer(organisation_id=scheme.fund_id, entry_id=entry.pk, key_id=key.pk)
    return entry


def fill_in(
    *,
    key: Doorkey,
    question: str,
    phase: str,
    wishes: Sequence[str],
    is_ready: bool,
    now: datetime,
) -> Entry:
    """Write down what is asked, with the link of the letter. `is_ready` gives it to the fund."""
    with transaction.atomic(), scope(organisation_id=key.organisation_id, via="entry"):
        entry = Entry.objects.select_for_update(of=("self",)).get(pk=key.object_id)
        refuse(why_not_fill_in(entry))
        refusal = dossiers.why_not_text(question)
        if refusal is not None:
            raise Refused(refusal, field="question")
        entry.question, entry.phase, entry.wishes = question.strip(), phase, list(wishes)
        entry.confirmed_at = entry.confirmed_at or now
        if is_ready:
            refuse(why_not_admit(Scheme.objects.get(pk=entry.scheme_id), now=now))
            entry.sent_at = now
        entry.save()
    return entry


def why_not_admit(scheme: Scheme, *, now: datetime) -> Refusal | None:
    """Nobody comes in while no request can be submitted."""
    today = timezone.localtime(now).date()
    return terms.why_not_apply(opens=scheme.opens, closes=scheme.closes, today=today)


def why_not_fill_in(entry: Entry) -> Refusal | None:
    """What was given to the fund changes no more."""
    if entry.sent_at is None:
        return None
    return Refusal("entry_sent", N_("This is with the fund already. You hear from it by mail."))


@transaction.atomic
def admit(*, by: Membership, entry: Entry, now: datetime) -> Request:
    """Let somebody in, with a request to go on with: as the first keyholder of the hogeschool.

    Where people of the hogeschool are in already, they are asked to let their colleague in.
    """
    entry, scheme = _decide(by, entry)
    refuse(why_not_admit(scheme, now=now))
    school = school_of(brin=entry.brin, name=entry.school_name, now=now)
    request = Request.objects.create(
        school=school,
        fund_id=entry.organisation_id,
        scheme=scheme,
        question=entry.question,
        phase=entry.phase,
        wishes=entry.wishes,
        applicant_name=entry.name,
        applicant_email=entry.email,
        applicant_role=entry.applicant,
        started_at=now,
    )
    entry.admitted_at, entry.decided_by, entry.request_id = now, by.name, request.pk
    entry.save()
    mark("admit", request, by=actor(by), now=now, text=entry.name)
    defer("scheme.open_first_door", organisation_id=school.pk, request_id=request.pk)
    return request


@transaction.atomic
def decline(*, by: Membership, entry: Entry, reason: str, now: datetime) -> Entry:
    """Do not let somebody in; the reason goes to the address."""
    entry, _ = _decide(by, entry)
    refusal = dossiers.why_not_reason(reason)
    if refusal is not None:
        raise Refused(refusal, field="reason")
    entry.declined_at, entry.decided_by, entry.reason = now, by.name, reason.strip()
    entry.save()
    send_declined.defer(organisation_id=entry.organisation_id, entry_id=entry.pk)
    return entry


def _decide(by: Membership, entry: Entry) -> tuple[Entry, Scheme]:
    refuse(why_not_side(Side.FUND, actor(by).side))
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.admitted_at or entry.declined_at:
        refuse(Refusal("entry_decided", N_("Somebody decided about this already. Look once more.")))
    return entry, Scheme.objects.get(pk=entry.scheme_id)


@transaction.atomic
def enter_request(
    *,
    by: Membership,
    scheme: Scheme,
    school: Organisation,
    name: str,
    email: str,
    applicant: str,
    question: str,
    phase: str,
    received_at: datetime,
    reason: str,
    now: datetime,
    hours_wished: Decimal | None = None,
) -> Request:
    """Enter a request that came by mail: received at the instant of the mail, with a reason."""
    doer, mailed_on = actor(by), timezone.localtime(received_at).date()
    refuse(why_not_side(Side.FUND, doer.side))
    refuse(dossiers.why_not_published(is_published=scheme.is_published))
    for refusal, field in (
        (dossiers.why_not_reason(reason), "reason"),
        (dossiers.why_not_text(question), "question"),
        (dossiers.why_not_mail_of(received_at, now=now), "received_at"),
        (why_not_apply(opens=scheme.opens, closes=scheme.closes, today=mailed_on), "received_at"),
        (_why_not_wish(hours_wished, scheme), "hours_wished"),
    ):
        if refusal is not None:
            raise Refused(refusal, field=field)
    request = Request.objects.create(
        school=school,
        fund_id=scheme.fund_id,
        scheme=scheme,
        state=RequestState.SUBMITTED.value,
        question=question.strip(),
        phase=phase,
        applicant_name=name.strip(),
        applicant_email=email.strip().casefold(),
        applicant_role=applicant,
        hours_wished=hours_wished,
        started_at=now,
        received_at=received_at,
        entered_reason=reason.strip(),
    )
    receive(request, by=doer, now=now, today=mailed_on)
    mark(Step.SUBMIT_REQUEST, request, by=doer, now=now, text=reason)
    says = {
        "scheme": scheme.name,
        "school": school.name,
        "received_day": mailed_on,
    }
    send(LetterKind.REQUEST_RECEIVED, request, to=Side.SCHOOL, says=says, now=now)
    defer("scheme.open_first_door", organisation_id=school.pk, request_id=request.pk)
    return request


def _why_not_wish(hours: Decimal | None, scheme: Scheme) -> Refusal | None:
    """Where hours are claimed at the request, it says how many."""
    if scheme.claim_from == From.REQUEST or hours is not None:
        return why_not_hours(ZERO if hours is None else hours)
    return None


def school_of(*, brin: str, name: str, now: datetime) -> Organisation:
    """The hogeschool of the list, or one by name; made when nobody worked here for it yet."""
    known = Organisation.objects.filter(kind=Kind.SCHOOL.value)
    found = known.filter(brin=brin).first() if brin else known.filter(name=name).first()
    if found is not None:
        return found
    slug, count = slugify(name)[:50] or "hogeschool", 1
    while Organisation.objects.filter(slug=slug if count == 1 else f"{slug}-{count}").exists():
        count += 1
    return found_organisation(
        kind=Kind.SCHOOL,
        slug=slug if count == 1 else f"{slug}-{count}",
        name=name,
        brin=brin,
        now=now,
    )


def ask_question(
    *, scheme: Scheme, name: str, email: str, text: str, language: str, now: datetime
) -> Question:
    """A question from the public page; only the fund reads it."""
    refusal = dossiers.why_not_text(text)
    if refusal is not None:
        raise Refused(refusal, field="text")
    with transaction.atomic(), scope(organisation_id=scheme.fund_id, via="public"):
        return Question.objects.create(
            organisation_id=scheme.fund_id,
            scheme_id=scheme.pk,
            name=name.strip(),
            email=email.strip().casefold(),
            text=text.strip(),
            language=language,
            asked_at=now,
        )


@transaction.atomic
def answer_question(*, by: Membership, question: Question, answer: str, now: datetime) -> Question:
    """Answer by mail."""
    refuse(why_not_side(Side.FUND, actor(by).side))
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.answered_at is not None:
        refuse(Refusal("question_answered", N_("This question was answered already.")))
    question.answer, question.answered_by, question.answered_at = answer.strip(), by.name, now
    question.save()
    send_answer.defer(organisation_id=question.organisation_id, question_id=question.pk)
    return question


def forget_unconfirmed(*, fund_id: int, now: datetime) -> None:
    """Forget who asked and never came back by the link: a name and an address, for nothing."""
    Entry.objects.filter(organisation_id=fund_id, sent_at=None, asked_at__lt=now - VALID).delete()
