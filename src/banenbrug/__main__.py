"""The console script `banenbrug`: find the database, run one command, say how it went.

Exit codes: 0 done, 1 refused, 2 usage. With `--json` one JSON object stands on stdout and nothing
else.
"""

import argparse
import importlib
import json
import os
import secrets
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from tempfile import NamedTemporaryFile
from types import FrameType, ModuleType
from typing import Any

from banenbrug import __version__
from banenbrug.commands import COMMANDS, Command
from banenbrug.engine.embedded import ServerUnavailable, address, home, join
from banenbrug.foundation.refusals import N_, Refusal, Refused, refuse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser, name = _parser(words)
    if name is None:
        parser.parse_args(words)
        parser.print_help()
        return 2
    command = COMMANDS[name]
    embedded = not os.environ.get("DATABASE_URL")
    _set_environment(command, embedded=embedded)
    import django

    django.setup()
    module = importlib.import_module(f"banenbrug.commands.{command.module}")
    own = argparse.ArgumentParser(prog=f"banenbrug {name}", description=command.purpose)
    module.arguments(own)
    options = own.parse_args(words[1:])
    as_json = bool(getattr(options, "json", False))
    asked_to_end = _end_like_ctrl_c()
    try:
        with _server(joined=embedded and command.needs != "nothing"):
            answer = _run(command, module, options)
    except KeyboardInterrupt:
        return 130
    except (Refused, ServerUnavailable) as refused:
        # Whoever ends us in the middle of a step also makes that step fail.
        return 130 if asked_to_end else _say_refusal(refused, as_json=as_json)
    if answer is not None:
        _say(answer, as_json=as_json)
    return 0


def _run(
    command: Command, module: ModuleType, options: argparse.Namespace
) -> Mapping[str, Any] | None:
    """Run a command; what goes wrong outside the program becomes a refusal that says what to do."""
    from django.db import OperationalError, ProgrammingError

    from banenbrug.engine.grants import why_not_serve

    try:
        if command.needs == "application":
            refuse(why_not_serve())
        answer: Mapping[str, Any] | None = module.run(options)
    except (OperationalError, ProgrammingError) as error:
        not_ready = N_("The database does not answer as it should: %(error)s Is it migrated?")
        raise Refused(Refusal("database_not_ready", not_ready, {"error": error})) from error
    except (OSError, UnicodeDecodeError) as error:
        unreadable = N_("A file cannot be read or written: %(error)s")
        raise Refused(Refusal("file_unusable", unreadable, {"error": error})) from error
    return answer


def _end_like_ctrl_c() -> list[int]:
    """Let every request to end raise KeyboardInterrupt; gives the requests as they come.

    So the embedded server is left, whether somebody ends us or closes the terminal.
    """
    asked: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # as under nohup
            signal.signal(number, end)
    return asked


def _parser(words: list[str]) -> tuple[argparse.ArgumentParser, str | None]:
    lines = "\n".join(f"  {name:<18} {command.purpose}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="banenbrug",
        epilog=f"commands:\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("command", choices=sorted(COMMANDS), nargs="?")
    name = words[0] if words and words[0] in COMMANDS else None
    return parser, name


def _set_environment(command: Command, *, embedded: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banenbrug.settings")
    if embedded:
        os.environ["DATABASE_URL"] = address(home(), "application")
        os.environ["DATABASE_OWNER_URL"] = address(home(), "owner")
        if command.needs != "nothing":
            _keep_secret()
    if command.needs == "owner":
        os.environ["BANENBRUG_AS_OWNER"] = "1"


def _keep_secret() -> None:
    # The embedded server is for one machine; its secret lives beside it, readable by us alone.
    home().mkdir(parents=True, exist_ok=True)
    kept = home() / "secret-key"
    if kept.exists():
        return
    with NamedTemporaryFile("w", dir=home(), prefix="secret-key.") as new:
        new.write(secrets.token_urlsafe(50))
        new.flush()
        with suppress(FileExistsError):  # somebody else was first
            kept.hardlink_to(new.name)


@contextmanager
def _server(*, joined: bool) -> Iterator[None]:
    if not joined:
        yield
        return
    with join(home()):
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()


def _say(answer: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
        return
    for key, value in answer.items():
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        print(f"{key}: {shown}")


def _say_refusal(refused: Refused | ServerUnavailable, *, as_json: bool) -> int:
    code = refused.code if isinstance(refused, Refused) else "server_unavailable"
    if as_json:
        print(json.dumps({"refused": code, "message": str(refused)}, ensure_ascii=False))
    else:
        print(f"banenbrug: {refused}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
