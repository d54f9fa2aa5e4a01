"""A process that submits plans one after the other until it is killed, and says what it committed.

`python -m tests.scheme.submitter prepare` puts the cast, a scheme and plans in a migrated database;
`… submit` goes on with the plans that nobody submitted yet.
"""

import sys
from decimal import Decimal
from itertools import cycle

import django
from django.db import transaction

django.setup()

from banenbrug.scheme.actions import decisions, queue  # noqa: E402
from banenbrug.scheme.actions.applications import withdraw_application  # noqa: E402
from banenbrug.scheme.models import Application, Scheme  # noqa: E402
from tests import cast  # noqa: E402
from tests.scheme.course import NOW, Course, acting  # noqa: E402

SLUG = "de-brug"
PLANS = 60
HOURS = "4"


def prepare() -> None:
    """Plans of two hogescholen, of which not all fit."""
    with transaction.atomic():
        cast.build(now=NOW)
    course = Course()
    scheme = course.scheme(slug=SLUG, total=Decimal(80), cap=Decimal(80))
    schools = cycle((course.cast.waterland, course.cast.heuvelrug))
    for school, _ in zip(schools, range(PLANS), strict=False):
        course.plan(course.planning(scheme, school), hours=HOURS)


def submit() -> None:
    """Submit, and let the fund and the hogeschool do something with what is there."""
    course = Course()
    scheme = Scheme.objects.get(slug=SLUG)
    by_slug = {school.slug: school for school in (course.cast.waterland, course.cast.heuvelrug)}
    with acting(course.cast.officer):
        drafts = list(Application.objects.filter(place=None).select_related("school"))
    for turn, application in zip(cycle(range(4)), drafts, strict=False):
        school = by_slug[application.school.slug]
        course.submit(application, school)
        sys.stdout.write(f"{application.pk}\n")
        sys.stdout.flush()
        if turn == 0:
            with acting(school.hr) as hr:
                withdraw_application(by=hr, application=application, reason="Nee", now=NOW)
        elif turn == 1:
            with acting(course.cast.officer) as officer:
                decisions.reject(by=officer, application=application, reason="Nee", now=NOW)
        with acting(course.cast.officer):
            queue.hand_out_next(scheme_id=scheme.pk, now=NOW)


if __name__ == "__main__":
    {"prepare": prepare, "submit": submit}[sys.argv[1]]()
