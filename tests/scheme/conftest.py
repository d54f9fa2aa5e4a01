"""A scheme of the fund, and the steps through it."""

import pytest

from banenbrug.scheme.models import Scheme
from tests.cast import Cast
from tests.scheme.course import Course


@pytest.fixture
def course(db: None, cast: Cast) -> Course:
    """The steps, in a transaction that rolls back."""
    return Course(cast)


@pytest.fixture
def scheme(course: Course) -> Scheme:
    """A scheme of 400 hours, at most 40 for each hogeschool, open all of 2026."""
    return course.scheme()
