"""What a submission costs beside its statements: the action, and pgbench with the same SQL."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from banenbrug.bench.ground import Ground
from banenbrug.bench.plans import (
    APPLICATIONS,
    MOST,
    PLACES,
    REQUESTS,
    VERSIONS,
    WrongLedger,
    check,
    found_school,
    offer_plans,
    open_scheme,
)
from banenbrug.bench.process import run_as_owner_in, run_in
from banenbrug.bench.results import Result
from banenbrug.bench.stage import SCHOOL, copy_of
from banenbrug.engine.cluster import programs
from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.models import Membership, User
from banenbrug.scheme.actions.applications import submit_application
from banenbrug.scheme.models import Application

MANY = 1000
"""Submissions in one run, where `--rows` asks for no fewer."""

WARM = 20
"""Submissions before the clock runs."""

HOURS = Decimal("0.25")


def submit(ground: Ground) -> Result:
    """Submissions one after the other, beside pgbench with the statements of one of them."""
    pgbench = find_pgbench()
    many = min(MANY, ground.rows)
    ours, theirs = [], []
    with TemporaryDirectory() as folder, copy_of(ground.template) as database:
        script = Path(folder) / "submission.sql"
        plans = 2 + (2 * many + 2 * WARM) * ground.times
        run_as_owner_in(database, _furnish, plans, ground.now)
        script.write_text(run_in(database, _written_down, ground.now), encoding="utf-8")
        done = 2
        for _ in range(ground.times):
            ours.append(run_in(database, _submit_many, done, many, ground.now))
            done += WARM + many
            theirs.append(_run_pgbench(pgbench, script, database=database, first=done, many=many))
            done += WARM + many
        run_in(database, check, done)
    return Result(
        name="submit",
        n=many,
        seconds=median(ours),
        peer="pgbench, the same statements",
        peer_seconds=median(theirs),
    )


def find_pgbench() -> str:
    """The program: the one that is named, else that of the wheel, else one on the path.

    Raises `Refused` (no_pgbench).
    """
    ours = programs()
    beside = str(ours / "pgbench") if ours else "pgbench"
    named = os.environ.get("BANENBRUG_PGBENCH", "")
    found = shutil.which(named) if named else shutil.which(beside) or shutil.which("pgbench")
    if found is None:
        message = N_("There is no pgbench here. Install it, or name it in BANENBRUG_PGBENCH.")
        raise Refused(Refusal("no_pgbench", message))
    return found


def _furnish(plans: int, now: datetime) -> None:
    scheme = open_scheme(total=MOST, cap=MOST, now=now)
    school = found_school(SCHOOL, people=1, now=now)
    offer_plans(scheme, [school] * plans, hours=HOURS, now=now)


def _submit_many(first: int, many: int, now: datetime) -> float:
    by = _member()
    for number in range(first, first + WARM):
        _submit(by, number, now)
    start = perf_counter()
    for number in range(first + WARM, first + WARM + many):
        _submit(by, number, now)
    return perf_counter() - start


def _member() -> Membership:
    people = Membership.objects.select_related("organisation", "user")
    with transaction.atomic(), scope(user_id=_user_id()):
        return people.get(user=_user_id())


def _user_id() -> int:
    return int(User.objects.get(email=f"hr0@{SCHOOL}.example").pk)


def _submit(by: Membership, number: int, now: datetime) -> None:
    with transaction.atomic(), scope(organisation_id=by.organisation_id):
        submit_application(
            by=by,
            application=Application(pk=APPLICATIONS + number),
            version=1,
            expected="Two jobs",
            mandate_name="Director",
            mandate_role="Director",
            now=now,
            today=timezone.localtime(now).date(),
        )


def _written_down(now: datetime) -> str:
    """Submit the first two plans, and give the statements of the second as a script of pgbench."""
    statements: list[str] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(connection.ops.compose_sql(sql, params))  # type: ignore[attr-defined]
        return execute(sql, params, many, context)

    by = _member()
    _submit(by, 0, now)
    with connection.execute_wrapper(watch):
        _submit(by, 1, now)
    return as_script(statements)


def as_script(statements: list[str]) -> str:
    """The statements of the second plan, for plan after plan, of which `:number` counts on.

    Keys of the plan are counted along, its place and instant are those that PostgreSQL gave, and
    each transaction has a context of the history of its own. Everything else is as it was.
    """
    text = "\n".join(f"{_ended(statement)}" for statement in statements)
    for name, first in (("app", APPLICATIONS), ("request", REQUESTS), ("version", VERSIONS)):
        text = re.sub(rf"\b{first + 1}\b", f":{name}", text)
    text = re.sub(rf"\b{PLACES + 2}\b", ":last_place", text)
    received = re.findall(r"\"received_at\" = '([^']+)'::timestamptz", text)[0]
    text = text.replace(f"'{received}'", "':last_received_at'")
    context = re.findall(r"'pghistory.context_id', '([0-9a-f-]{36})'", text)[0]
    text = text.replace(f"'{context}'", "gen_random_uuid()::text")
    text = text.replace(
        f"'{{{context.replace('-', '')}}}'::uuid[]",
        "ARRAY[current_setting('pghistory.context_id')::uuid]",
    )
    return (
        f"\\set app {APPLICATIONS} + :number\n"
        f"\\set request {REQUESTS} + :number\n"
        f"\\set version {VERSIONS} + :number\n"
        "\\set number :number + 1\n"
        f"BEGIN;\n{text}\nCOMMIT;\n"
    )


def _ended(statement: str) -> str:
    bare = statement.strip().rstrip(";")
    if "RETURNING last_place, last_received_at" not in bare:
        return f"{bare};"
    head, _, last = bare.rpartition("RETURNING last_place, last_received_at, ")
    return f"{head}RETURNING last_place, last_received_at, {last} AS is_taken \\gset"


def _run_pgbench(pgbench: str, script: Path, *, database: str, first: int, many: int) -> float:
    """Seconds of so many transactions; those before them are not counted."""
    _transactions(pgbench, script, database=database, first=first, many=WARM)
    return _transactions(pgbench, script, database=database, first=first + WARM, many=many)


def _transactions(pgbench: str, script: Path, *, database: str, first: int, many: int) -> float:
    where = conninfo_to_dict(make_conninfo(settings.DATABASE_URL, dbname=database))
    secret = str(where.pop("password", None) or "")
    words = ["-n", "-c", "1", "-t", str(many), "-D", f"number={first}", "-f", str(script)]
    done = subprocess.run(
        [pgbench, *words, make_conninfo("", **where)],
        env={**os.environ, "PGPASSWORD": secret} if secret else None,
        capture_output=True,
        text=True,
        check=False,
    )
    rate = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or rate is None or f"processed: {many}/{many}" not in done.stdout:
        raise WrongLedger(f"pgbench: {done.stdout}{done.stderr}")
    return many / float(rate[1])
