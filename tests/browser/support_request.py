"""The way of a hogeschool into a support scheme, each step on screen by whose work it is."""

from datetime import timedelta

from banenbrug.scheme.rules.letters import LetterKind
from tests.browser.chain import dutch
from tests.browser.support import (
    ADVISER,
    FUND,
    JOOST,
    MILA,
    SCHEME,
    SCHEME_NAME,
    SCHOOL,
    SCHOOL_NAME,
    People,
    open_link,
    spoken,
    subject,
)

BRIN = "21MI"
QUESTION = "Onze schoonmaker wil meedoen. Hoe maken we daar banen van?"
PASSWORD = "mijn eerste dag op het werk"


# --- from the start page to the fund


def knock(people: People) -> None:
    """Find the scheme from the start page, and ask for the letter that proves an address."""
    who = people.applicant
    who.open("desk:start")
    who.follow("scheme:scheme_public", scheme=SCHEME)
    who.follow("scheme:knock", scheme=SCHEME)
    who.fill(brin=BRIN, name=MILA.name, email=MILA.email, applicant="buyer")
    who.send()
    who.arrived_at("scheme:knock")
    assert who.page.locator("main form").count() == 0


def fill_in(people: People) -> None:
    """Write the question behind the link, keep it, go on with the same link, and hand it in."""
    who = people.applicant
    until = spoken(people.today + timedelta(days=14)).partition(" ")[2]
    letter = people.letters.take(MILA.email, MILA.name, SCHOOL_NAME, until)
    open_link(who, letter, "scheme:entry")
    who.fill(question=QUESTION)
    who.click(who.page.locator("main [name=keep]"))
    open_link(who, letter, "scheme:entry")
    assert who.page.locator("[name=question]").input_value() == QUESTION
    who.fill(phase="no_action")
    who.page.locator("[name=wishes][value=lab]").check()
    who.send()
    who.arrived_at("scheme:entry")
    assert who.page.locator("main form").count() == 0


def find_entry(people: People) -> int:
    """Find on Today who knocked, and read it; gives its number."""
    who = people.officer
    who.open("desk:fund", fund=FUND)
    who.click(who.page.locator(f'main a[href^="/fonds/{FUND}/aanmeldingen/"]'))
    entry = who.arrived_at("scheme:entry_of_fund")
    assert QUESTION in who.text("main")
    return entry


def let_in(people: People, entry: int) -> None:
    """Let this person in."""
    who = people.officer
    who.open("scheme:entry_of_fund", fund=FUND, pk=entry)
    who.press("scheme:admit", fund=FUND, pk=entry)
    assert who.arrived_at("scheme:entry_of_fund") == entry


# --- the request, with both hands


def join(people: People) -> int:
    """Choose a password by the invitation, and find the request on Today; gives its number."""
    who = people.applicant
    letter = people.letters.take(MILA.email, MILA.name, SCHOOL_NAME)
    open_link(who, letter, "organisations:accept")
    who.fill(password=PASSWORD)
    who.send()
    who.arrived_at("desk:today")
    who.click(who.page.locator(f'main a[href^="/o/{SCHOOL}/aanvragen/"][href$="/vraag/"]'))
    return who.arrived_at("scheme:write_request")


def finish_request(people: People, request: int) -> None:
    """Go through the steps: what was filled in stands there; give the own hand, ask the other."""
    who = people.applicant
    here: dict[str, str | int] = {"organisation": SCHOOL, "pk": request}
    assert who.page.locator("[name=question]").input_value() == QUESTION
    assert who.page.locator("[name=phase]:checked").input_value() == "no_action"
    assert who.page.locator("[name=applicant_role]:checked").input_value() == "buyer"
    who.send()
    who.arrived_at("scheme:wish_support")
    assert who.page.locator("[name=wishes]:checked").input_value() == "lab"
    who.fill(hours_wished="40")
    who.send()
    who.arrived_at("scheme:hands")
    who.press("scheme:give_hand", **here, hand="procurement")
    who.follow("scheme:ask_hand", **here, hand="hr")
    who.fill(name=JOOST.name, email=JOOST.email)
    who.send()
    who.arrived_at("scheme:hands")
    assert JOOST.email in who.text("#hr")


