"""Rulebooks for counting jobs: dated, with their sources, and with what no source confirms."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from banenbrug.foundation.formats import show_date
from banenbrug.foundation.refusals import N_, Refusal, Refused


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands. `confirmed` is False, and `url` empty, where no source was found."""

    title: str
    url: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """The rules of counting between two days, both included; an open end is None.

    One job is `hours_per_week` paid hours a week over `weeks_per_year` weeks. Hours are kept and
    judged per wage period. Source titles are msgids.
    """

    code: str
    valid_from: date
    valid_until: date | None
    hours_per_week: Decimal = Decimal("25.5")
    weeks_per_year: Decimal = Decimal(52)
    wage_period: Literal["month"] = "month"
    sources: tuple[Source, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Say whether the rulebook is in force on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


_QUOTA_SECTION = "https://wetten.overheid.nl/BWBR0017745/2026-07-01"

RULEBOOKS = (
    Rulebook(
        code="banenafspraak-2015",
        valid_from=date(2015, 5, 1),
        valid_until=None,
        sources=(
            Source(
                N_("One job is 25.5 paid hours a week; more or fewer hours count in proportion"),
                "https://werkgeverslijn.nl/?faqs=hoeveel-uur-moet-een-werknemer-met-een-"
                "arbeidsbeperking-werken-om-mee-te-tellen-voor-de-banenafspraak",
                confirmed=True,
            ),
            Source(
                N_("Paid hours are hours with wage in the payroll tax return (Wfsv 38b)"),
                f"{_QUOTA_SECTION}#Artikel38b",
                confirmed=True,
            ),
            Source(
                N_(
                    "A register status that starts or ends within a wage period counts that "
                    "period whole (Wfsv 38g)"
                ),
                f"{_QUOTA_SECTION}#Artikel38g",
                confirmed=True,
            ),
            Source(
                N_(
                    "Hired-in and seconded people count where they work under supervision "
                    "(Wfsv 122n)"
                ),
                f"{_QUOTA_SECTION}#Artikel122n",
                confirmed=True,
            ),
            Source(
                N_("No article lets a supplier's job count at the buyer (Wet banenafspraak)"),
                "https://wetten.overheid.nl/BWBR0051018/2026-07-01",
                confirmed=True,
            ),
            Source(N_("A year has 52 weeks: a setting, not in the law"), "", confirmed=False),
            Source(
                N_("The wage period is a calendar month: a setting, it may be four weeks"),
                "",
                confirmed=False,
            ),
        ),
    ),
)


def rulebook_on(day: date) -> Rulebook:
    """Return the rulebook in force on `day`; Refused `no_rulebook` if there is none."""
    for rulebook in RULEBOOKS:
        if rulebook.holds_on(day):
            return rulebook
    raise Refused(
        Refusal(
            "no_rulebook",
            N_("No counting rules are known for %(day)s."),
            {"day": show_date(day, "nl", style="field")},
        )
    )
