"""OCDS 1.1: contracting data as JSON, one row for each award and supplier."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from banenbrug.contracts.register.layout import Header, table_of
from banenbrug.contracts.register.ocds_process import Process
from banenbrug.contracts.register.ocds_rows import COLUMNS, rows_of
from banenbrug.contracts.register.table import Table
from banenbrug.foundation.refusals import N_, Refusal, Refused

JSON_BROKEN = Refusal(
    "json_broken",
    N_("This JSON file is damaged or not complete. Make the export again. Nothing was read."),
)
NOT_OCDS = Refusal(
    "json_not_ocds",
    N_(
        "This JSON file holds no contracting data in the form of OCDS 1.1 (releases with awards). "
        "Choose a file that ends in xlsx, ods or csv. Nothing was read."
    ),
)
NO_AWARDS = Refusal(
    "no_awards",
    N_("This OCDS file holds no award with a supplier yet. Nothing was read."),
)


def open_ocds(content: bytes) -> Table:
    """Open a release package, a record package, one release or record, or a list of any of them.

    The releases of one process are read together: what a later one says counts. Raises `Refused`:
    json_broken, json_not_ocds, no_awards.
    """
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused(JSON_BROKEN) from None
    processes: dict[str, Process] = {}
    for release in sorted(_releases(data), key=lambda release: str(release.get("date") or "")):
        processes.setdefault(release["ocid"], Process(release["ocid"])).add(release)
    if not processes:
        raise Refused(NOT_OCDS)
    rows = [row for process in processes.values() for row in rows_of(process)]
    if not rows:
        raise Refused(NO_AWARDS)
    shared = sum(1 for process in processes.values() for _ in process.awards_with_one_amount())
    return table_of(
        lambda: ([*row] for row in rows),
        Header(0, tuple(COLUMNS.values())),
        kind="ocds",
        known=tuple(COLUMNS.items()),
        warnings=(_one_amount(shared),) if shared else (),
        digest=hashlib.sha256(content).hexdigest(),
    )


def _releases(data: Any) -> Iterator[dict[str, Any]]:
    """All releases in what JSON holds, however they are packed."""
    if isinstance(data, list):
        for one in data:
            yield from _releases(one)
    elif isinstance(data, dict):
        for packed in ("releases", "records"):
            if isinstance(data.get(packed), list):
                yield from _releases(data[packed])
        if isinstance(data.get("compiledRelease"), dict) and not data.get("releases"):
            yield from _releases(data["compiledRelease"])
        elif isinstance(data.get("ocid"), str) and not data.get("releases"):
            yield data


def _one_amount(count: int) -> Refusal:
    message = N_(
        "Awards to several suppliers with one amount for all of them: %(count)s. The amount was "
        "left out, because the file does not say who gets which part."
    )
    return Refusal("amount_of_several", message, {"count": count})
