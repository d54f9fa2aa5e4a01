"""The demonstration with real processes, signals and kills."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from tests.story.processes import Demo, banenbrug, eventually, is_running, processes_of
from tests.story.rows import count, run_sql

Start = Callable[[], Demo]

ADD_UNIT = (
    "INSERT INTO organisations_unit (organisation_id, name)"
    " SELECT id, 'Nieuwe dienst' FROM organisations_organisation WHERE slug = 'waterland'"
)


def test_pages_are_served_until_ctrl_c_which_leaves_no_process(home: Path, start: Start) -> None:
    demo = start()
    assert f"http://localhost:{demo.port}/" in demo.until_ready()
    assert demo.get("/")[0] == 200
    status, page = demo.get("/demo/")
    assert status == 200
    assert "Hogeschool Waterland" in page
    # The web server, its own child, and the worker.
    assert eventually(lambda: len(demo.children()) == 3)

    second = banenbrug(home, "demo", "--fresh", "--prepare")
    assert second.returncode == 1
    assert "A demonstration runs here already" in second.stderr
    assert demo.get("/demo/")[0] == 200

    assert demo.end(signal.SIGINT) == 0
    assert processes_of(home) == []
    assert not demo.is_listening()


def test_after_any_process_is_killed_all_end_and_the_next_start_works(
    home: Path, start: Start
) -> None:
    demo = start()
    demo.until_ready()
    children = demo.children()
    before = count(home, "organisations_unit")
    run_sql(home, ADD_UNIT)
    assert demo.end(signal.SIGKILL) == -signal.SIGKILL
    assert eventually(lambda: not any(is_running(pid) for pid in children))
    assert not demo.is_listening()

    again = start()
    again.until_ready()
    assert again.get("/")[0] == 200
    assert count(home, "organisations_unit") == before + 1
    # The deepest child is the one that answers: its death has to come up through its parent.
    os.kill(again.children()[-1], signal.SIGKILL)
    _, complaint = again.process.communicate(timeout=60)
    assert again.process.returncode == 1
    assert "the web server stopped by itself" in complaint
    assert processes_of(home) == []


def test_a_termination_during_the_start_leaves_no_process(home: Path, start: Start) -> None:
    demo = start()
    assert eventually((home / "socket" / ".s.PGSQL.5432").exists)
    assert demo.end(signal.SIGTERM) in (0, 130)  # 0 when it had come as far as serving
    assert processes_of(home) == []


def test_a_port_that_is_taken_is_refused_with_another_to_choose(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = somebody.getsockname()[1]
        refused = banenbrug(home, "demo", "--port", str(port))
    assert refused.returncode == 1
    assert f"banenbrug demo --port {port + 1}" in refused.stderr
    assert processes_of(home) == []
