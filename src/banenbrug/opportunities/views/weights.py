"""What a school finds important: weights, assumptions, and what kinds of work are worth."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from banenbrug.opportunities import actions, queries
from banenbrug.opportunities.bands import Part
from banenbrug.opportunities.forms import CategoriesForm, WeightsForm
from banenbrug.opportunities.rules import (
    FULL_LABOUR_COST,
    KINDS,
    SUITABLE_HIGH,
    SUITABLE_LOW,
    Facts,
    Scale,
    jobs_range,
)
from banenbrug.opportunities.undoing import last_change
from banenbrug.opportunities.views.shared import pages
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.once import once
from banenbrug.organisations.roles import Right

_EXAMPLE = Facts(category="cleaning", value_per_year=1_000_000_00)
_OTHER_COST = 50_000_00
_OTHER_SHARE = (2, 5)


def weights(request: ScopedRequest, school: str) -> HttpResponse:
    """The weights, the assumptions and what kinds of work are worth."""
    require(request.member, see=Right.SEE_CONTRACTS)
    scale = queries.scale_of(request.member.organisation_id)
    form = _weights_form(request, scale)
    return _page(request, scale, form=form, categories=CategoriesForm(kinds=scale.kinds))


@require_POST
def save_weights(request: ScopedRequest, school: str) -> HttpResponse:
    """Change the weights and the assumptions."""
    _may_set(request)
    scale = queries.scale_of(request.member.organisation_id)
    form = _weights_form(request, scale, request.POST)
    if not form.is_valid():
        return _page(request, scale, form=form, categories=CategoriesForm(kinds=scale.kinds))
    actions.save_weights(by=request.member, values=form.cleaned_data, today=timezone.localdate())
    messages.success(request, gettext("The weights are saved. All scores follow them."))
    return redirect("opportunities:weights", school=school)


@require_POST
def categories(request: ScopedRequest, school: str) -> HttpResponse:
    """Save what kinds of work are worth; or put one back to the default, keeping the others."""
    _may_set(request)
    scale = queries.scale_of(request.member.organisation_id)
    back = request.POST.get("back", "")
    if back:
        if back not in KINDS:
            raise Http404("No such kind of work.")
        _save_kinds(request, {back: KINDS[back]}, gettext("This kind of work is at the default."))
        return redirect("opportunities:weights", school=school)
    form = CategoriesForm(request.POST, kinds=scale.kinds)
    if form.is_valid():
        _save_kinds(request, form.kinds(), gettext("The kinds of work are saved."))
        return redirect("opportunities:weights", school=school)
    own = _weights_form(request, scale)
    return _page(request, scale, form=form, categories=form, weights=own)


@require_POST
@once
def undo(request: ScopedRequest, school: str) -> HttpResponse:
    """Take the last change back."""
    _may_set(request)
    change = last_change(request.member.organisation_id)
    if change is not None:
        actions.undo_weights(by=request.member, change=change, today=timezone.localdate())
        messages.success(request, gettext("The last change is taken back."))
    return redirect("opportunities:weights", school=school)


def _may_set(request: ScopedRequest) -> None:
    require(request.member, see=Right.SEE_CONTRACTS, to=Right.SET_WEIGHTS)


def _save_kinds(request: ScopedRequest, kinds: dict[str, Any], done: str) -> None:
    actions.save_categories(by=request.member, kinds=kinds, today=timezone.localdate())
    messages.success(request, done)


def _weights_form(
    request: ScopedRequest, scale: Scale, posted: QueryDict | None = None
) -> WeightsForm:
    initial = {
        **{part.value: scale.weights[part] for part in Part},
        "labour_cost": scale.labour_cost,
        "suitable_low": scale.suitable_low,
        "suitable_high": scale.suitable_high,
        "places": "\n".join(queries.places_of(request.member.organisation_id)),
    }
    return WeightsForm(posted, shares=scale.shares, initial=initial)


def _page(
    request: ScopedRequest, scale: Scale, *, form: Any, categories: CategoriesForm,
    weights: WeightsForm | None = None,
) -> HttpResponse:  # fmt: skip
    return render(
        request,
        "opportunities/weights.html",
        {
            "form": form,
            "weights": weights or form,
            "categories": categories,
            "scale": scale,
            "example": _EXAMPLE.value_per_year,
            "cost": _what_if(scale, labour_cost=_OTHER_COST) | {"other": _OTHER_COST},
            "share": _what_if(scale, suitable_low=_OTHER_SHARE[0], suitable_high=_OTHER_SHARE[1])
            | {"low": _OTHER_SHARE[0], "high": _OTHER_SHARE[1]},
            "default_cost": FULL_LABOUR_COST,
            "default_low": SUITABLE_LOW,
            "default_high": SUITABLE_HIGH,
            "change": last_change(request.member.organisation_id),
            "may_set": request.member.has(Right.SET_WEIGHTS),
            "pages": pages(request.member.organisation.slug, "opportunities:weights"),
        },
    )


def _what_if(scale: Scale, **other: int) -> dict[str, Decimal | int | None]:
    """The range of an example as it is now, and with another value."""
    now = jobs_range(_EXAMPLE, scale=scale)
    then = jobs_range(_EXAMPLE, scale=replace(scale, **other))  # type: ignore[arg-type]
    return {"now_low": now[0], "now_high": now[1], "then_low": then[0], "then_high": then[1]}
