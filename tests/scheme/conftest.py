"""A scheme of the fund, and the steps through it."""

from collections.abc import Iterator

import pytest
import time_machine

from banenbrug.scheme.models import Scheme
from tests.cast import Cast
from tests.scheme.course import NOW, Course


@pytest.fixture
def course(db: None, cast: Cast) -> Course:
    """The steps, in a transaction that rolls back."""
    return Course(cast)


@pytest.fixture
def scheme(course: Course) -> Scheme:
    """A scheme of 400 hours, at most 40 for each hogeschool, open all of 2026."""
    return course.scheme()


@pytest.fixture
def then() -> Iterator[None]:
    """The clock that views read stands still at the moment of the course."""
    with time_machine.travel(NOW, tick=False):
        yield
