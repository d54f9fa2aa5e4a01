"""The embedded server, with real processes, locks and kills."""

import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from banenbrug.engine.embedded import ServerUnavailable, join
from banenbrug.engine.embedded import home as configured_home
from tests.engine.holders import (
    PATIENCE,
    Holder,
    answers,
    eventually,
    failure_as,
    folder_that_ends_unused,
    postmaster,
    processes_naming,
    rows,
    write_row,
)

needs_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")


@pytest.fixture
def empty_home() -> Iterator[Path]:
    """A home folder without a cluster."""
    with folder_that_ends_unused() as folder:
        yield folder


@pytest.fixture(scope="module")
def made_home() -> Iterator[Path]:
    """A home folder with a cluster, to copy."""
    with folder_that_ends_unused() as folder:
        join(folder, durable=False).leave()
        yield folder


@pytest.fixture
def home(empty_home: Path, made_home: Path) -> Path:
    """A home folder with a cluster that does not run. Copying takes a tenth of making."""
    subprocess.run(["cp", "-a", f"{made_home}/.", empty_home], check=True)
    return empty_home


Hold = Callable[..., Holder]


@pytest.fixture
def hold() -> Iterator[Hold]:
    """Starts processes that hold the server of a home."""
    holders: list[Holder] = []

    def start(home: Path, *, durable: bool = False) -> Holder:
        holders.append(Holder(home, durable=durable))
        return holders[-1]

    yield start
    for holder in holders:
        holder.kill()
        for pipe in (holder.process.stdin, holder.process.stdout):
            if pipe is not None:
                pipe.close()


def test_the_server_runs_until_its_only_holder_leaves_and_keeps_what_was_committed(
    home: Path,
) -> None:
    with join(home, durable=False) as server:
        write_row(server.url("owner"))
    assert not answers(server.url("application"))
    with join(home, durable=False) as server:
        assert rows(server.url("owner")) == [("brug",)]
    assert not answers(server.url("application"))


def test_leaving_twice_is_leaving_once(home: Path, hold: Hold) -> None:
    server = join(home, durable=False)
    other = hold(home)
    other.started_at()
    server.leave()
    server.leave()
    assert answers(server.url("application"))
    other.leave()


def test_a_durable_server_writes_utf8_with_checksums_and_listens_on_no_network(
    empty_home: Path,
) -> None:
    expected = {
        "server_encoding": "UTF8",
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "data_checksums": "on",
        "listen_addresses": "",
        "max_connections": "200",
    }
    with join(empty_home) as server, psycopg.connect(server.url("superuser")) as connection:
        found = connection.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(expected)]
        ).fetchall()
        collation = connection.execute(
            "SELECT datcollate, datlocprovider FROM pg_database WHERE datname = 'banenbrug'"
        ).fetchone()
        assert (empty_home / "socket").stat().st_mode & 0o777 == 0o700
    assert dict(found) == expected
    assert collation == ("C.UTF-8", "c")


def test_a_durable_join_refuses_a_server_that_may_lose_data(home: Path) -> None:
    with join(home, durable=False) as server:
        with pytest.raises(ServerUnavailable, match="may lose committed data"):
            join(home)
        assert answers(server.url("application"))


def test_of_two_processes_the_last_one_out_stops_the_server(home: Path, hold: Hold) -> None:
    other = hold(home)
    other.started_at()
    server = join(home, durable=False)
    server.leave()
    assert answers(server.url("application"))
    other.leave()
    assert not answers(server.url("application"))


def test_a_killed_holder_does_not_keep_the_server_running(home: Path, hold: Hold) -> None:
    starter = hold(home)
    starter.started_at()
    server = join(home, durable=False)
    starter.kill()
    assert answers(server.url("application"))
    server.leave()
    assert not answers(server.url("application"))


def test_a_server_whose_holders_were_all_killed_is_joined_and_then_stopped(
    home: Path, hold: Hold
) -> None:
    first = hold(home)
    started_at = first.started_at()
    first.kill()
    second = hold(home)
    assert second.started_at() == started_at
    second.leave()
    assert processes_naming(home) == []


def test_after_a_kill_of_the_server_the_next_join_finds_every_committed_row(
    home: Path, hold: Hold
) -> None:
    starter = hold(home, durable=True)
    starter.started_at()
    with join(home) as server:
        write_row(server.url("owner"))
        os.kill(postmaster(home), signal.SIGKILL)
        with join(home) as again:
            assert rows(again.url("owner")) == [("brug",)]
    starter.leave()
    assert not answers(server.url("application"))


