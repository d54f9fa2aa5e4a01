"""What a request, a plan and an evaluation need beside the move itself."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from banenbrug.foundation.formats import holds_bsn
from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.scheme.rules.states import ApplicationState
from banenbrug.scheme.rules.support import Applicant

HANDS = ("procurement", "hr")
PLAN_PARTS = ("goal", "situation", "approach", "securing")
"""The texts of a plan; its activities and its estimate are parts as well."""


def why_not_text(text: str) -> Refusal | None:
    """Free text holds no BSN."""
    if not holds_bsn(text):
        return None
    return Refusal(
        "looks_like_bsn",
        N_("This text holds a number that looks like a BSN. Banenbrug never keeps that."),
    )


def why_not_ask(*, roles: Collection[str], applicants: Collection[str]) -> Refusal | None:
    """Only the roles that the scheme names ask for support."""
    if set(roles) & set(applicants):
        return None
    return Refusal(
        "not_an_applicant",
        N_(
            "Your role cannot ask for support in this scheme. A colleague at HR or procurement can."
        ),
    )


def not_a_school(organisation: str) -> Refusal:
    """Somebody of another organisation wants to ask for support."""
    return Refusal(
        "not_a_school",
        N_("You are signed in for %(organisation)s. Only a hogeschool asks for support."),
        {"organisation": organisation},
    )


def why_not_applicant(*, applicant: str) -> Refusal | None:
    """As what somebody asks is one of the known ways."""
    if applicant in set(Applicant):
        return None
    return Refusal("unknown_applicant", N_("Say as what you ask for support."))


def why_not_submit_request(
    *,
    question: str,
    phase: str,
    applicant: str,
    hands: Collection[str],
    needs_hands: bool,
    hours_wished: Decimal | None,
    needs_hours: bool,
) -> Refusal | None:
    """A request is whole, and both departments stand behind it where the scheme asks so."""
    if not question.strip() or not phase or not applicant:
        return Refusal(
            "request_unfinished", N_("First write your question and say where you stand.")
        )
    if needs_hours and not hours_wished:
        return Refusal("hours_wished_missing", N_("Say how many hours you think you need."))
    return why_not_hands(hands) if needs_hands else None


def why_not_hands(hands: Collection[str]) -> Refusal | None:
    """Both procurement and HR stand behind it."""
    missing = [hand for hand in HANDS if hand not in hands]
    if not missing:
        return None
    if len(missing) == 2:
        return Refusal(
            "commitment_of_both_missing",
            N_("Procurement and HR have not said yet that they take part. Ask both."),
        )
    if missing == ["hr"]:
        return Refusal(
            "commitment_of_hr_missing",
            N_("HR has not said yet that it takes part. Ask a colleague there."),
        )
    return Refusal(
        "commitment_of_procurement_missing",
        N_("Procurement has not said yet that it takes part. Ask a colleague there."),
    )


def why_not_give_hand(
    *, given: bool, same_person: bool, hands: Collection[str], hand: str
) -> Refusal | None:
    """Each department says so once, by somebody of its own, and no person for both.

    `hands` are the departments for which the person can act; a personal link names its own.
    """
    if given:
        return Refusal("hand_given", N_("This department said already that it takes part."))
    if hand not in hands:
        return Refusal(
            "hand_of_other", N_("You have no role in this department. Ask a colleague there.")
        )
    if same_person:
        return Refusal(
            "hand_of_same_person",
            N_("You said so for the other department. Somebody else says it for this one."),
        )
    return None


def why_not_assigned(*, has_adviser: bool) -> Refusal | None:
    """Without an adviser nobody plans the intake."""
    if has_adviser:
        return None
    return Refusal("no_adviser", N_("The fund has not assigned an adviser yet. It is told."))


def why_not_offer(*, activities: int, goal: str) -> Refusal | None:
    """A plan that is offered has a goal and at least one activity."""
    if goal.strip() and activities:
        return None
    return Refusal(
        "plan_unfinished", N_("A plan has a goal and at least one activity. Add what is missing.")
    )


def why_not_lab(*, kind: str, supplier: str) -> Refusal | None:
    """A living lab names the supplier with whom it is held, in the words of the hogeschool."""
    if kind != "lab" or supplier.strip():
        return None
    return Refusal("lab_without_supplier", N_("With which supplier is this living lab? Name it."))


def why_not_days(*, days: int, needed: int, title: str) -> Refusal | None:
    """An activity has as many days as its kind takes by nature."""
    if days >= needed:
        return None
    if needed == 1:
        return Refusal("no_day", N_("On which day is “%(title)s”? Write it."), {"title": title})
    return Refusal(
        "too_few_days",
        N_("“%(title)s” takes %(needed)s days. Write each of them."),
        {"title": title, "needed": needed},
    )


def why_not_submit_plan(*, offered: bool) -> Refusal | None:
    """What is submitted is a plan that the adviser offered."""
    if offered:
        return None
    return Refusal(
        "no_plan_offered", N_("The adviser has not offered a plan yet. It is being made.")
    )


def why_not_reason(text: str) -> Refusal | None:
    """Whoever refuses, returns or overtakes says why."""
    if text.strip():
        return None
    return Refusal("reason_missing", N_("Write why. The others read it."))


def why_not_complete(*, planned: int, open_evaluations: int, waiting_work: int) -> Refusal | None:
    """All activities are held or cancelled, accounted for, and their hours agreed."""
    if planned:
        return Refusal(
            "activities_to_come", N_("Not all activities were held yet. Hold or cancel them first.")
        )
    if open_evaluations:
        return Refusal(
            "evaluations_missing",
            N_("Not all evaluations are accepted yet. Wait for them, or ask."),
        )
    if waiting_work:
        return Refusal(
            "work_unconfirmed", N_("Some hours wait for the hogeschool. They are settled first.")
        )
    return None


def why_not_evaluate(*, results: str, may_share: bool | None) -> Refusal | None:
    """An account says what came of it, and whether others may learn from it."""
    if results.strip() and may_share is not None:
        return None
    return Refusal(
        "evaluation_unfinished",
        N_("Write what came of it, and say whether others may read it as a good practice."),
    )


def why_not_close(*, open_applications: int) -> Refusal | None:
    """A dossier closes when none of its applications is under way."""
    if not open_applications:
        return None
    return Refusal(
        "applications_open", N_("An application is still under way. Settle or end it first.")
    )


def why_not_withdraw(*, granted: int) -> Refusal | None:
    """Hours that were granted are accounted for first."""
    if not granted:
        return None
    return Refusal(
        "hours_granted",
        N_(
            "The fund granted hours already. Cancel what is not held and account for the rest;"
            " then the fund closes the dossier."
        ),
    )


def why_not_past(day: date, *, today: date) -> Refusal | None:
    """What was, was on a day that has come."""
    if day <= today:
        return None
    return Refusal("held_later", N_("This day is still to come. Write it down afterwards."))


def why_not_version_read(*, read: int, latest: int) -> Refusal | None:
    """One submits the version that one read."""
    if read == latest:
        return None
    return Refusal(
        "newer_version",
        N_("The adviser offered version %(latest)s meanwhile. Read that one, then submit."),
        {"latest": latest},
    )


PLAN_STATES = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})
"""States in which the adviser works on the plan."""


def why_not_kind(*, kind: str, kinds: Collection[str]) -> Refusal | None:
    """Only the kinds of support that the scheme gives."""
    if kind in kinds:
        return None
    return Refusal("kind_not_in_scheme", N_("This scheme does not give this kind of support."))


def already_offered(number: int) -> Refusal:
    """A version is offered once; a change makes the next one."""
    return Refusal(
        "offered_already",
        N_("Version %(number)s was offered already. Change the plan to make a next version."),
        {"number": number},
    )


def why_not_comment(text: str) -> Refusal | None:
    """A remark says something."""
    if text.strip():
        return None
    return Refusal("comment_empty", N_("Write your remark first."))


def why_not_mail_of(received_at: datetime, *, now: datetime) -> Refusal | None:
    """A mail came before it is entered."""
    if received_at <= now:
        return None
    return Refusal("mail_in_future", N_("This moment is still to come. Write when the mail came."))


def why_not_published(*, is_published: bool) -> Refusal | None:
    """A hogeschool reads the terms of its dossier, so the scheme is published first."""
    if is_published:
        return None
    return Refusal("scheme_not_published", N_("Nobody sees this scheme yet. Publish it first."))
