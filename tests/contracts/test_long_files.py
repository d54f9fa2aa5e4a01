"""A long file is read in by a job, which tells how far it is and leaves nothing half done."""

import pytest
from django.db import connection, transaction
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from banenbrug.contracts import batches, committing
from banenbrug.contracts.jobs import write_file
from banenbrug.contracts.models import Batch, Contract
from banenbrug.contracts.progress import Progress
from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.engine.jobs import take_over
from banenbrug.organisations.models import Unit
from tests.cast import Cast, Enter
from tests.contracts.conftest import at, entered, send
from tests.contracts.conftest import batches as kept
from tests.worker import die_with, work

HEAD = "Contractnummer;Titel;Leverancier\n"
ROWS = 30


@pytest.fixture
def sent(
    own_database: str, cast: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> tuple[Client, Batch]:
    """A file that was looked at and then asked for, as if thirty rows were very many."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    monkeypatch.setattr(batches, "LONG", ROWS)
    client = enter(cast.waterland.buyer)
    client.cookies["django_language"] = "en"
    send(client, HEAD + "".join(f"C-{n};Contract {n};Helder\n" for n in range(ROWS)))
    [batch] = kept(cast)
    client.post(at("commit", batch.pk), {"digest": batch.digest})
    return client, batch


def written(cast: Cast) -> int:
    with entered(cast.waterland.buyer):
        return Contract.objects.count()


def state(cast: Cast) -> str:
    [batch] = kept(cast)
    return batch.state


def jobs() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=write_file.name))


def test_the_job_writes_the_file_and_the_page_says_so(
    sent: tuple[Client, Batch], cast: Cast
) -> None:
    client, batch = sent
    waiting = client.get(at("preview", batch.pk))
    assert "The file waits for its turn" in waiting.content.decode()
    assert "You may leave this page." in waiting.content.decode()
    assert waiting.headers["Refresh"] == "2"
    assert written(cast) == 0
    work()
    done = client.get(at("preview", batch.pk))
    assert "30 contracts are new or changed in the register." in done.content.decode()
    assert "Refresh" not in done.headers
    assert (written(cast), state(cast)) == (ROWS, "committed")


def test_the_job_carries_numbers_and_nothing_that_describes(sent: tuple[Client, Batch]) -> None:
    [job] = jobs()
    assert set(job.args) == {"organisation_id", "batch_id", "member_id"}
    assert all(isinstance(value, int) for value in job.args.values())


def test_two_clicks_are_one_job(sent: tuple[Client, Batch], cast: Cast) -> None:
    client, batch = sent
    client.post(at("commit", batch.pk), {"digest": batch.digest})
    assert len(jobs()) == 1
    assert "already read in" not in client.get(at("preview", batch.pk)).content.decode()
    work()
    assert written(cast) == ROWS


def test_a_file_that_waits_is_not_stopped_or_read_otherwise(
    sent: tuple[Client, Batch], cast: Cast
) -> None:
    client, batch = sent
    client.post(at("discard", batch.pk))
    assert client.get(at("columns", batch.pk)).status_code == 302
    assert state(cast) == "queued"


def test_a_job_that_is_done_again_writes_nothing_twice(
    sent: tuple[Client, Batch], cast: Cast
) -> None:
    [job] = jobs()
    write_file.defer(**job.args)
    work()
    assert written(cast) == ROWS
    assert [job.status for job in jobs()] == ["succeeded", "succeeded"]


def test_the_history_of_a_job_names_who_asked_for_it(
    sent: tuple[Client, Batch], cast: Cast
) -> None:
    work()
    with entered(cast.waterland.buyer) as buyer:
        event = Contract.pgh_event_model.objects.select_related("pgh_context").first()  # type: ignore[attr-defined]
        assert event.pgh_context.metadata["member"] == buyer.pk


def test_a_register_that_changed_meanwhile_is_looked_at_again(
    sent: tuple[Client, Batch], cast: Cast
) -> None:
    client, batch = sent
    with entered(cast.waterland.buyer) as buyer:
        batches.read_in(
            organisation_id=buyer.organisation_id,
            files=[("r.csv", (HEAD + "C-0;Contract 0;Helder\n").encode())],
            mapping=None,
            now=batch.made_at,
        )
    work()
    assert written(cast) == 1, "nothing is half done"
    page = client.get(at("preview", batch.pk)).content.decode()
    assert "The register changed since you looked." in page
    assert "Add 29 rows to the register" in page
    with entered(cast.waterland.buyer):
        again = Batch.objects.get(pk=batch.pk)
    client.post(at("commit", batch.pk), {"digest": again.digest})
    work()
    assert written(cast) == ROWS
    assert "changed since" not in client.get(at("preview", batch.pk)).content.decode()


@pytest.mark.parametrize(
    ("mapping", "code"),
    [({"columns": {"title": 3}}, "mapping_value_wrong"), (3, "import_failed")],
)
def test_a_job_that_fails_tells_why_and_leaves_nothing_half_done(
    sent: tuple[Client, Batch], cast: Cast, mapping: object, code: str
) -> None:
    _, batch = sent
    with entered(cast.waterland.buyer):
        Batch.objects.filter(pk=batch.pk).update(mapping=mapping)  # what no page can send
    work()
    assert written(cast) == 0
    assert [job.status for job in jobs()] == ["succeeded"], "again would fail again"
    [again] = kept(cast)
    assert again.failure is not None
    assert (again.state, again.failure["code"]) == ("previewed", code)
    assert bytes(again.content), "who asked can try again"


def test_progress_is_seen_before_the_work_commits(sent: tuple[Client, Batch], cast: Cast) -> None:
    client, batch = sent
    row = ContractRow(24, 1, "C-1", "Contract", "Helder", "helder", "helder")
    with entered(cast.waterland.buyer) as buyer, Progress(batch) as progress:
        Unit.objects.create(organisation_id=buyer.organisation_id, name="Not yet to be seen")
        committing.wait_for_others(buyer.organisation_id)
        assert list(progress.follow([row])) == [row]
        progress.tell(1, row=24)
        assert Batch.objects.get(pk=batch.pk).progress == {"stage": 1, "row": 24}
        transaction.set_rollback(True)
    page = client.get(at("preview", batch.pk)).content.decode()
    assert "Stage 1 of 3" in page
    assert "Row 24 of 30." in page


def test_what_a_killed_worker_had_in_hand_is_read_in_by_the_next(
    sent: tuple[Client, Batch], cast: Cast
) -> None:
    die_with(write_file.name)
    take_over.configure().defer(timestamp=0)  # as the clock does every minute
    work()
    work()
    assert (written(cast), state(cast)) == (ROWS, "committed")
