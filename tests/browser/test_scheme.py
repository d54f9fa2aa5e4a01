"""A support scheme from the public page to the settlement, by people in their own browsers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from playwright.sync_api import APIResponse
from pypdf import PdfReader

from banenbrug.scheme.rules.hours import why_not_work
from banenbrug.scheme.rules.letters import LetterKind
from banenbrug.scheme.rules.next_steps import TEXTS, Open
from banenbrug.web.words import say
from tests.browser import support_hours as hours
from tests.browser import support_request as way
from tests.browser.conftest import Hall
from tests.browser.letterbox import Letterbox, post_office
from tests.browser.site import Site, serve
from tests.browser.support import (
    FUND,
    JOOST,
    MILA,
    RIVAL,
    SCHEME,
    SCHOOL,
    SCHOOL_NAME,
    People,
    Seen,
    free_hours,
    look_at,
    prepare,
    subject,
)
from tests.browser.support_hours import GRANT_REMARK, LAB, WORKSHOP
from tests.cast import Cast
from tests.databases import using
from tests.house.doors import SCHOOL_DOORS

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Walk:
    """What pages said on the way; `seen` are those of the fund at which something waited for it."""

    hand: str
    draft: int
    seen: Sequence[Seen]
    changes: tuple[list[str], list[str]]
    received: Sequence[list[str]]
    free: Sequence[str]
    paper: APIResponse
    above: str
    turn: str


@pytest.fixture(scope="module")
def rival_application(database: str) -> int:
    """The plan with which another hogeschool comes second."""
    with using(database):
        return prepare(now=timezone.now() - timedelta(days=2))


@pytest.fixture(scope="module")
def letters() -> Letterbox:
    """Where all letters of this module arrive."""
    return Letterbox()


@pytest.fixture(scope="module")
def site(
    database: str,
    rival_application: int,
    letters: Letterbox,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The program with its worker, and a mail server on this machine."""
    home = tmp_path_factory.mktemp("home")
    with (
        post_office(letters) as mail,
        serve(database=database, home=home, more=mail, beside=["worker"]) as site,
    ):
        yield site


@pytest.fixture(scope="module")
def people(hall: Hall, letters: Letterbox) -> People:
    """Everybody, each with a browser; who comes from outside has not signed in."""
    cast = Cast()
    return People(
        applicant=hall.anonymous(lens=True),
        colleague=hall.anonymous(lens=True),
        officer=hall.enter(cast.officer, lens=True),
        controller=hall.enter(cast.controller, lens=True),
        adviser=hall.enter(cast.adviser, lens=True),
        rival=hall.enter(cast.waterland.hr),
        letters=letters,
        today=timezone.localdate(),
        cast=cast,
    )


@pytest.fixture(scope="module")
def walk(people: People, rival_application: int) -> Walk:
    """The walk itself; whoever cannot take a step fails here, with what the page said."""
    at_fund: dict[str, str | int] = {"organisation": FUND}
    free = [free_hours(people.colleague)]
    way.knock(people)
    way.fill_in(people)
    entry = way.find_entry(people)
    seen = [look_at(people, "scheme:entry_of_fund", fund=FUND, pk=entry)]
    way.let_in(people, entry)
    request = way.join(people)
    draft = people.officer.asks("GET", f"/o/{FUND}/aanvragen/{request}/")
    way.finish_request(people, request)
    hand = way.take_part(people)
    way.submit_request(people, request)
    seen.append(look_at(people, "scheme:dossier", **at_fund, pk=request))
    way.assign(people, request)
    way.hold_talk(people, request)
    way.do_homework(people)

    application = hours.make_plan(people, request)
    hours.remark(people, application)
    hours.mend_plan(people, application)
    changes = hours.compare(people, application)
    first = hours.submit(people.applicant, SCHOOL, application)
    second = hours.submit(people.rival, RIVAL, rival_application)
    free.append(free_hours(people.colleague))
    seen.append(look_at(people, "scheme:plan", **at_fund, pk=application))

    hours.grant(people, application)
    people.applicant.open("scheme:application", organisation=SCHOOL, pk=application)
    paper = hours.paper(people.applicant, "toekenning")
    lab = hours.hold(people, application, LAB, hours="12,5")
    workshop = hours.hold(people, application, WORKSHOP, hours="6,5")
    hours.enter(people.adviser, workshop, hours="22", what="Nog een keer")
    above = people.adviser.said()
    hours.confirm(people, lab, hours="12,5")
    hours.confirm(people, workshop, hours="6,5")
    hours.evaluate(people, lab, LAB)
    hours.evaluate(people, workshop, WORKSHOP)
    hours.ask_back(people, lab, LAB)
    seen.append(look_at(people, "scheme:evaluation", **at_fund, pk=lab))
    hours.accept(people, lab, LAB)
    hours.accept(people, workshop, WORKSHOP)
    seen.append(look_at(people, "scheme:application", **at_fund, pk=application))
    hours.settle(people, application)
    turn = hours.turn_comes(people, rival_application)
    free.append(free_hours(people.colleague))
    return Walk(hand, draft, seen, changes, (first, second), free, paper, above, turn)


def test_every_page_of_the_walk_opens_and_works_without_javascript(
    walk: Walk, people: People
) -> None:
    assert [failure for one in people for failure in one.failures] == []


