"""`banenbrug bench`: measure speed beside a floor, in a database of its own."""

import argparse
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from banenbrug.bench.benches import NAMES, measure
from banenbrug.bench.ground import Ground
from banenbrug.bench.stage import template
from banenbrug.commands import make_register


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which benches, over how many rows, and how often each is run."""
    known = ", ".join(NAMES)
    parser.add_argument("names", nargs="*", type=_name, metavar="NAME", help=f"{known}; else all")
    parser.add_argument("--rows", type=_number, default=100_000)
    parser.add_argument("--times", type=_number, default=3)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The results, in the form of docs/commands.md; without `--json` a line for each bench."""
    now = timezone.now()
    with TemporaryDirectory() as folder, template(now=now) as database:
        ground = Ground(
            template=database,
            rows=options.rows,
            times=options.times,
            now=now,
            register=partial(_register, Path(folder), options.rows),
        )
        results = list(measure(options.names or NAMES, ground=ground))
    if options.json:
        return {"results": [result.as_json() for result in results]}
    return {result.name: result.in_words() for result in results}


def _register(folder: Path, rows: int, ending: str) -> Path:
    """A register file, written once."""
    file = folder / f"register{ending}"
    if not file.exists():
        make_register.run(argparse.Namespace(out=file, rows=rows, seed=1, on=make_register.AROUND))
    return file


def _name(text: str) -> str:
    if text not in NAMES:
        raise argparse.ArgumentTypeError(f"no bench {text!r}; choose from {', '.join(NAMES)}")
    return text


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