def take_part(people: People) -> str:
    """Give the other hand by the link of the letter alone; gives the address of that link."""
    who = people.colleague
    asked = (subject(LetterKind.HAND_ASKED), JOOST.name, MILA.name, SCHEME_NAME)
    letter = people.letters.take(JOOST.email, *asked)
    open_link(who, letter, "scheme:hand")
    assert QUESTION in who.text("main")
    with who.page.expect_navigation():  # what is shown now cannot be opened once more
        who.page.locator("main form button.nl-button--primary").click()
    assert JOOST.name in who.text("main")
    return letter.link.removeprefix(who.origin)


def submit_request(people: People, request: int) -> None:
    """Read everything once more and hand it in."""
    who = people.applicant
    who.open("scheme:hands", organisation=SCHOOL, pk=request)
    assert JOOST.name in who.text("#hr")
    who.follow("scheme:submit_request", organisation=SCHOOL, pk=request)
    who.send()
    who.arrived_at("scheme:dossier")
    received = (subject(LetterKind.REQUEST_RECEIVED), SCHEME_NAME, spoken(people.today))
    letter = people.letters.take(MILA.email, *received)
    assert open_link(who, letter, "scheme:dossier") == request
    new = subject(LetterKind.NEW_REQUEST, school=SCHOOL_NAME)
    people.letters.take(people.cast.officer.email, new, SCHEME_NAME)


# --- the adviser, the intake talk and the homework


def assign(people: People, request: int) -> None:
    """Choose the adviser on the page that Today leads to."""
    who = people.officer
    who.open("desk:fund", fund=FUND)
    who.follow("scheme:assign", organisation=FUND, pk=request)
    who.page.get_by_label("Adviesbrug").check()
    who.send()
    who.arrived_at("scheme:dossier")
    people.letters.take(MILA.email, subject(LetterKind.ADVISER_ASSIGNED), "Adviesbrug")


def hold_talk(people: People, request: int) -> None:
    """Take the dossier in hand, plan the talk, hold it, and leave two tasks."""
    who = people.adviser
    here: dict[str, str | int] = {"organisation": ADVISER, "pk": request}
    assigned = subject(LetterKind.DOSSIER_FOR_YOU, school=SCHOOL_NAME)
    letter = people.letters.take(people.cast.adviser.email, assigned)
    assert open_link(who, letter, "scheme:dossier") == request
    who.press("scheme:take_in_hand", **here)
    who.follow("scheme:plan_intake", **here)
    who.fill(day=dutch(people.today), time="10.00", place="Kade 2.14")
    who.send()
    planned = subject(LetterKind.INTAKE_PLANNED, intake_day=spoken(people.today))
    people.letters.take(MILA.email, planned, people.cast.adviser.name, "10.00", "Kade 2.14")
    who.follow("scheme:hold_intake", **here)
    due = dutch(people.today + timedelta(days=7))
    who.fill(
        held_on=dutch(people.today),
        notes="Er is beleid. De leverancier wil meedoen.",
        **{"task-1-owner": MILA.name, "task-1-due": due},
        **{"task-2-owner": JOOST.name, "task-2-due": due},
    )
    who.send()
    who.arrived_at("scheme:dossier")


def do_homework(people: People) -> None:
    """Tick both tasks off."""
    who = people.applicant
    held = subject(LetterKind.INTAKE_HELD)
    open_link(
        who,
        people.letters.take(MILA.email, held, people.cast.adviser.name),
        "scheme:dossier",
    )
    ticks = who.page.locator('main form[action*="/huiswerk/"] button:not([name=undo])')
    for left in (2, 1):
        assert ticks.count() == left
        who.click(ticks)
    assert ticks.count() == 0
