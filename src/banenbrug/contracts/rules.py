"""What a contract, a clause and a supplier can be. Pure; amounts in cents."""

from datetime import date
from enum import StrEnum

from banenbrug.foundation.formats import holds_bsn, show_date
from banenbrug.foundation.refusals import N_, Refusal


class ContractKind(StrEnum):
    """A contract, or a year of payments to one supplier without a known contract."""

    CONTRACT = "contract"
    PURCHASE = "purchase"


class ClauseForm(StrEnum):
    """The forms of a social clause that are seen in practice (`domain/sroi.md` §2.1)."""

    SHARE_OF_SUM = "share_of_sum"
    SHARE_OF_TURNOVER = "share_of_turnover"
    SHARE_OF_WAGES = "share_of_wages"
    FIXED_AMOUNT = "fixed_amount"
    AWARD_CRITERION = "award_criterion"
    PLACES = "places"
    BEST_EFFORT = "best_effort"
    LETTER_OF_INTENT = "letter_of_intent"
    RESERVED = "reserved"
    PSO = "pso"


CLAUSE_NAMES: dict[ClauseForm, str] = {
    ClauseForm.SHARE_OF_SUM: N_("percentage of the contract sum"),
    ClauseForm.SHARE_OF_TURNOVER: N_("percentage of the invoiced turnover"),
    ClauseForm.SHARE_OF_WAGES: N_("percentage of the wage sum"),
    ClauseForm.FIXED_AMOUNT: N_("fixed amount"),
    ClauseForm.AWARD_CRITERION: N_("promise made in the award"),
    ClauseForm.PLACES: N_("number of places"),
    ClauseForm.BEST_EFFORT: N_("best effort, in words"),
    ClauseForm.LETTER_OF_INTENT: N_("letter of intent beside the contract"),
    ClauseForm.RESERVED: N_("reserved contract"),
    ClauseForm.PSO: N_("PSO level"),
}


class PsoLevel(StrEnum):
    """Levels of the Prestatieladder Socialer Ondernemen (`domain/sroi.md` §1.6)."""

    ASPIRANT = "aspirant"
    BASE = "base"
    ONE = "1"
    TWO = "2"
    THREE = "3"


def why_not_dates(*, start: date | None, end: date | None) -> Refusal | None:
    """A contract cannot end before it starts."""
    if start and end and end < start:
        days = {"start": start, "end": end}
        return Refusal(
            "ends_before_start",
            N_("The end (%(end)s) is before the start (%(start)s). Check which date is wrong."),
            {name: show_date(day, "nl", style="field") for name, day in days.items()},
        )
    return None


def why_not_text(text: str) -> Refusal | None:
    """Free text holds no BSN."""
    if not holds_bsn(text):
        return None
    return Refusal(
        "looks_like_bsn",
        N_("This text holds a number that looks like a BSN. Banenbrug never keeps that."),
    )


def other_currency(*, said: str, known: str) -> Refusal:
    """The refusal of an amount in another currency than the amount that stays beside it."""
    return Refusal(
        "currency_differs",
        N_(
            "This amount is in %(said)s, but the other amount of this contract stands in the "
            "register in %(known)s. Put both amounts in the file, in one currency."
        ),
        {"said": said, "known": known},
    )


def why_not_owner(*, name: str, has_hand: bool, has_left: bool) -> Refusal | None:
    """The hands of a contract are people who work here, each in the department of that hand."""
    if has_left:
        return Refusal(
            "owner_has_left", N_("%(name)s does not work here any more."), {"name": name}
        )
    if not has_hand:
        return Refusal(
            "owner_of_other_hand",
            N_("%(name)s does not have that role. Choose somebody else, or ask the keyholder."),
            {"name": name},
        )
    return None


def why_not_link(*, kind: str, has_account: bool) -> Refusal | None:
    """Only a supplier's organisation can be the account of a supplier, and only one."""
    if has_account:
        return Refusal("already_linked", N_("This supplier has a door here already."))
    if kind != "supplier":
        return Refusal("not_a_supplier", N_("This organisation is not a supplier."))
    return None
