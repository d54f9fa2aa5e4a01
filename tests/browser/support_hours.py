"""The hours of a support scheme: planned, asked, granted, worked and settled, each on screen."""

import re
from datetime import timedelta

from playwright.sync_api import APIResponse

from banenbrug.scheme.rules.letters import LetterKind
from tests.browser.chain import dutch
from tests.browser.letterbox import Letter
from tests.browser.support import (
    ADVISER,
    FUND,
    JOOST,
    MILA,
    RIVAL,
    SCHOOL,
    SCHOOL_NAME,
    People,
    open_link,
    spoken,
    subject,
)
from tests.browser.visitor import Visitor

LAB, WORKSHOP = "Proeftuin dagschoonmaak", "Werkplaats inkoop en HR"
REMARK = "Twaalf uur is te krap voor twee dagen."
GRANT_REMARK = "Fijn dat HR en inkoop samen komen."
ASKED_BACK = "Hoeveel mensen zijn er begonnen?"


# --- the plan


def make_plan(people: People, request: int) -> int:
    """Write a living lab and a workshop of two days, and offer them; gives its number."""
    who = people.adviser
    who.open("scheme:dossier", organisation=ADVISER, pk=request)
    who.press("scheme:start_plan", organisation=ADVISER, pk=request)
    application = who.arrived_at("scheme:write_plan")
    days = [people.today + timedelta(days=days) for days in (7, 14, 15)]
    who.fill(
        goal="Twee mensen aan het werk",
        approach="Met de schoonmaker aan tafel, en dan samen het contract door.",
        **{"activities-0-kind": "lab", "activities-0-title": LAB, "activities-0-hours": "24"},
        **{"activities-0-supplier": "Helder Schoonmaak", "activities-0-days": dutch(days[0])},
        **{"activities-1-kind": "workshop", "activities-1-title": WORKSHOP},
        **{"activities-1-hours": "12", "activities-1-days": ", ".join(map(dutch, days[1:]))},
        **{"activities-1-procurement": MILA.name, "activities-1-hr": JOOST.name},
    )
    who.send()
    who.arrived_at("scheme:plan")
    who.press("scheme:offer_plan", organisation=ADVISER, pk=application)
    return application


def remark(people: People, application: int) -> None:
    """Say something about the workshop."""
    who = people.applicant
    letter = _plan_letter(people, number="1", hours="36")
    assert open_link(who, letter, "scheme:plan") == application
    part = who.page.locator("#activity-2")
    part.locator("summary").click()
    part.locator("textarea").fill(REMARK)
    who.click(part.locator("form button"))
    assert REMARK in who.text("#activity-2")


def _plan_letter(people: People, *, number: str, hours: str) -> Letter:
    ready = subject(LetterKind.PLAN_READY)
    return people.letters.take(MILA.email, ready, people.cast.adviser.name, number, hours)


def mend_plan(people: People, application: int) -> None:
    """Read the remark, write a second version and offer it."""
    who = people.adviser
    said = subject(LetterKind.PLAN_REMARK, school=SCHOOL_NAME)
    letter = people.letters.take(people.cast.adviser.email, said, MILA.name, "1")
    assert open_link(who, letter, "scheme:plan") == application
    who.follow("scheme:write_plan", organisation=ADVISER, pk=application)
    assert REMARK in who.text("main aside")
    who.fill(**{"activities-1-hours": "16"})
    who.send()
    who.press("scheme:offer_plan", organisation=ADVISER, pk=application)


def compare(people: People, application: int) -> tuple[list[str], list[str]]:
    """What went and what came between the two versions."""
    who = people.applicant
    letter = _plan_letter(people, number="2", hours="40")
    assert open_link(who, letter, "scheme:plan") == application
    who.follow("scheme:compare_versions", organisation=SCHOOL, pk=application)
    page = who.page.locator("main")
    return page.locator("del").all_inner_texts(), page.locator("ins").all_inner_texts()


def submit(who: Visitor, school: str, application: int) -> list[str]:
    """Hand a plan in; gives the hours asked, set aside and waited for, and the place."""
    who.open("scheme:plan", organisation=school, pk=application)
    who.follow("scheme:submit_application", organisation=school, pk=application)
    who.fill(expected="Twee banen", mandate_name="Ans Verbeek", mandate_role="Directeur")
    who.send()
    assert who.arrived_at("scheme:application") == application
    hours = who.page.locator("main .bb-fig > p b").all_inner_texts()
    place = who.text("main section:has(.bb-figs) > p:has(b)")
    return [*hours, *re.findall(r"\d+", place)[:1]]


# --- the grant, the activities and their hours


def grant(people: People, application: int) -> None:
    """Grant the hours from the page that Today leads to."""
    who = people.officer
    who.open("desk:fund", fund=FUND)
    who.follow("scheme:decide", organisation=FUND, pk=application)
    who.fill(remark=GRANT_REMARK)
    who.click(who.page.locator("#grant form button"))
    assert who.arrived_at("scheme:application") == application


