"""Jobs exist if their transaction commits, run in the scope of their organisation, try again."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from banenbrug.engine.jobs import MOST_TIMES, take_over
from banenbrug.engine.scopes import NOBODY, current, scope
from banenbrug.engine.work import job
from banenbrug.organisations import actions
from banenbrug.organisations.models import Invitation, Membership, Unit
from tests.cast import Cast
from tests.worker import die_with, work

PASSWORD = "nog een lange zin als sleutel"
failures_left = 0


@job(name="tests.add_unit")
def add_unit(*, organisation_id: int, name: str) -> None:
    """Adds a unit, to whatever organisation the scope lets it."""
    Unit.objects.create(organisation_id=organisation_id, name=name)


@job(name="tests.count_units")
def count_units(*, organisation_id: int) -> None:
    """Writes down how many units of any organisation the job sees, and its scope."""
    seen = Unit.objects.count()
    Unit.objects.create(
        organisation_id=organisation_id, name=f"{seen} {current().organisation_id} {current().via}"
    )


@job(name="tests.write_for_another")
def write_for_another(*, organisation_id: int, other_id: int) -> None:
    """Tries what the scope of the job forbids."""
    Unit.objects.create(organisation_id=other_id, name="Smuggled")


@job(name="tests.fail_first")
def fail_first(*, organisation_id: int) -> None:
    """Writes, and fails as often as the test asks for."""
    global failures_left
    Unit.objects.create(organisation_id=organisation_id, name=f"Try {failures_left}")
    if failures_left:
        failures_left -= 1
        raise RuntimeError("The relay is down.")


@pytest.fixture
def here(own_database: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> int:
    """The school that jobs work for; the worker's threads keep no connection to this database."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    return int(cast.waterland.organisation.pk)


def jobs() -> QuerySet[ProcrastinateJob]:
    """The jobs that people cause: others come by the clock."""
    by_the_clock = Q(task_name__startswith="engine.") | Q(task_name__contains=".forget_files")
    return ProcrastinateJob.objects.exclude(by_the_clock)


def the_job() -> ProcrastinateJob:
    """The only job there is."""
    return jobs().get()


def units(organisation: int) -> list[str]:
    """The names of the units of an organisation."""
    with transaction.atomic(), scope(organisation_id=organisation):
        return sorted(Unit.objects.values_list("name", flat=True))


