"""`banenbrug make-register`: write a believable Dutch register, to try and to measure with."""

import argparse
from datetime import date
from pathlib import Path

from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.story import register, sheets

ENDINGS = (".csv", ".xlsx", ".ods")
AROUND = date(2026, 1, 1)
"""The day on which most contracts run, unless `--on` says another; fixed, so that a seed always
gives the same file."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many rows, of which seed, and where to."""
    parser.add_argument("--rows", type=_rows, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--on", type=date.fromisoformat, default=AROUND, metavar="DATE")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, object]:
    """Write the file in the style of its ending."""
    out: Path = options.out
    if out.suffix.casefold() not in ENDINGS:
        raise Refused(
            Refusal(
                "unknown_ending",
                N_("“%(name)s” has an ending that cannot be written. Possible: %(endings)s."),
                {"name": out.name, "endings": ", ".join(ENDINGS)},
            )
        )
    try:
        _write(out, count=options.rows, seed=options.seed, on=options.on)
    except OSError as error:
        raise Refused(
            Refusal(
                "cannot_write",
                N_("%(file)s cannot be written: %(why)s."),
                {"file": str(out), "why": error.strerror or str(error)},
            )
        ) from error
    return {"file": str(out), "rows": options.rows, "seed": options.seed}


def _write(out: Path, *, count: int, seed: int, on: date) -> None:
    if out.suffix.casefold() == ".csv":
        # Spreadsheet programs know UTF-8 by the mark in front.
        with out.open("w", encoding="utf-8-sig", newline="") as file:
            register.write(file, count=count, seed=seed, on=on)
        return
    write = sheets.write_xlsx if out.suffix.casefold() == ".xlsx" else sheets.write_ods
    with out.open("wb") as spreadsheet:
        write(spreadsheet, register.HEADERS, register.typed_rows(count=count, seed=seed, on=on))


def _rows(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number
