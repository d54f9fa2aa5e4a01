"""The ledger as the fund reads it: the hours free after each line, and the ends of months."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from banenbrug.foundation.months import Month
from banenbrug.scheme.actions.hours import write
from banenbrug.scheme.actions.marks import CLOCK
from banenbrug.scheme.models import Application, HoursEntry, Scheme
from banenbrug.scheme.queries.ledger import Ledger, MonthEnd, month_ends, schools_in, years_of
from banenbrug.scheme.rules.hours import EntryKind
from tests.cast import School
from tests.scheme.course import Course, acting

pytestmark = pytest.mark.django_db

TOTAL = Decimal(400)
JUNE_IN_AMSTERDAM = datetime(2026, 5, 31, 22, 30, tzinfo=UTC)


def day(month: int, number: int = 10) -> datetime:
    """Noon of a day in 2026."""
    return datetime(2026, month, number, 12, tzinfo=UTC)


class Book:
    """Writes lines of two hogescholen, at any instant."""

    def __init__(self, course: Course, scheme: Scheme) -> None:
        self.course, self.scheme = course, scheme
        self.of: dict[str, Application] = {}

    def write(
        self,
        kind: EntryKind,
        hours: int,
        at: datetime,
        school: School | None = None,
        corrects: HoursEntry | None = None,
    ) -> HoursEntry:
        """One line, of Waterland unless another is named."""
        school = school or self.course.cast.waterland
        if school.slug not in self.of:
            request = self.course.planning(self.scheme, school)
            self.of[school.slug] = self.course.plan(request)
        with acting(self.course.cast.officer):
            return write(
                self.of[school.slug],
                kind,
                Decimal(hours),
                by=CLOCK,
                now=at,
                reason="Dubbel geboekt" if corrects else "",
                corrects=corrects,
            )

    def told(self, school: School | None = None) -> list[tuple[str, int, int]]:
        """Kind, hours and what was free after it, of each line; the latest first."""
        with acting(self.course.cast.officer):
            of = school.organisation.pk if school else None
            lines = Ledger(self.scheme, TOTAL, of)[:50]
        return [(line.kind, int(line.hours), int(line.free)) for line in lines]


@pytest.fixture
def book(course: Course, scheme: Scheme) -> Book:
    """The ledger of the scheme, without a line."""
    return Book(course, scheme)


def fill(book: Book) -> HoursEntry:
    """From a claim in January to a return in June; gives the line of the work."""
    book.write(EntryKind.CLAIM, 24, day(1))
    book.write(EntryKind.UNCLAIM, -24, day(2))
    book.write(EntryKind.GRANT, 24, day(2))
    work = book.write(EntryKind.WORK, 18, day(4))
    book.write(EntryKind.RETURN, -6, JUNE_IN_AMSTERDAM)
    return work


def test_each_line_tells_what_was_free_after_it(book: Book) -> None:
    fill(book)
    assert book.told() == [
        ("return", -6, 382),
        ("work", 18, 376),
        ("grant", 24, 376),
        ("unclaim", -24, 400),
        ("claim", 24, 376),
    ]


def test_a_filter_by_hogeschool_leaves_the_balance_as_it_is(book: Book) -> None:
    heuvelrug = book.course.cast.heuvelrug
    fill(book)
    book.write(EntryKind.CLAIM, 10, day(3), heuvelrug)
    assert book.told(heuvelrug) == [("claim", 10, 372)]
    with acting(book.course.cast.officer):
        assert len(Ledger(book.scheme, TOTAL, heuvelrug.organisation.pk)) == 1
        assert [name for _, name in schools_in(book.scheme)] == [
            "Hogeschool Heuvelrug",
            "Hogeschool Waterland",
        ]


def test_lines_come_in_pages_without_end(book: Book) -> None:
    fill(book)
    with acting(book.course.cast.officer):
        ledger = Ledger(book.scheme, TOTAL)
        assert [line.kind for line in ledger[1:3]] == ["work", "grant"]
        assert len(ledger[:]) == len(ledger) == 5


def test_the_end_of_each_month_adds_up_all_that_was_before_it(book: Book) -> None:
    work = fill(book)
    book.write(EntryKind.CORRECTION, -2, day(5), corrects=work)
    with acting(book.course.cast.officer):
        found = month_ends(book.scheme, first=Month(2026, 1), last=Month(2026, 6))
    assert found == [
        MonthEnd(Month(2026, 1), Decimal(0), Decimal(0), Decimal(24)),
        MonthEnd(Month(2026, 2), Decimal(0), Decimal(24), Decimal(0)),
        MonthEnd(Month(2026, 3), Decimal(0), Decimal(24), Decimal(0)),
        MonthEnd(Month(2026, 4), Decimal(18), Decimal(6), Decimal(0)),
        MonthEnd(Month(2026, 5), Decimal(16), Decimal(8), Decimal(0)),
        MonthEnd(Month(2026, 6), Decimal(16), Decimal(2), Decimal(0)),
    ]


def test_months_before_the_first_that_is_shown_count_as_well(book: Book) -> None:
    fill(book)
    with acting(book.course.cast.officer):
        found = month_ends(book.scheme, first=Month(2026, 5), last=Month(2026, 5))
    assert found == [MonthEnd(Month(2026, 5), Decimal(18), Decimal(6), Decimal(0))]


def test_a_ledger_without_lines_has_months_of_nothing(book: Book) -> None:
    with acting(book.course.cast.officer):
        found = month_ends(book.scheme, first=Month(2026, 1), last=Month(2026, 1))
    assert found == [MonthEnd(Month(2026, 1), Decimal(0), Decimal(0), Decimal(0))]


def test_a_scheme_has_the_years_from_its_first_day_until_today_or_its_end(
    scheme: Scheme,
) -> None:
    assert years_of(scheme, today=date(2025, 5, 1)) == [2026]
    assert years_of(scheme, today=date(2026, 5, 1)) == [2026]
    assert years_of(scheme, today=date(2030, 5, 1)) == [2026, 2027]
