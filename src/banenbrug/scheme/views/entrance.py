"""The way in: who is not here yet knocks, and goes on with the link of a letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from banenbrug.engine.scopes import scope as open_scope
from banenbrug.foundation.refusals import N_, Refused
from banenbrug.organisations.doorkeys import key_for
from banenbrug.organisations.models import Doorkey, Membership
from banenbrug.organisations.queries import memberships_of
from banenbrug.organisations.roles import Kind, Right
from banenbrug.scheme.actions import entrance
from banenbrug.scheme.forms.entrance import EntryForm, KnockForm
from banenbrug.scheme.models import Entry, Scheme
from banenbrug.scheme.queries.offers import public_card
from banenbrug.scheme.rules import dossiers
from banenbrug.scheme.rules.support import APPLICANTS, PHASES, SUPPORT, Applicant, Phase
from banenbrug.scheme.views.public import SENT, is_sent, too_many
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say

COURSE = (N_("Who you are"), N_("Your question"), N_("The fund lets you in"))
"""The way in, as a stepper shows it."""


def knock(request: HttpRequest, scheme: str) -> HttpResponse:
    """Say who you are; the letter with the link then goes to the address. Tells nothing about it.

    Who works at a hogeschool that is here already goes on at its own door.
    """
    card = public_card(scheme, today=timezone.localdate())
    public = reverse("scheme:scheme_public", kwargs={"scheme": scheme})
    if members := list(memberships_of(request.user.pk)):
        return _lead_in(request, members, scheme=card.scheme, public=public)
    if card.why_not_apply is not None:
        messages.error(request, say(card.why_not_apply))
        return redirect(public)
    if is_sent(request):
        return render(request, "scheme/knocked.html", {"card": card, "course": _course()})
    form = KnockForm(request.POST or None, scheme=card.scheme)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"].casefold()
        if answer := too_many(request, action="knock", key=address):
            return answer
        language = get_language() or "nl"
        entrance.knock(
            scheme=card.scheme, language=language, now=timezone.now(), **form.cleaned_data
        )
        return redirect(f"{request.path}{SENT}")
    return render(request, "scheme/knock.html", {"card": card, "form": form, "course": _course()})


def _lead_in(
    request: HttpRequest, members: list[Membership], *, scheme: Scheme, public: str
) -> HttpResponse:
    """Lead who is signed in to the own door, or say who can ask."""
    schools = [member for member in members if member.organisation.kind == Kind.SCHOOL]
    readers = [member for member in schools if member.has(Right.SEE_SUPPORT)]
    if readers:
        here = max(readers, key=lambda member: member.has(Right.ASK_SUPPORT))
        return redirect("scheme:support", school=here.organisation.slug)
    roles = [role for member in schools for role in member.roles]
    refusal = (
        dossiers.why_not_ask(roles=roles, applicants=scheme.applicants)
        if schools
        else dossiers.not_a_school(members[0].organisation.name)
    )
    if refusal is not None:
        messages.error(request, say(refusal))
    return redirect(public)


def entry(request: HttpRequest, secret: str) -> HttpResponse:
    """Write what you ask, with the link of the letter. It opens until the fund decided."""
    now = timezone.now()
    key = key_for(secret, purpose="entry", now=now)
    found = _behind(key) if key else None
    if key is None or found is None:
        return render(request, "organisations/key_closed.html", status=404)
    asked, scheme = found
    shown = {"entry": asked, "scheme": scheme, "key": key, "course": _course()}
    if asked.sent_at is not None:
        return render(request, "scheme/entry_sent.html", {**shown, **_told(asked)})
    is_ready = "keep" not in request.POST
    form = EntryForm(
        request.POST or None,
        scheme=scheme,
        is_ready=is_ready,
        initial={name: getattr(asked, name) for name in EntryForm.base_fields},
    )
    if request.method == "POST" and form.is_valid():
        try:
            entrance.fill_in(key=key, is_ready=is_ready, now=now, **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            if not is_ready:
                messages.success(request, gettext("Kept. Go on later with the same link."))
            return redirect(request.path)
    return render(request, "scheme/entry.html", {**shown, "form": form})


def _behind(key: Doorkey) -> tuple[Entry, Scheme] | None:
    """What the key opens; None where nothing is kept of it any more."""
    with open_scope(organisation_id=key.organisation_id, via="entry"):
        asked = Entry.objects.select_related("organisation").filter(pk=key.object_id).first()
        if asked is None:
            return None
        return asked, Scheme.objects.select_related("fund").get(pk=asked.scheme_id)


def _told(asked: Entry) -> dict[str, object]:
    """How far it is, and what was filled in, in msgids."""
    return {
        "at": len(COURSE) + (1 if asked.admitted_at else 0),
        "applicant": APPLICANTS[Applicant(asked.applicant)],
        "phase": PHASES[Phase(asked.phase)],
        "wishes": [support.name for kind, support in SUPPORT.items() if kind in asked.wishes],
    }


def _course() -> list[str]:
    return [gettext(name) for name in COURSE]
