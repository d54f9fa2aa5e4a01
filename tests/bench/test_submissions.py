"""What a bench of submissions takes for a submission, and what it does not take."""

import pytest

from banenbrug.bench.plans import APPLICATIONS, PLACES, REQUESTS
from banenbrug.bench.submissions import as_script, find_pgbench
from banenbrug.foundation.refusals import Refused

CONTEXT = "83e93513-b676-4e96-8e9e-8652c8aad595"
STATEMENTS = [
    f"SELECT set_config('app.organisation_id', '7', true),"
    f" set_config('pghistory.context_id', '{CONTEXT}', true)",
    f'SELECT id FROM "scheme_application" WHERE "id" = {APPLICATIONS + 1} FOR NO KEY UPDATE',
    "\n UPDATE scheme_purse SET last_place = last_place + 1\n"
    " RETURNING last_place, last_received_at, queue = 0 OR 0.25 = 0\n",
    f'UPDATE "scheme_application" SET "place" = {PLACES + 2}, "received_at" ='
    f" '2026-11-27 15:20:36.34+00:00'::timestamptz, \"request_id\" = {REQUESTS + 1}"
    f' WHERE "id" = {APPLICATIONS + 1}',
    f"SELECT id FROM event WHERE pgh_context_id = ANY('{{{CONTEXT.replace('-', '')}}}'::uuid[]);",
]


def test_a_script_counts_keys_along_and_takes_place_and_instant_from_the_database() -> None:
    assert as_script(STATEMENTS).splitlines() == [
        f"\\set app {APPLICATIONS} + :number",
        f"\\set request {REQUESTS} + :number",
        "\\set version 73000000 + :number",
        "\\set number :number + 1",
        "BEGIN;",
        "SELECT set_config('app.organisation_id', '7', true),"
        " set_config('pghistory.context_id', gen_random_uuid()::text, true);",
        'SELECT id FROM "scheme_application" WHERE "id" = :app FOR NO KEY UPDATE;',
        "UPDATE scheme_purse SET last_place = last_place + 1",
        " RETURNING last_place, last_received_at, queue = 0 OR 0.25 = 0 AS is_taken \\gset",
        'UPDATE "scheme_application" SET "place" = :last_place, "received_at" ='
        ' \':last_received_at\'::timestamptz, "request_id" = :request WHERE "id" = :app;',
        "SELECT id FROM event WHERE pgh_context_id ="
        " ANY(ARRAY[current_setting('pghistory.context_id')::uuid]);",
        "COMMIT;",
    ]


def test_a_pgbench_that_is_named_and_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANENBRUG_PGBENCH", "/nergens/pgbench")
    with pytest.raises(Refused) as refused:
        find_pgbench()
    assert refused.value.code == "no_pgbench"


def test_the_pgbench_of_the_packages_is_found_without_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BANENBRUG_PGBENCH", raising=False)
    assert find_pgbench().endswith("/pginstall18/bin/pgbench")
