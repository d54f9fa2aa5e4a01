"""Changes to the register by hand. Files have their own actions, in `contracts.register`."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from banenbrug.contracts import rules
from banenbrug.contracts.models import Clause, Contract, Supplier
from banenbrug.contracts.register.contract_row import supplier_key, supplier_sort_key
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse
from banenbrug.organisations.models import Membership, Organisation
from banenbrug.organisations.roles import Hand


def supplier_by_name(*, organisation_id: int, name: str) -> Supplier:
    """The supplier that is known under this name in any spelling, or a new one.

    Refuses a name without letters or figures.
    """
    key = supplier_key(name)
    if not key:
        nameless = Refusal(
            "supplier_nameless", N_("Write the supplier's name in letters or figures.")
        )
        raise Refused(nameless, field="supplier_name")
    supplier, _ = Supplier.objects.get_or_create(
        organisation_id=organisation_id,
        company_key=key,
        defaults={"name": name.strip(), "sort_key": supplier_sort_key(name)},
    )
    return supplier


OWNERS = {"buyer": Hand.PROCUREMENT, "hr": Hand.HR}
"""The two hands of a contract, by the name of their field."""


@transaction.atomic
def save_contract(
    *, by: Membership, contract: Contract | None, supplier_name: str, values: Mapping[str, Any]
) -> Contract:
    """Write a new contract, or change one.

    Refuses an impossible term, a number that is taken, a description with a citizen number and an
    owner without the role. Who owned it already stays, even after changing work.
    """
    impossible = rules.why_not_dates(start=values.get("start"), end=values.get("end"))
    if impossible:
        raise Refused(impossible, field="end")
    _refuse_bsn(values.get("description"), field="description")
    contract = contract or Contract(organisation_id=by.organisation_id)
    for name, hand in OWNERS.items():
        owner = values.get(name)
        if owner and owner.pk != getattr(contract, f"{name}_id"):
            refuse_owner(owner, hand=hand, field=name)
    contract.supplier = supplier_by_name(organisation_id=by.organisation_id, name=supplier_name)
    for name, value in values.items():
        setattr(contract, name, value)
    try:
        with transaction.atomic():
            contract.save()
    except IntegrityError as error:
        if "contract_number_once" not in str(error):
            raise
        taken = Refusal(
            "number_taken",
            N_("Contract number %(number)s with this supplier stands in the register already."),
            {"number": contract.number},
        )
        raise Refused(taken, field="number") from error
    return contract


def refuse_owner(owner: Membership, *, hand: Hand, field: str) -> None:
    """Refuse somebody who cannot be this hand of a contract."""
    wrong = rules.why_not_owner(
        name=owner.name, has_hand=hand in owner.hands, has_left=owner.ended_at is not None
    )
    if wrong:
        raise Refused(wrong, field=field)


@transaction.atomic
def set_clause(*, contract: Contract, form: str, values: Mapping[str, Any]) -> Clause:
    """Write what the contract says about social return; each form stands in it once.

    Refuses words with a citizen number in them.
    """
    _refuse_bsn(values.get("text"), field="text")
    clause, _ = Clause.objects.update_or_create(
        organisation_id=contract.organisation_id,
        contract=contract,
        form=form,
        defaults=dict(values),
    )
    return clause


@transaction.atomic
def remove_clause(*, contract: Contract, form: str) -> None:
    """Take away a clause that was written by mistake; the history keeps it."""
    Clause.objects.filter(
        organisation_id=contract.organisation_id, contract=contract, form=form
    ).delete()


@transaction.atomic
def link_account(*, supplier: Supplier, account: Organisation) -> None:
    """Let a supplier's own organisation read what it shares with this school from now on."""
    refuse(rules.why_not_link(kind=account.kind, has_account=supplier.account_id is not None))
    supplier.account = account
    supplier.save(update_fields=["account"])


def _refuse_bsn(text: str | None, *, field: str) -> None:
    wrong = rules.why_not_text(text or "")
    if wrong:
        raise Refused(wrong, field=field)
