"""The acts of the chain, each done on screen by one person, from a contract to a counted job."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tests.browser.visitor import Visitor

ONE_JOB = Decimal("110.5")
"""Paid hours a month that make one job: 25.5 a week, 52 weeks a year."""

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


@dataclass(frozen=True)
class HalfYear:
    """The last six whole months that lie in one calendar year."""

    year: int
    first: int

    @property
    def months(self) -> list[str]:
        """The months, as the names of the fields end."""
        return [f"{self.year}-{month:02}" for month in range(self.first, self.first + 6)]

    @property
    def names(self) -> list[str]:
        """The months, as a page in Dutch names them."""
        return [f"{MONTHS[month - 1]} {self.year}" for month in range(self.first, self.first + 6)]

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, self.first, 1)


def last_half_year(today: date) -> HalfYear:
    """January in June is still to be paid, so until July it is the second half of last year."""
    return HalfYear(today.year, today.month - 6) if today.month > 6 else HalfYear(today.year - 1, 7)


def dutch(day: date) -> str:
    """A day as people write it."""
    return f"{day:%d-%m-%Y}"


def talk(who: Visitor, school: str, contract: int, *, hr: str, today: date) -> int:
    """Plan a conversation with both departments, hold it, and give its number."""
    who.open("desk:contract", school=school, pk=contract)
    who.follow("dialogue:plan", school=school, pk=contract)
    who.fill(
        planned_on=dutch(today - timedelta(days=1)),
        planned_time="10.30",
        place="Campus, kamer 1.12",
        supplier_role="accountmanager",
    )
    who.page.get_by_label(hr).check()
    who.send()
    conversation = who.arrived_at("dialogue:conversation")
    who.fill(
        held_on=dutch(today - timedelta(days=1)),
        minutes="Er is werk in de ochtend. HR zoekt mee.",
        mood="4",
    )
    who.press("dialogue:hold", school=school, pk=conversation)
    assert who.arrived_at("dialogue:conversation") == conversation
    return conversation


def promise(who: Visitor, school: str, conversation: int, *, due: date) -> int:
    """Write down a firm commitment for two jobs, confirm it for the school; give its number."""
    who.follow("dialogue:agree", school=school, pk=conversation)
    who.fill(
        what="Twee banen in de dagschoonmaak",
        side="supplier",
        kind="jobs",
        number="2",
        due=dutch(due),
        is_firm="firm",
        basis="intention",
    )
    who.send()
    commitment = who.arrived_at("dialogue:commitment")
    who.press("dialogue:confirm", school=school, pk=commitment)
    assert who.arrived_at("dialogue:commitment") == commitment
    return commitment


def open_vacancy(who: Visitor, school: str, commitment: int, *, workplace: str = "") -> int:
    """Make a vacancy of a commitment, for two people; give its number."""
    who.open("dialogue:commitment", school=school, pk=commitment)
    who.follow("placements:open_vacancy", school=school, pk=commitment)
    who.fill(
        title="Medewerker dagschoonmaak",
        tasks="Je houdt de collegezalen schoon. Je werkt samen met een vaste collega.",
        hours_per_week="25,5",
        workplace=workplace,
    )
    assert who.page.locator("[name=places]").input_value() == "2"  # as was promised
    who.send()
    return who.arrived_at("placements:vacancy")


def place(
    who: Visitor, school: str, vacancy: int, *, route: str, first_day: date, today: date
) -> int:
    """Place somebody who is in the register; on the own payroll without an employer."""
    who.open("placements:vacancy", school=school, pk=vacancy)
    who.follow("placements:place", school=school, pk=vacancy)
    if route == "own_payroll":
        who.fill(employer="")
    who.fill(
        route=route,
        contract_form="permanent",
        planned_hours_per_week="25,5",
        started_on=dutch(first_day),
        in_register=True,
        checked_on=dutch(today),
    )
    who.send()
    return who.arrived_at("placements:placement")


def pay(who: Visitor, school: str, placement: int, half_year: HalfYear, *, hours: Decimal) -> None:
    """Fill in the same paid hours for six months, with the first employer of the table."""
    who.open("placements:placement", school=school, pk=placement)
    for month in half_year.months:
        field = who.page.locator(f'main [name^="hours_"][name$="_{month}"]').first
        field.fill(str(hours).replace(".", ","))
    who.click(who.page.locator('main form[action*="/uren/"] button'))
    who.arrived_at("placements:placement")