def test_the_fund_reads_a_request_once_it_was_submitted(walk: Walk) -> None:
    assert walk.draft == 404


def test_the_link_with_which_a_colleague_took_part_works_once(walk: Walk, people: People) -> None:
    assert people.colleague.asks("GET", walk.hand) == 404


def test_the_school_sees_what_changed_since_its_remark(walk: Walk) -> None:
    assert walk.changes == (["12"], ["16"])


def test_who_comes_first_has_its_hours_and_who_comes_second_waits(walk: Walk) -> None:
    asked, set_aside, waits_for, place = zip(*walk.received, strict=True)
    assert asked == ("40", "20")
    assert set_aside == ("40", "0")
    assert waits_for == ("0", "20")
    assert place == ("1", "2")


def test_the_grant_letter_is_a_pdf(walk: Walk) -> None:
    assert walk.paper.status == 200
    assert walk.paper.headers["content-type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(walk.paper.body())).pages)
    assert {word for word in (SCHOOL_NAME, "40", GRANT_REMARK) if word not in text} == set()


def test_no_hours_above_the_grant_and_the_page_says_what_is_left(walk: Walk) -> None:
    refusal = why_not_work(hours=Decimal(22), left=Decimal(21))
    assert refusal
    with override("nl"):
        assert say(refusal) in walk.above


def test_hours_that_were_not_used_reach_who_waits(walk: Walk, people: People) -> None:
    with override("nl"):
        decides = gettext(TEXTS[Open.DECIDE].waits)
    assert f"Sectorfonds Hoger Onderwijs {decides}" in walk.turn
    assert walk.free == ["40", "0", "1"]


def test_the_ledger_balances(walk: Walk, hall: Hall) -> None:
    none = {"claimed": 0, "granted": 0, "worked": 0, "returned": 0}
    used = {"granted": 40, "worked": 19, "returned": 21}
    assert hall.site.command("ledger", "--scheme", SCHEME) == {
        **used,
        "total": 40,
        "claimed": 20,
        "left": 1,
        "per_organisation": [
            {**none, **used, "organisation": SCHOOL},
            {**none, "claimed": 20, "organisation": RIVAL},
        ],
        "waiting": [],
    }


def test_a_controller_reads_what_an_officer_acts_on_and_has_no_buttons(walk: Walk) -> None:
    assert all(one.officer for one in walk.seen)
    assert [one.controller for one in walk.seen] == [[]] * 5
    assert [one.refused for one in walk.seen] == [[]] * 5


def test_fund_and_adviser_find_nothing_of_the_register_of_a_school(
    walk: Walk, people: People
) -> None:
    pages = [name for name, door in SCHOOL_DOORS.items() if door.get == 200 and not door.object]
    own, other = ([reverse(page, args=[school]) for page in pages] for school in (SCHOOL, RIVAL))
    assert {people.applicant.asks("GET", path) for path in own} == {200}
    for who in (people.officer, people.adviser):
        assert {path for path in own + other if who.asks("GET", path) != 404} == set()


def test_another_school_and_who_had_a_link_find_nothing_of_the_dossier(
    walk: Walk, people: People
) -> None:
    addresses = [visit for visit in people.applicant.visits if visit[1].startswith("/o/")]
    assert len(set(addresses)) > 20
    tried = {
        (*visit, who is people.rival): who.asks(*visit)
        for who in (people.rival, people.colleague)
        for visit in addresses
    }
    for method, path in addresses:
        own = path.replace(f"/o/{SCHOOL}/", f"/o/{RIVAL}/")
        tried[method, own, True] = people.rival.asks(method, own)
    assert {asked: answer for asked, answer in tried.items() if answer != 404} == {}


def test_each_letter_says_its_numbers_and_no_other_was_sent(walk: Walk, people: People) -> None:
    officer, adviser, rival = (
        one.email for one in (people.cast.officer, people.cast.adviser, people.cast.waterland.hr)
    )
    received = subject(LetterKind.APPLICATION_RECEIVED, place=1)
    new, new_too = (
        subject(LetterKind.NEW_APPLICATION, school=name)
        for name in (SCHOOL_NAME, people.cast.waterland.name)
    )
    begins = subject(LetterKind.GRANTED_ADVISER, school=SCHOOL_NAME, granted_hours=40)
    for to, *says in (
        (MILA.email, received, "40", "1"),
        (officer, new, "40"),
        (rival, subject(LetterKind.APPLICATION_WAITS), "20", "2"),
        (officer, new_too, "20"),
        (MILA.email, subject(LetterKind.GRANTED), SCHOOL_NAME, "40"),
        (adviser, begins),
        (MILA.email, subject(LetterKind.SETTLED), "40", "19", "21"),
    ):
        people.letters.take(to, *says)
    for letter in people.letters.arrived:
        assert letter.language == "nl"
        assert letter.link.startswith(people.applicant.origin)
    assert [
        letter
        for letter in people.letters.unread
        if letter.to in (MILA.email, JOOST.email) or letter.says(SCHOOL_NAME)
    ] == []


@pytest.mark.parametrize("fault", ["barriers", "spills", "console"])
def test_no_page_of_the_walk_has(fault: str, walk: Walk, people: People) -> None:
    assert [found for one in people if one.lens for found in getattr(one.lens, fault)] == []