def make_due() -> None:
    """Let the jobs that wait for another try be due now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() - interval '1 second'")


def test_a_job_of_a_transaction_that_is_rolled_back_does_not_exist(here: int) -> None:
    with transaction.atomic(), scope(organisation_id=here):
        add_unit.defer(organisation_id=here, name="Undone")
        transaction.set_rollback(True)
    assert not jobs().exists()
    work()
    assert units(here) == []


def test_a_job_waits_for_the_commit_and_runs_in_the_scope_of_its_organisation(
    here: int, cast: Cast
) -> None:
    there = cast.heuvelrug.organisation.pk
    with transaction.atomic(), scope(organisation_id=there):
        actions.add_unit(organisation_id=there, name="Theirs")
    with transaction.atomic(), scope(organisation_id=here, user_id=7):
        actions.add_unit(organisation_id=here, name="Ours")
        count_units.defer(organisation_id=here)
    work()
    assert the_job().status == "succeeded"
    assert units(here) == [f"1 {here} job tests.count_units", "Ours"]
    assert units(there) == ["Theirs"]
    assert current() is NOBODY


def test_a_job_cannot_write_for_another_organisation(here: int, cast: Cast) -> None:
    there = cast.heuvelrug.organisation.pk
    write_for_another.defer(organisation_id=here, other_id=there)
    work()
    assert the_job().status == "todo"
    assert units(here) == units(there) == []


def test_a_job_that_fails_is_undone_and_tried_again(here: int) -> None:
    global failures_left
    failures_left = 2
    fail_first.defer(organisation_id=here)
    for attempt in (1, 2):
        work()
        waiting = the_job()
        assert (waiting.status, waiting.attempts) == ("todo", attempt)
        assert waiting.scheduled_at is not None
        assert waiting.scheduled_at > timezone.now()
        assert units(here) == []
        make_due()
    work()
    assert the_job().status == "succeeded"
    assert units(here) == ["Try 0"]


def test_a_job_that_keeps_failing_stops_after_its_attempts(here: int) -> None:
    global failures_left
    failures_left = 100
    fail_first.defer(organisation_id=here)
    for _ in range(10):
        work()
        make_due()
    failed = the_job()
    assert (failed.status, failed.attempts) == ("failed", 6)
    assert units(here) == []


class Sink:
    """Keeps the letters that a relay would send on."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a letter, as aiosmtpd asks for it."""
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A real mail relay on the loopback, which the product is set to use."""
    kept = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    relay = Controller(kept, hostname="127.0.0.1", port=port)
    relay.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        yield kept
    finally:
        relay.stop()


def keyholder(cast: Cast) -> Membership:
    """Who invites; call it inside a scope."""
    return cast.waterland.keyholder.row


def invite(cast: Cast, here: int, email: str) -> int:
    """Invite somebody for HR in a transaction of its own."""
    with transaction.atomic(), scope(organisation_id=here):
        invitation = actions.invite(
            by=keyholder(cast), email=email, name="Iris Nieuw", roles=["hr"], now=timezone.now()
        )
        return int(invitation.pk)


def test_an_invitation_goes_out_by_mail_and_its_link_opens_the_door(
    here: int, cast: Cast, sink: Sink
) -> None:
    invite(cast, here, "Iris@Nieuw.example")
    assert sink.letters == []
    work()
    [letter] = sink.letters
    assert letter["To"] == "iris@nieuw.example"
    assert letter["Auto-Submitted"] == "auto-generated"
    body = letter.get_body(("plain",))
    assert body is not None
    [link] = [word for word in body.get_content().split() if word.startswith("http")]
    path = "/" + link.split("/", 3)[3]

    client = Client()
    assert client.get(path).status_code == 200
    answer = client.post(path, {"password": PASSWORD})
    assert answer.status_code == 302
    with transaction.atomic(), scope(organisation_id=here):
        member = Membership.objects.get(user__email="iris@nieuw.example")
        assert (member.name, member.roles) == ("Iris Nieuw", ["hr"])
    assert Client().get(path).status_code == 404, "The key opens once."


def test_nothing_is_mailed_when_the_invitation_is_rolled_back(
    here: int, cast: Cast, sink: Sink
) -> None:
    with transaction.atomic():
        invite(cast, here, "iris@nieuw.example")
        transaction.set_rollback(True)
    work()
    assert sink.letters == []


def test_nothing_is_mailed_when_the_invitation_is_withdrawn_in_time(
    here: int, cast: Cast, sink: Sink
) -> None:
    pk = invite(cast, here, "iris@nieuw.example")
    with transaction.atomic(), scope(organisation_id=here):
        actions.withdraw_invitation(invitation=Invitation.objects.get(pk=pk), now=timezone.now())
    work()
    assert sink.letters == []
    assert the_job().status == "succeeded"


def test_a_letter_is_tried_again_when_the_relay_is_down(
    here: int, cast: Cast, sink: Sink, settings: Settings
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    invite(cast, here, "iris@nieuw.example")
    work()
    assert the_job().status == "todo"
    settings.EMAIL_PORT = port
    make_due()
    work()
    assert [letter["To"] for letter in sink.letters] == ["iris@nieuw.example"]


def test_a_job_carries_numbers_and_nothing_that_describes(
    here: int, cast: Cast, sink: Sink
) -> None:
    """Jobs stand in a global table, which every scope reads."""
    invite(cast, here, "iris@nieuw.example")
    arguments = the_job().args
    assert arguments["organisation_id"] == here
    assert all(isinstance(value, int) for value in arguments.values())


@pytest.mark.parametrize(
    ("times", "status"), [(1, "succeeded"), (MOST_TIMES - 1, "succeeded"), (MOST_TIMES, "failed")]
)
def test_what_a_killed_worker_had_in_hand_is_done_again_but_not_for_ever(
    here: int, times: int, status: str
) -> None:
    with transaction.atomic():
        add_unit.defer(organisation_id=here, name="Academie")
    die_with(add_unit.name, times=times)
    app.configure_task(take_over.name).defer(timestamp=0)  # as the clock does every minute
    work()
    work()
    assert the_job().status == status
