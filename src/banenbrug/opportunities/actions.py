"""What happens to the choice of a school and to its weights; each is one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from banenbrug.contracts.models import Contract
from banenbrug.foundation.refusals import refuse
from banenbrug.opportunities import choosing
from banenbrug.opportunities.models import CategoryWeight, Choice, Chosen, Signature, Weights
from banenbrug.opportunities.queries import best_of, ended_of, weighed_of
from banenbrug.opportunities.rules import KINDS, TOP, Kind
from banenbrug.opportunities.standings import weigh_by_settings
from banenbrug.opportunities.undoing import LastChange, take_back
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Hand


@transaction.atomic
def put_in(
    *,
    by: Membership,
    contracts: Sequence[Contract],
    instead_of: Contract | None = None,
    today: date,
    now: datetime,
) -> None:
    """Put contracts on the list, at the end or in the place of another. Signatures fall away."""
    choice = _open_choice(by, now)
    chosen = _chosen(choice)
    for contract in contracts:
        if instead_of is not None:
            refuse(None if instead_of.pk in chosen else choosing.NOT_ON_LIST)
        ended = contract.end is not None and contract.end < today
        places_left = TOP - len(chosen) + (instead_of is not None)
        is_in = contract.pk in chosen
        refuse(choosing.why_not_put_in(has_ended=ended, is_in=is_in, places_left=places_left))
        if instead_of is None:
            chosen.append(contract.pk)
        else:
            chosen[chosen.index(instead_of.pk)] = contract.pk
            instead_of = None
    _write(choice, chosen)


@transaction.atomic
def take_out(*, by: Membership, contract: Contract, now: datetime) -> None:
    """Take a contract off the list. Signatures fall away."""
    choice = _open_choice(by, now)
    chosen = _chosen(choice)
    refuse(None if contract.pk in chosen else choosing.NOT_ON_LIST)
    chosen.remove(contract.pk)
    _write(choice, chosen)


@transaction.atomic
def move_up(*, by: Membership, contract: Contract, now: datetime) -> None:
    """Move a contract one place up; the first stays where it is. Signatures fall away."""
    choice = _open_choice(by, now)
    chosen = _chosen(choice)
    refuse(None if contract.pk in chosen else choosing.NOT_ON_LIST)
    place = chosen.index(contract.pk)
    if place > 0:
        chosen[place - 1 : place + 1] = [contract.pk, chosen[place - 1]]
        _write(choice, chosen)


@transaction.atomic
def sign(
    *, by: Membership, hand: Hand, shown: Sequence[int], today: date, now: datetime
) -> Signature:
    """Stand behind the list for one department. `shown` is the list that was on the screen."""
    choice = _open_choice(by, now)
    chosen = _chosen(choice)
    refuse(
        choosing.why_not_sign(
            hand=hand,
            hands=by.hands,
            signed=set(choice.signatures.values_list("hand", flat=True)),
            shown=shown,
            chosen=chosen,
            ended=ended_of(by.organisation_id, chosen, today=today),
        )
    )
    return Signature.objects.create(
        organisation_id=by.organisation_id,
        choice=choice,
        hand=hand.value,
        member=by,
        signed_at=now,
    )


@transaction.atomic
def choose_anew(*, by: Membership, now: datetime) -> None:
    """Close the list as it stands; the contracts with the highest scores come in its place."""
    _wait_for_others(by)
    Choice.objects.filter(organisation_id=by.organisation_id, closed_at=None).update(closed_at=now)


@transaction.atomic
def save_weights(*, by: Membership, values: Mapping[str, Any], today: date) -> None:
    """Change what counts and how much, and the assumptions; all contracts are weighed anew."""
    _wait_for_others(by)
    found = Weights.objects.filter(organisation_id=by.organisation_id).first()
    own = found or Weights(organisation_id=by.organisation_id)
    for name, value in values.items():
        setattr(own, name, value)
    own.save()
    weigh_by_settings(by.organisation_id, today=today)


@transaction.atomic
def save_categories(*, by: Membership, kinds: Mapping[str, Kind], today: date) -> None:
    """Say what kinds of work are worth here. What equals the default again needs no row."""
    _wait_for_others(by)
    rows = CategoryWeight.objects.filter(organisation_id=by.organisation_id)
    own = {row.category: row for row in rows}
    for code, kind in kinds.items():
        row = own.get(code)
        if kind == KINDS[code]:
            if row is not None:
                row.delete()
            continue
        if row is None:
            row = CategoryWeight(organisation_id=by.organisation_id, category=code)
        elif Kind(row.score, row.labour_low, row.labour_high) == kind:
            continue
        row.score, row.labour_low, row.labour_high = (
            kind.score,
            kind.labour_low,
            kind.labour_high,
        )
        row.save()
    weigh_by_settings(by.organisation_id, today=today)


@transaction.atomic
def undo_weights(*, by: Membership, change: LastChange, today: date) -> None:
    """Take the last change of the weights back."""
    _wait_for_others(by)
    take_back(by.organisation_id, change)
    weigh_by_settings(by.organisation_id, today=today)


def _wait_for_others(by: Membership) -> None:
    """Be the only one of the school who sets or chooses, until the transaction ends."""
    weighed_of(by.organisation_id)


def _open_choice(by: Membership, now: datetime) -> Choice:
    """The list that is open, held until the end; a new one begins with the highest scores."""
    _wait_for_others(by)
    here = {"organisation_id": by.organisation_id}
    choice = Choice.objects.filter(closed_at=None, **here).first()
    if choice is None:
        choice = Choice.objects.create(made_by=by, made_at=now, **here)
        _place(choice, best_of(by.organisation_id, most=TOP))
    return choice


def _chosen(choice: Choice) -> list[int]:
    return list(choice.chosen.order_by("place").values_list("contract_id", flat=True))


def _write(choice: Choice, contracts: Sequence[int]) -> None:
    there = {row.contract_id: row for row in choice.chosen.all()}
    for pk in there.keys() - set(contracts):
        there[pk].delete()
    for place, pk in enumerate(contracts, start=1):
        if pk in there and there[pk].place != place:
            there[pk].place = place
            there[pk].save(update_fields=["place"])
    _place(choice, contracts, keep=set(there))
    choice.signatures.all().delete()


def _place(choice: Choice, contracts: Sequence[int], *, keep: set[int] | None = None) -> None:
    Chosen.objects.bulk_create(
        Chosen(organisation_id=choice.organisation_id, choice=choice, contract_id=pk, place=place)
        for place, pk in enumerate(contracts, start=1)
        if pk not in (keep or set())
    )