def test_a_killed_server_that_nobody_waited_for_does_not_block_the_next_start(home: Path) -> None:
    with join(home, durable=False) as server:
        os.kill(postmaster(home), signal.SIGKILL)
        eventually(lambda: not answers(server.url("application")))
    with subprocess.Popen(["true"]) as zombie:
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        lock = home / "postgresql" / "postmaster.pid"
        lines = lock.read_text().splitlines(keepends=True)
        lock.write_text("".join([f"{zombie.pid}\n", *lines[1:]]))
        with join(home, durable=False) as server:
            assert answers(server.url("application"))


def test_eight_processes_that_start_at_once_share_one_server(empty_home: Path, hold: Hold) -> None:
    holders = [hold(empty_home) for _ in range(8)]
    assert len({holder.started_at() for holder in holders}) == 1
    for holder in holders:
        holder.tell_to_leave()
    assert [holder.process.wait(PATIENCE) for holder in holders] == [0] * 8
    assert processes_naming(empty_home) == []


def test_a_kill_while_the_cluster_is_made_leaves_nothing_half_done(
    empty_home: Path, hold: Hold
) -> None:
    victim = hold(empty_home)
    eventually((empty_home / "postgresql.new" / "PG_VERSION").exists)
    victim.kill()
    assert not (empty_home / "postgresql").exists()
    with join(empty_home, durable=False) as server:
        assert answers(server.url("application"))
        assert not (empty_home / "postgresql.new").exists()


def test_a_kill_of_the_process_that_stops_the_server_does_not_harm_the_next_join(
    home: Path, hold: Hold
) -> None:
    leaver = hold(home)
    leaver.started_at()
    leaver.tell_to_leave()
    eventually(lambda: "received fast shutdown" in (home / "postgresql.log").read_text())
    leaver.kill()
    with join(home, durable=False) as server:
        assert answers(server.url("application"))
    assert not answers(server.url("application"))


def test_a_ctrl_c_in_the_terminal_does_not_reach_the_server(home: Path) -> None:
    with join(home, durable=False):
        assert os.getsid(postmaster(home)) == postmaster(home)


def test_a_server_that_cannot_start_says_why_and_what_to_do(home: Path) -> None:
    join(home, durable=False).leave()
    (home / "postgresql" / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(ServerUnavailable) as trouble:
        join(home, durable=False)
    assert "database files are incompatible with server" in str(trouble.value)
    assert str(home / "postgresql.log") in str(trouble.value)


@pytest.mark.parametrize("role", ["owner", "application"])
def test_neither_owner_nor_application_can_pass_row_security(home: Path, role: str) -> None:
    with join(home, durable=False) as server:
        url = server.url("owner" if role == "owner" else "application")
        with psycopg.connect(url) as connection:
            found = connection.execute(
                "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    assert found == (False, False, False, role == "owner")


def test_the_application_makes_temporary_tables_and_no_others(home: Path) -> None:
    with (
        join(home, durable=False) as server,
        psycopg.connect(server.url("application"), autocommit=True) as connection,
    ):
        connection.execute("CREATE TEMP TABLE scratch (word text)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE public.mine (word text)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE DATABASE mine")


def test_the_owner_makes_databases_that_the_application_can_use(home: Path) -> None:
    with join(home, durable=False) as server:
        with psycopg.connect(server.url("owner"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE test_one")
        assert answers(server.url("application", "test_one"))


@needs_root
def test_root_works_below_a_folder_that_is_closed_to_everybody_else(empty_home: Path) -> None:
    empty_home.chmod(0o700)
    with join(empty_home / "var", durable=False) as server:
        assert answers(server.url("application"))
        assert pwd.getpwuid((empty_home / "var" / "socket").stat().st_uid).pw_name == "banenbrug-db"
    assert empty_home.stat().st_mode & 0o777 == 0o700


@needs_root
def test_another_user_of_the_system_cannot_connect_in_any_role(home: Path) -> None:
    with join(home, durable=False) as server:
        urls = [server.url("superuser"), server.url("owner"), server.url("application")]
        for url in urls:
            assert failure_as("root", url) == ""
            assert "Permission denied" in failure_as("nobody", url)
        # Even past the closed folder, the server itself refuses.
        (home / "socket").chmod(0o755)
        for url in urls:
            assert "Peer authentication failed" in failure_as("nobody", url)


def test_a_home_with_too_long_a_path_is_refused_by_name(home: Path) -> None:
    with pytest.raises(ServerUnavailable, match=r"BANENBRUG_HOME .* too long for a unix socket"):
        join(home / ("x" * 100))


def test_the_home_is_var_in_the_current_folder_unless_banenbrug_home_names_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BANENBRUG_HOME", raising=False)
    assert configured_home() == Path.cwd() / "var"
    monkeypatch.setenv("BANENBRUG_HOME", "elsewhere")
    assert configured_home() == Path.cwd() / "elsewhere"
