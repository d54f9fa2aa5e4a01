"""The ledger on screen and as a file, and how worked hours are corrected in it."""

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client

from banenbrug.scheme.models import Application, HoursEntry, Scheme
from tests.cast import Enter
from tests.scheme.course import Course, acting
from tests.scheme.fund_pages import of_fund
from tests.scheme.pages import queries, read, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("then")]


def worked(course: Course, scheme: Scheme) -> HoursEntry:
    """Six hours that were worked of 24, as the ledger has them."""
    application = course.granted(scheme, hours="24")
    course.confirmed(course.entered(course.held(application)))
    with acting(course.cast.officer):
        return HoursEntry.objects.get(kind="work")


def lines(client: Client, scheme: Scheme, query: str = "") -> list[dict[str, str]]:
    """The ledger as a CSV file."""
    answer = client.get(of_fund("ledger", scheme) + f"?format=csv{query}")
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_an_empty_ledger_says_when_its_first_line_comes(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    page = read(enter(course.cast.officer), of_fund("ledger", scheme))
    assert "No hours moved yet." in page
    assert 'class="bb-chart"' in page


def test_every_line_says_who_when_why_and_what_was_free_after_it(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    entry = worked(course, scheme)
    client = enter(course.cast.officer)
    page = read(client, of_fund("ledger", scheme))
    for words in ("2 Mar 2026, 10:00", "Samira Haddad", "Presentatie gegeven", "+6<"):
        assert words in page
    [line] = [one for one in lines(client, scheme) if one["What"] == "Worked"]
    assert {name: line[name] for name in ("Day", "By", "For", "Hours", "Number")} == {
        "Day": "2026-03-02",
        "By": "Samira Haddad",
        "For": "Hogeschool",
        "Hours": "6.00",
        "Number": str(entry.pk),
    }


def test_the_lines_of_one_hogeschool_are_shown_and_exported(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    course.application(scheme, hours="24")
    course.application(scheme, hours="10", school=course.cast.heuvelrug)
    client, school = enter(course.cast.officer), course.cast.heuvelrug.organisation.pk
    page = read(client, of_fund("ledger", scheme) + f"?school={school}")
    assert page.split("<tbody")[2].count("<tr") == 1
    assert [one["Free after it"] for one in lines(client, scheme, f"&school={school}")] == [
        "366.00"
    ]
    assert len(lines(client, scheme, "&school=nonsense")) == 2


def test_fifty_lines_stand_on_a_page_and_a_page_asks_as_much_for_fifty_as_for_one(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    entry = worked(course, scheme)
    client, here = enter(course.cast.officer), of_fund("ledger", scheme)
    few = queries(client, here)
    with acting(course.cast.officer):
        copy = {**entry.__dict__, "id": None}
        copy.pop("_state")
        HoursEntry.objects.bulk_create(HoursEntry(**copy) for _ in range(60))
    assert queries(client, here) == few
    page = read(client, here)
    assert "1 to 50 of 64" in page
    assert page.count('id="line-') == 50
    assert read(client, f"{here}?page=2").count('id="line-') == 14


def test_a_correction_is_a_line_of_its_own_that_points_at_the_wrong_one(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    entry = worked(course, scheme)
    client = enter(course.cast.officer)
    address = of_fund("correct", scheme, pk=entry.pk)
    assert address in read(client, of_fund("ledger", scheme))
    page = sent(client, address, hours="-1,5", reason="Een dag dubbel geteld")
    assert "The correction stands in the ledger." in page
    assert f"corrects line {entry.pk} of 2 Mar 2026" in page
    assert "Een dag dubbel geteld" in page
    with acting(course.cast.officer):
        assert Application.objects.get().worked == Decimal("4.5")


def test_what_is_settled_offers_no_correction(course: Course, scheme: Scheme, enter: Enter) -> None:
    settled = course.settled(scheme)
    with acting(course.cast.officer):
        [work] = HoursEntry.objects.filter(kind="work", application=settled)
    client, address = enter(course.cast.officer), of_fund("correct", scheme, pk=work.pk)
    assert address not in read(client, of_fund("ledger", scheme))
    assert "settled, so nothing changes" in sent(client, address, hours="-1", reason="Toch")


def test_a_correction_without_a_reason_or_beyond_the_entry_is_refused(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    entry = worked(course, scheme)
    client, address = enter(course.cast.officer), of_fund("correct", scheme, pk=entry.pk)
    assert 'href="#id_reason"' in sent(client, address, hours="-1", reason=" ")
    page = sent(client, address, hours="-7", reason="Te veel")
    assert "This entry holds 6 hours; take off no more than that." in page
    with acting(course.cast.officer):
        assert not HoursEntry.objects.filter(kind="correction").exists()


def test_only_worked_hours_are_corrected_and_only_by_an_officer(
    course: Course, scheme: Scheme, enter: Enter
) -> None:
    entry = worked(course, scheme)
    with acting(course.cast.officer):
        grant = HoursEntry.objects.get(kind="grant")
    client = enter(course.cast.officer)
    page = sent(client, of_fund("correct", scheme, pk=grant.pk), hours="1", reason="Meer")
    assert "Only worked hours can be corrected." in page
    other = course.scheme(slug="andere", name="Andere")
    assert client.get(of_fund("correct", other, pk=entry.pk)).status_code == 404
    client = enter(course.cast.controller)
    assert client.get(of_fund("correct", scheme, pk=entry.pk)).status_code == 403
    assert "corrigeren" not in read(client, of_fund("ledger", scheme))
