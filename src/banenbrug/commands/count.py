"""`banenbrug count`: the jobs of a school's year, by the two counters that are never added."""

import argparse

from django.db import transaction

from banenbrug.engine.scopes import scope
from banenbrug.organisations.queries import school_by_slug
from banenbrug.placements.figures import Jobs, count_of, rulebook_of
from banenbrug.placements.rules import MonthCount


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which school and which calendar year."""
    parser.add_argument("--school", required=True)
    parser.add_argument("--year", type=_year, required=True)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The answer, in the form of docs/commands.md."""
    school = school_by_slug(options.school)
    rulebook = rulebook_of(options.year)
    with transaction.atomic(), scope(organisation_id=school.pk, via="command count"):
        counted = count_of(school.pk, options.year)
    return {
        "statutory_jobs": _number(counted.statutory),
        "via_procurement_jobs": _number(counted.via_procurement),
        "heads": counted.heads,
        "by_month": [_month(month) for month in counted.by_month],
        "rulebook": rulebook.code,
        "sources": [
            {"title": source.title, "url": source.url, "confirmed": source.confirmed}
            for source in rulebook.sources
        ],
    }


def _year(text: str) -> int:
    if len(text) != 4 or not text.isascii() or not text.isdigit() or text == "0000":
        raise argparse.ArgumentTypeError(f"{text} is not a year of four digits")
    return int(text)


def _month(counted: MonthCount) -> dict[str, object]:
    return {
        "month": str(counted.month),
        "statutory_jobs": _number(counted.statutory),
        "via_procurement_jobs": _number(counted.via_procurement),
        "heads": counted.heads,
    }


def _number(jobs: Jobs) -> float:
    return float(jobs.rounded(4))
