"""Making and changing a scheme, which never breaks what was granted."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from banenbrug.engine.work import defer
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations.models import Membership
from banenbrug.scheme.actions.marks import actor
from banenbrug.scheme.models import Allowance, Purse, Scheme
from banenbrug.scheme.queries.locking import change_terms
from banenbrug.scheme.queries.schemes import purse_of, standing_of, terms_of
from banenbrug.scheme.rules.moves import why_not_side
from banenbrug.scheme.rules.schemes import Terms, breaches, faults
from banenbrug.scheme.rules.states import Side

TEXTS = ("name", "goal", "basis", "conditions", "contact_email")


@transaction.atomic
def make_scheme(
    *, by: Membership, terms: Terms, values: Mapping[str, Any], now: datetime, slug: str = ""
) -> Scheme:
    """A new scheme, which nobody else sees before it is published.

    `values` are texts, the rate in cents, whether both hands are needed, and the adviser.
    """
    refuse(why_not_side(Side.FUND, actor(by).side))
    _refuse_first(faults(terms))
    address = slug or slugify(values["name"])[:60]
    if Scheme.objects.filter(slug=address).exists():
        raise Refused(_name_taken(), field="name")
    scheme = Scheme(fund_id=by.organisation_id, slug=address, made_at=now)
    _fill(scheme, terms, values)
    try:
        with transaction.atomic():
            scheme.save()
    except IntegrityError as error:  # the name of another fund's scheme that is not published yet
        raise Refused(_name_taken(), field="name") from error
    Purse.objects.create(fund_id=by.organisation_id, scheme=scheme, total=terms.total)
    return scheme


@transaction.atomic
def change_scheme(
    *, by: Membership, scheme: Scheme, terms: Terms, values: Mapping[str, Any]
) -> Scheme:
    """Change a scheme. What would break what was received, claimed or granted is refused."""
    refuse(why_not_side(Side.FUND, actor(by).side))
    scheme = Scheme.objects.select_for_update(no_key=True).get(
        pk=scheme.pk, fund_id=by.organisation_id
    )
    change_terms(scheme.pk)
    # In the order of locks: first what organisations may have, then the purse.
    allowances = list(Allowance.objects.select_for_update().filter(scheme=scheme).order_by("pk"))
    purse = Purse.objects.select_for_update().get(scheme=scheme)
    _refuse_first(faults(terms))
    standing = standing_of(scheme, purse=purse, allowances=allowances)
    _refuse_first(breaches(now=terms_of(scheme, purse), wanted=terms, standing=standing))
    _fill(scheme, terms, values)
    scheme.save()
    Allowance.objects.filter(scheme=scheme).update(cap=terms.cap)
    Purse.objects.filter(pk=purse.pk).update(total=terms.total)
    if terms.total > purse.total:
        defer("scheme.hand_out", organisation_id=scheme.fund_id, scheme_id=scheme.pk)
    return scheme


@transaction.atomic
def publish_scheme(*, by: Membership, scheme: Scheme) -> Scheme:
    """Show a scheme to everybody, on the public page."""
    refuse(why_not_side(Side.FUND, actor(by).side))
    purse = purse_of(scheme)
    Scheme.objects.filter(pk=scheme.pk, fund_id=by.organisation_id).update(is_published=True)
    Purse.objects.filter(pk=purse.pk).update(is_published=True)
    scheme.is_published = True
    return scheme


def _fill(scheme: Scheme, terms: Terms, values: Mapping[str, Any]) -> None:
    for field in fields(Terms):
        if field.name != "total":
            value = getattr(terms, field.name)
            setattr(scheme, field.name, list(value) if field.name in _LISTS else value)
    for name in TEXTS:
        setattr(scheme, name, str(values.get(name, "")).strip())
    scheme.rate = values.get("rate")
    scheme.needs_hands = bool(values.get("needs_hands", True))
    scheme.adviser = values.get("adviser")


_LISTS = ("kinds", "applicants")


def _name_taken() -> Refusal:
    return Refusal(
        "scheme_name_taken", N_("Another scheme has this name. Add a year or a place to it.")
    )


def _refuse_first(found: Any) -> None:
    for field, refusal in found:
        raise Refused(refusal, field=field)
