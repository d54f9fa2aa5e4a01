"""`banenbrug import-contracts`: read register files into the register of a school."""

import argparse
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from banenbrug.contracts import batches
from banenbrug.contracts.outcomes import Files, Outcome
from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.mapping import Mapping
from banenbrug.contracts.register.reading import belonging, read_file
from banenbrug.engine.scopes import scope
from banenbrug.organisations.queries import school_by_slug


def arguments(parser: argparse.ArgumentParser) -> None:
    """The files, the school, and how the columns are to be read."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--school", required=True)
    parser.add_argument("--mapping", type=Path)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """The answer, in the form of docs/commands.md. Several files are read in all or not at all."""
    school = school_by_slug(options.school)
    mapping = mappings.from_json(options.mapping.read_text("utf-8")) if options.mapping else None
    groups = belonging([(file.name, read_file(file)) for file in options.files])
    via = "command import-contracts"
    with transaction.atomic(), scope(organisation_id=school.pk, via=via):
        answers = [_read(files, school.pk, mapping, dry_run=options.dry_run) for files in groups]
    return answers[0] if len(answers) == 1 else _together(answers)


def _read(
    files: Files, organisation_id: int, mapping: Mapping | None, *, dry_run: bool
) -> dict[str, Any]:
    name = ", ".join(name for name, _ in files)
    if dry_run:
        seen = batches.look(organisation_id=organisation_id, files=files, mapping=mapping)
        return _told(seen, file=name, batch=None)
    batch, outcome = batches.read_in(
        organisation_id=organisation_id,
        files=files,
        mapping=mapping,
        now=timezone.now(),
    )
    return _told(outcome, file=name, batch=batch.pk)


def _told(outcome: Outcome, *, file: str, batch: int | None) -> dict[str, Any]:
    findings = outcome.findings
    return {
        **outcome.counts(),
        "warnings": [warned.in_english() for warned in findings.warnings],
        "problems": [
            {
                "file": file,
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "message": problem.refusal.in_english(),
                "value": problem.value,
            }
            for problem in findings.problems
        ],
        "mapping": outcome.mapping.as_json(),
        "batch": batch,
    }


def _together(answers: list[dict[str, Any]]) -> dict[str, Any]:
    """Figures added up, lists one after the other; mapping and batch are of the last file."""
    total = dict(answers[0])
    for answer in answers[1:]:
        for key, value in answer.items():
            if key in ("mapping", "batch"):
                total[key] = value
            elif key == "contracts":
                total[key] = {name: total[key][name] + value[name] for name in value}
            else:
                total[key] = total[key] + value
    return total
