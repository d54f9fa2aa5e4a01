"""The dossier tells each party where it stands, whose turn it is, and everything that was said."""

import re
from datetime import date
from decimal import Decimal

import pytest

from banenbrug.scheme.actions import intake
from banenbrug.scheme.actions.intake import Task
from banenbrug.scheme.models import Homework, Request, Scheme
from tests.cast import Cast, Enter, Member
from tests.scheme.course import Course, acting
from tests.scheme.pages import at, queries, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def panel(page: str) -> str:
    """What the sandstone panel says; nothing where there is none."""
    found = re.search(r'<section class="bb-next".*?</section>', page, re.DOTALL)
    return plain(found[0]) if found else ""


def others(page: str) -> list[str]:
    """For whom one waits."""
    section = page.split('id="turns"')[1].split("</section>")[0] if 'id="turns"' in page else ""
    return [plain(line) for line in re.findall(r"<li><strong>.*?</li>", section, re.DOTALL)]


@pytest.fixture
def planning(course: Course, scheme: Scheme) -> Request:
    """A request of Waterland after the intake talk, with one line of homework."""
    return course.planning(scheme)


def test_each_party_sees_its_own_next_step_and_who_has_the_others(
    planning: Request, enter: Enter, cast: Cast
) -> None:
    def seen(who: Member) -> tuple[str, list[str]]:
        page = read(enter(who), at(who, "dossier", planning))
        assert page.count('class="bb-next"') <= 1
        return panel(page), others(page)

    homework = "Hogeschool Waterland does the homework: List the contracts"
    due = "No later than Friday 20 March 2026"
    plan = "Ruben Groen makes the plan"
    assert seen(cast.waterland.hr) == (
        "Your next step Do the homework List the contracts. Tick it off when it is done."
        f" {due}. See the homework",
        [plan],
    )
    assert seen(cast.adviser) == (
        "Your next step Make the plan The intake talk was held. Begin the plan",
        [f"{homework} {due}"],
    )
    for who in (cast.officer, cast.controller, cast.waterland.reader):
        assert seen(who) == ("", [plan, f"{homework} {due}"])


def test_a_day_that_is_past_is_said_to_be_late(
    course: Course, planning: Request, enter: Enter, cast: Cast
) -> None:
    with acting(cast.adviser):
        Homework.objects.filter(request=planning).update(due=date(2026, 2, 27))
    page = read(enter(cast.waterland.hr), at(cast.waterland.hr, "dossier", planning))
    assert "Late: it was due on Friday 27 February 2026." in panel(page)


def test_the_request_the_talk_and_what_happened_stand_in_it(
    planning: Request, enter: Enter, cast: Cast
) -> None:
    text = plain(read(enter(cast.officer), at(cast.officer, "dossier", planning)))
    for words in (
        "Hoe krijgen we leveranciers mee?",
        "Everything is there, but it does not come to action.",
        "Samira Haddad HR adviser of the central department",
        "Presentation Living lab with a supplier",
        "40 hours",
        "Held on Monday 2 March 2026",
        "Kade 2.14",
        "Er is beleid, maar het komt niet tot actie.",
        "Adviesbrug Ruben Groen adviser@adviesbrug.example",
        "The request was submitted · Samira Haddad, hogeschool",
    ):
        assert words in text


