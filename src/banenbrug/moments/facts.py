"""The dates of a contract as the rules of moments ask for them."""

from datetime import date

from banenbrug.contracts.models import Contract
from banenbrug.moments.rules import ContractDates


def dates_of(contract: Contract, *, talked_on: date | None) -> ContractDates:
    """The dates that give moments; `talked_on` is the last day of a conversation about it."""
    return ContractDates(
        start=contract.start,
        end=contract.end,
        extension_count=contract.extension_count,
        extension_months=contract.extension_months,
        notice_months=contract.notice_months,
        kind=contract.kind,
        talked_on=talked_on,
    )
