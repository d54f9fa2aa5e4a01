"""People and doors: choosing an organisation, inviting, joining, roles."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_POST

from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations import actions
from banenbrug.organisations.access import invitation_for, membership_for, require
from banenbrug.organisations.doorkeys import key_for
from banenbrug.organisations.doors import home_of
from banenbrug.organisations.forms import (
    InvitationForm,
    LanguageForm,
    NewPasswordForm,
    RolesForm,
)
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.models import Invitation, User
from banenbrug.organisations.queries import (
    has_second_step,
    memberships_of,
    open_invitations,
    people_of,
    second_step_of,
)
from banenbrug.organisations.roles import Right
from banenbrug.web.refusals import show_refusal
from banenbrug.web.words import say

SIGN_IN = settings.AUTHENTICATION_BACKENDS[0]


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """The organisations of this person; with one of them, straight to its first page."""
    memberships = list(memberships_of(request.user.pk))
    if len(memberships) == 1 and (home := home_of(memberships[0])):
        return redirect(home)
    doors = [
        (membership, home_of(membership), membership.has(Right.SEE_PEOPLE))
        for membership in memberships
    ]
    return render(request, "organisations/choose.html", {"doors": doors})


def people(request: ScopedRequest, organisation: str) -> HttpResponse:
    """Who works here, with which roles, and who is invited."""
    member = request.member
    require(member, see=Right.SEE_PEOPLE)
    return render(
        request,
        "organisations/people.html",
        {
            "people": people_of(member.organisation_id),
            "invitations": open_invitations(member.organisation_id),
            "may_manage": member.has(Right.MANAGE_PEOPLE),
        },
    )


def invite(request: ScopedRequest, organisation: str) -> HttpResponse:
    """Invite a colleague by letter."""
    member = request.member
    require(member, see=Right.SEE_PEOPLE, to=Right.MANAGE_PEOPLE)
    form = InvitationForm(request.POST or None, kind=member.organisation.kind)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(by=member, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The invitation is on its way."))
            return redirect("organisations:people", organisation=organisation)
    return render(request, "organisations/invite.html", {"form": form})


@require_POST
def withdraw(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Withdraw an invitation that nobody accepted yet."""
    invitation = invitation_for(request.member, pk)
    try:
        actions.withdraw_invitation(invitation=invitation, now=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        messages.success(request, gettext("The invitation is withdrawn. The link no longer works."))
    return redirect("organisations:people", organisation=organisation)


def roles(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Change the roles of a colleague, or end the membership."""
    colleague = membership_for(request.member, pk, to=Right.MANAGE_PEOPLE)
    colleague.organisation = request.member.organisation
    leaving = "end" in request.POST
    form = RolesForm(
        {"roles": colleague.roles} if leaving else request.POST or None,
        kind=colleague.organisation.kind,
        initial={"roles": colleague.roles},
    )
    if request.method == "POST" and form.is_valid():
        try:
            if leaving:
                actions.end_membership(member=colleague, now=timezone.now())
                done = gettext("The door is closed for %(name)s.")
            else:
                actions.change_roles(member=colleague, roles=form.cleaned_data["roles"])
                done = gettext("The roles of %(name)s are changed.")
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, done % {"name": colleague.name})
            if colleague.pk == request.member.pk:  # who may not see this page any more
                return redirect("organisations:choose")
            return redirect("organisations:people", organisation=organisation)
    return render(
        request,
        "organisations/roles.html",
        {
            "form": form,
            "colleague": colleague,
            "has_second_step": has_second_step(colleague.user_id),
            "is_me": colleague.pk == request.member.pk,
        },
    )


@require_POST
def take_away_second_step(request: ScopedRequest, organisation: str, pk: int) -> HttpResponse:
    """Help a colleague who lost phone and codes."""
    colleague = membership_for(request.member, pk, to=Right.MANAGE_PEOPLE)
    try:
        actions.take_away_second_step(by=request.member, member=colleague, now=timezone.now())
    except Refused as refused:
        messages.error(request, say(refused.refusal))
    else:
        done = gettext("%(name)s gets a letter that leads to a new password.")
        messages.success(request, done % {"name": colleague.name})
    return redirect("organisations:roles", organisation=organisation, pk=pk)


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Somebody's own page: where he works, the language, and how he signs in."""
    user = request.user
    assert isinstance(user, User)
    form = LanguageForm(request.POST or None, initial={"language": user.language})
    if request.method == "POST" and form.is_valid():
        language = form.cleaned_data["language"]
        actions.choose_language(user=user, language=language)
        with override(language):
            messages.success(request, gettext("Pages and letters are in English from now on."))
        answer = redirect("organisations:profile")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language)
        return answer
    return render(
        request,
        "organisations/profile.html",
        {
            "form": form,
            "memberships": memberships_of(user.pk),
            "second_step": second_step_of(user.pk),
        },
    )


def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Join with the key of a letter: with a password when new, else as who is signed in."""
    now = timezone.now()
    key = key_for(secret, purpose="invitation", now=now)
    if key is None:
        return render(request, "organisations/key_closed.html", status=404)
    with scope(organisation_id=key.organisation_id):
        invitation = Invitation.objects.select_related("organisation").get(pk=key.object_id)
    known = User.objects.filter(email=invitation.email).exists()
    if known and not request.user.is_authenticated:
        return redirect(f"{reverse(settings.LOGIN_URL)}?next={request.path}")
    form = NewPasswordForm(request.POST or None) if not known else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            member = actions.accept_invitation(
                key=key,
                user=request.user if known else None,  # type: ignore[arg-type]
                password=form.cleaned_data["password"] if form else None,
                language=get_language() or "nl",
                now=now,
            )
        except Refused as refused:
            messages.error(request, say(refused.refusal))
        else:
            if not known:
                login(request, member.user, backend=SIGN_IN)
            return redirect("organisations:choose")
    return render(request, "organisations/accept.html", {"form": form, "invitation": invitation})
