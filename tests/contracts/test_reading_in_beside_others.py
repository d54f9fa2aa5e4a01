"""Reading in keeps to its own school and waits for others, with and without row security."""

from datetime import date

import psycopg
import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from banenbrug.contracts import batches
from banenbrug.contracts.actions import save_contract, set_clause
from banenbrug.contracts.models import Batch, Clause, Contract, Supplier
from banenbrug.contracts.outcomes import Outcome
from banenbrug.contracts.register import mapping as mappings
from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import Refused
from banenbrug.organisations.actions import add_unit
from tests.cast import Cast
from tests.databases import owner, using

HEAD = "Contractnummer;Titel;Leverancier;KVK-nummer;Afdeling;Einddatum;Social return\n"
FILE = (HEAD + "C-1;Schoonmaak;Helder;12345678;Facilitair;31-12-2027;5%\n").encode()
CHANGED = (HEAD + "C-1;Glas;Helder;12345678;Facilitair;31-12-2028;7%\n").encode()


def read(organisation_id: int, content: bytes) -> Outcome:
    _, outcome = batches.read_in(
        organisation_id=organisation_id,
        files=[("r.csv", content)],
        mapping=None,
        now=timezone.now(),
    )
    return outcome


def test_reading_in_without_row_security_leaves_another_school_alone(
    cast: Cast, own_database: str
) -> None:
    here, there = cast.waterland.organisation.pk, cast.heuvelrug.organisation.pk
    with using(own_database, as_owner=True):
        with transaction.atomic(), scope(organisation_id=there):
            theirs = save_contract(
                by=cast.heuvelrug.buyer.row,
                contract=None,
                supplier_name="Helder",
                values={"number": "C-1", "title": "Van hen", "end": date(2026, 1, 1)},
            )
            add_unit(organisation_id=there, name="Facilitair")
            set_clause(contract=theirs, form="share_of_sum", values={"percentage": 2})
        with transaction.atomic(), scope(organisation_id=here):
            assert read(here, FILE).contracts == {"created": 1, "updated": 0, "unchanged": 0}
            assert (
                batches.look(organisation_id=here, files=[("r.csv", FILE)], mapping=None).contracts[
                    "unchanged"
                ]
                == 1
            )
            [seen] = batches.look(
                files=[("r.csv", CHANGED)], mapping=None, organisation_id=here
            ).differences
            assert seen["facts"][0] == ("title", "Schoonmaak", "Glas")
            assert read(here, CHANGED).contracts["updated"] == 1
        with transaction.atomic(), scope(organisation_id=here):
            found = Contract.objects.select_related("unit", "supplier").order_by("pk")
            assert [(c.organisation_id, c.title, c.supplier.organisation_id) for c in found] == [
                (there, "Van hen", there),
                (here, "Glas", here),
            ]
            assert [c.unit.organisation_id for c in found if c.unit] == [here]
            facts = Supplier.objects.order_by("pk").values_list("organisation_id", "kvk")
            assert list(facts) == [(there, ""), (here, "12345678")]
            shares = Clause.objects.order_by("pk").values_list("organisation_id", "percentage")
            assert list(shares) == [(there, 2), (here, 7)]


@pytest.mark.django_db
def test_two_files_of_one_school_wait_for_each_other(cast: Cast) -> None:
    here, there = cast.waterland.organisation.pk, cast.heuvelrug.organisation.pk
    with owner(str(connection.settings_dict["NAME"])) as other, other.transaction():
        lock = "SELECT pg_advisory_xact_lock(hashtextextended('register', %s))"
        other.execute(lock, [here])
        with (
            scope(organisation_id=here),
            pytest.raises(OperationalError) as error,
            transaction.atomic(),
        ):
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '50ms'")
            read(here, FILE)
        assert isinstance(error.value.__cause__, psycopg.errors.LockNotAvailable)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
        with scope(organisation_id=there):
            assert read(there, FILE).created == 1, "another school does not wait"


@pytest.mark.django_db
def test_a_file_that_was_written_meanwhile_is_not_discarded_or_read_otherwise(cast: Cast) -> None:
    with scope(organisation_id=cast.waterland.organisation.pk):
        seen_before = batches.keep(
            by=cast.waterland.buyer.row, files=[("r.csv", FILE)], now=timezone.now()
        )
        mapping = mappings.from_object(seen_before.mapping)
        batches.commit(
            by=cast.waterland.buyer.row,
            batch=seen_before,
            digest=seen_before.digest,
            now=timezone.now(),
        )
        assert seen_before.state == "previewed"
        with pytest.raises(Refused) as refused:
            batches.discard(batch=seen_before)
        assert refused.value.code == "batch_closed"
        with pytest.raises(Refused) as refused:
            batches.remap(batch=seen_before, mapping=mapping)
        assert refused.value.code == "batch_closed"
        assert Batch.objects.get().state == "committed"