def paper(who: Visitor, name: str) -> APIResponse:
    """Fetch a paper to which this page links."""
    address = who.page.locator(f'main a[href$="/{name}.pdf"]').get_attribute("href")
    return who.context.request.get(f"{who.origin}{address}")


def hold(people: People, application: int, title: str, *, hours: str) -> int:
    """Say that an activity was held today, and enter its hours; gives its number."""
    who = people.adviser
    who.open("scheme:application", organisation=ADVISER, pk=application)
    who.click(who.page.get_by_role("link", name=title))
    activity = who.arrived_at("scheme:activity")
    who.follow("scheme:hold_activity", organisation=ADVISER, pk=activity)
    who.send()
    assert who.arrived_at("scheme:activity") == activity
    enter(who, activity, hours=hours, what=title)
    assert who.arrived_at("scheme:activity") == activity
    return activity


def enter(who: Visitor, activity: int, *, hours: str, what: str) -> None:
    """Fill in hours that were worked today."""
    who.follow("scheme:enter_work", organisation=ADVISER, pk=activity)
    who.fill(hours=hours, what=what)
    who.send()


def confirm(people: People, activity: int, *, hours: str) -> None:
    """Say that the hours are right, behind the link of the letter."""
    who = people.applicant
    entered = subject(LetterKind.WORK_ENTERED, worked_hours=hours)
    told = (entered, people.cast.adviser.name, spoken(people.today))
    assert open_link(who, people.letters.take(MILA.email, *told), "scheme:activity") == activity
    who.click(who.page.locator('main form[action$="/bevestigen/"] button'))
    assert who.arrived_at("scheme:activity") == activity


# --- the account and the settlement


def evaluate(people: People, activity: int, title: str) -> None:
    """Write the evaluation, keep it, and hand it in."""
    who = people.applicant
    due = spoken(people.today + timedelta(days=14))
    letter = people.letters.take(
        MILA.email, subject(LetterKind.EVALUATION_OPEN, activity=title), due
    )
    assert open_link(who, letter, "scheme:evaluation") == activity
    who.fill(results="De leverancier doet mee.", vacancies="2", placements="1", rating="4")
    who.click(who.page.locator("main form button.nl-button--secondary"))
    assert who.arrived_at("scheme:evaluation") == activity
    assert who.page.locator("[name=rating]:checked").input_value() == "4"
    who.fill(may_share="yes", worked_well="Samen aan tafel.")
    who.send()
    assert who.arrived_at("scheme:evaluation") == activity
    assert who.page.locator("main textarea").count() == 0


def ask_back(people: People, activity: int, title: str) -> None:
    """Ask the hogeschool to tell more, and get it."""
    officer, who = people.officer, people.applicant
    assert open_link(officer, _new_evaluation(people, title), "scheme:evaluation") == activity
    officer.follow("scheme:ask_back", organisation=FUND, pk=activity)
    officer.fill(reason=ASKED_BACK)
    officer.send()
    asked = subject(LetterKind.ASKED_BACK)
    letter = people.letters.take(MILA.email, asked, title, ASKED_BACK)
    assert open_link(who, letter, "scheme:evaluation") == activity
    who.fill(results="De leverancier doet mee. Eén iemand is begonnen.")
    who.send()
    assert who.page.locator("main textarea").count() == 0


def accept(people: People, activity: int, title: str) -> None:
    """Accept the evaluation."""
    who = people.officer
    assert open_link(who, _new_evaluation(people, title), "scheme:evaluation") == activity
    who.press("scheme:accept_evaluation", organisation=FUND, pk=activity)
    people.letters.take(MILA.email, subject(LetterKind.EVALUATION_ACCEPTED), title)


def _new_evaluation(people: People, title: str) -> Letter:
    new = subject(LetterKind.NEW_EVALUATION, school=SCHOOL_NAME, activity=title)
    return people.letters.take(people.cast.officer.email, new)


def settle(people: People, application: int) -> None:
    """Settle the hours from the page that Today leads to."""
    who = people.officer
    who.open("desk:fund", fund=FUND)
    who.follow("scheme:application", organisation=FUND, pk=application)
    who.press("scheme:settle", organisation=FUND, pk=application)
    assert who.arrived_at("scheme:application") == application


def turn_comes(people: People, application: int) -> str:
    """What the dossier of who waited says once the letter about the free hours is there."""
    who, came_free = people.rival, subject(LetterKind.HOURS_CAME_FREE)
    letter = people.letters.take(people.cast.waterland.hr.email, came_free, "20")
    assert open_link(who, letter, "scheme:application") == application
    who.click(who.page.locator(f'main nav a[href^="/o/{RIVAL}/aanvragen/"]'))
    who.arrived_at("scheme:dossier")
    return who.text("main")
