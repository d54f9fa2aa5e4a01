"""Pages of a dossier as somebody of the cast opens and sends them, and a plan that came back."""

from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from banenbrug.scheme.actions import decisions
from banenbrug.scheme.models import Application
from tests.cast import Member
from tests.scheme.course import Course, acting


def at(who: Member, name: str, row: Model, **more: object) -> str:
    """The address of a page about a row, at the door of a member."""
    return reverse(f"scheme:{name}", kwargs={"organisation": who.slug, "pk": row.pk, **more})


def read(client: Client, url: str) -> str:
    """The text of a page that is there."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(client: Client, url: str, **typed: object) -> str:
    """The page that is shown after a form was sent, wherever it leads."""
    answer = client.post(url, typed, follow=True)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def queries(client: Client, url: str) -> int:
    """How many queries a page asks, the second time."""
    read(client, url)
    with CaptureQueriesContext(connection) as asked:
        read(client, url)
    return len(asked)


def returned(course: Course, application: Application) -> Application:
    """An application that the fund gave back with remarks."""
    with acting(course.cast.officer) as officer:
        return decisions.return_application(
            by=officer, application=application, reason="Wie doet wat?", now=course.now
        )
