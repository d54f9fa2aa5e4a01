"""`banenbrug bench`: measure speed beside a floor, in a database of its own."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from banenbrug.bench.benches import BENCHES, measure
from banenbrug.commands import make_register
from banenbrug.story import register


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which benches, over how many rows, and how often each is run."""
    known = ", ".join(BENCHES)
    parser.add_argument("names", nargs="*", type=_name, metavar="NAME", help=f"{known}; else all")
    parser.add_argument("--rows", type=_number, default=100_000)
    parser.add_argument("--times", type=_number, default=3)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The results, in the form of docs/commands.md; without `--json` a line for each bench."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "register.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as opened:
            register.write(opened, count=options.rows, seed=1, on=make_register.AROUND)
        names = options.names or list(BENCHES)
        results = list(measure(names, register=file, times=options.times, now=timezone.now()))
    if options.json:
        return {"results": [result.as_json() for result in results]}
    return {result.name: result.in_words() for result in results}


def _name(text: str) -> str:
    if text not in BENCHES:
        raise argparse.ArgumentTypeError(f"no bench {text!r}; choose from {', '.join(BENCHES)}")
    return text


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
