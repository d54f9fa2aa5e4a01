"""A process of its own for a piece of work, on another database than this process.

It has no warm caches, and its memory is that of the work alone. This module loads no models: the
new process reads it before Django is ready.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

import django
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

P = ParamSpec("P")
T = TypeVar("T")


def run_in(database: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do `work`, a function of a module, as the application role, and give what it gives."""
    return _run(database, False, work, *args, **kwargs)


def run_as_owner_in(database: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The same as the owner of the tables."""
    return _run(database, True, work, *args, **kwargs)


def _run(database: str, as_owner: bool, work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    start = multiprocessing.get_context("spawn")
    with (
        _environment(database, as_owner=as_owner),
        ProcessPoolExecutor(1, mp_context=start, initializer=_begin) as pool,
    ):
        try:
            done: T = pool.submit(_and_leave, work, *args, **kwargs).result()
        except KeyboardInterrupt:
            for process in multiprocessing.active_children():
                process.terminate()
            raise
        return done


@contextmanager
def _environment(database: str, *, as_owner: bool) -> Iterator[None]:
    """What a process that starts now takes over."""
    wanted = {
        "DATABASE_URL": make_conninfo(settings.DATABASE_URL, dbname=database),
        "DATABASE_OWNER_URL": make_conninfo(settings.DATABASE_OWNER_URL, dbname=database),
        "BANENBRUG_AS_OWNER": "1" if as_owner else "",
    }
    former = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _begin() -> None:
    # Ctrl-C reaches every process of the terminal; the one that started us decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()


def _and_leave(work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    try:
        return work(*args, **kwargs)
    finally:
        connection.close()