def test_plans_are_shown_in_short_with_their_hours(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    application = course.settled(scheme, hours="24", worked="18")
    page = read(enter(cast.officer), at(cast.officer, "dossier", application.request))
    table = page.split('<caption class="bb-hidden">Plans and hours</caption>')[1]
    row = table.split("<tbody")[1].split("</tbody>")[0]
    assert at(cast.officer, "application", application) in row
    cells = [plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
    assert cells == ["Plan 1 place 1 in the order", "Settled", "24", "24", "18", "0"]


def test_who_waits_for_hours_reads_for_how_many(course: Course, enter: Enter, cast: Cast) -> None:
    scheme = course.scheme(total=Decimal(40), cap=Decimal(40))
    course.application(scheme, hours="30", school=cast.heuvelrug)
    waiting = course.application(scheme, hours="24")
    hr = cast.waterland.hr
    page = read(enter(hr), at(hr, "dossier", waiting.request))
    assert "waits for 24 hours, behind who came first" in page


def test_homework_is_ticked_off_and_opened_again(
    planning: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    with acting(hr):
        task = Homework.objects.get(request=planning)
    client = enter(hr)
    url = at(hr, "do_homework", planning, task=task.pk)
    page = sent(client, url)
    assert "Ticked off by Samira Haddad on 2 Mar 2026" in page
    assert "Done: the adviser can see it." in page
    page = sent(client, url, undo="1")
    assert "It is open again." in page and "Bram de Wit, no later than 20 Mar 2026" in page


def test_the_fund_ticks_nothing_off(planning: Request, enter: Enter, cast: Cast) -> None:
    officer = cast.officer
    with acting(officer):
        task = Homework.objects.get(request=planning)
    client = enter(officer)
    assert "Tick off" not in read(client, at(officer, "dossier", planning))
    page = sent(client, at(officer, "do_homework", planning, task=task.pk))
    assert "Only the hogeschool does this." in page
    with acting(officer):
        assert Homework.objects.get(request=planning).done_on is None


def test_homework_of_another_dossier_is_not_there(
    course: Course, scheme: Scheme, planning: Request, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    other = course.planning(scheme)
    with acting(hr):
        task = Homework.objects.get(request=other)
    url = at(hr, "do_homework", planning, task=task.pk)
    assert enter(hr).post(url).status_code == 404


def test_a_dossier_that_stopped_says_so_and_asks_nobody(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    hr = cast.waterland.hr
    draft = course.draft(scheme)
    client = enter(hr)
    sent(client, at(hr, "withdraw_request", draft), reason="Later")
    page = read(client, at(hr, "dossier", draft))
    assert "The hogeschool withdrew this request." in page
    assert panel(page) == "" and "bb-steps" not in page and "Withdraw the request" not in page


def test_a_dossier_closes_when_everything_in_it_is_over(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    officer = cast.officer
    request = course.settled(scheme).request
    with acting(cast.waterland.hr) as hr:
        task = Homework.objects.get(request=request)
        intake.do_homework(by=hr, homework=task, is_done=True, today=course.today)
    client = enter(officer)
    page = read(client, at(officer, "dossier", request))
    assert panel(page).startswith("Your next step Close the dossier")
    assert "Nobody can make a new plan" in read(client, at(officer, "close_request", request))
    page = sent(client, at(officer, "close_request", request))
    assert "The dossier is closed." in page and panel(page) == ""


def test_a_dossier_of_which_nothing_comes_is_closed_with_a_reason(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    request, client = course.submitted(scheme), enter(cast.officer)
    url = at(cast.officer, "close_request", request)
    assert url in read(client, at(cast.officer, "dossier", request))
    assert 'href="#id_reason"' in sent(client, url, reason="")
    page = sent(client, url, reason="Niemand reageert.")
    assert "The fund closed this dossier." in page and "Niemand reageert." in page
    assert panel(page) == "" and "bb-steps" not in page and url not in page


def test_a_dossier_with_a_plan_under_way_does_not_close(
    course: Course, scheme: Scheme, enter: Enter, cast: Cast
) -> None:
    officer = cast.officer
    request = course.granted(scheme).request
    page = sent(enter(officer), at(officer, "close_request", request))
    assert "An application is still under way." in page


def test_every_letter_is_readable_the_newest_first(
    planning: Request, enter: Enter, cast: Cast
) -> None:
    page = read(enter(cast.adviser), at(cast.adviser, "letters", planning))
    letters = [plain(card) for card in re.findall(r"<article.*?</article>", page, re.DOTALL)]
    assert [letter.split(" 2 Mar 2026,")[0] for letter in letters] == [
        "What we agreed in the intake talk",
        "The intake talk is on Monday 2 March 2026",
        "A dossier for you: Hogeschool Waterland",
        "Your adviser is known",
        "New request from Hogeschool Waterland",
        "We received your request for support",
    ]
    assert "To: Sectorfonds Hoger Onderwijs" in letters[4]
    assert "came in on Monday 2 March 2026." in letters[5]


def test_nobody_else_finds_a_dossier(planning: Request, enter: Enter, cast: Cast) -> None:
    outside = (cast.heuvelrug.hr, cast.other_officer, cast.other_adviser, cast.cleaner)
    for who in (*outside, cast.waterland.reporter):
        client = enter(who)
        for page in ("dossier", "letters", "hands"):
            assert client.get(at(who, page, planning)).status_code == 404


def test_the_dossier_asks_as_many_queries_for_thirty_of_everything(
    course: Course, enter: Enter, cast: Cast
) -> None:
    scheme = course.scheme(total=Decimal(4000), cap=Decimal(4000))
    application = course.granted(scheme, hours="1")
    course.entered(course.held(application), hours="0.25")
    request = application.request
    pages = [
        (who, at(who, name, request))
        for who in (cast.waterland.hr, cast.officer, cast.adviser)
        for name in ("dossier", "letters", "hands")
    ]
    once = [queries(enter(who), url) for who, url in pages]
    for number in range(29):
        course.submit(course.plan(request, hours="1"))
        with acting(cast.adviser) as adviser:
            task = Task("other", "Bram", date(2026, 3, 20), f"Taak {number}")
            intake.give_homework(by=adviser, request=request, task=task)
    assert [queries(enter(who), url) for who, url in pages] == once
    assert max(once) <= 21
