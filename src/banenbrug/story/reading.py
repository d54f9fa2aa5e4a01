"""The registers of the schools: files of `story.register`, read in like an upload."""

import io

from banenbrug.contracts import batches
from banenbrug.organisations.models import Membership
from banenbrug.story import register
from banenbrug.story.stage import Stage


def read_register(*, by: Membership, count: int, seed: int, days: int, stage: Stage) -> None:
    """Read a believable register of `count` contracts in, `days` from today."""
    text = io.StringIO(newline="")
    register.write(text, count=count, seed=seed, on=stage.today)
    day = stage.day(days)
    batch = batches.keep(
        by=by,
        files=[(f"contractregister-{day.year}.csv", text.getvalue().encode("utf-8-sig"))],
        now=stage.at(days, hour=9),
    )
    batches.commit(by=by, batch=batch, digest=batch.digest, now=stage.at(days, hour=9))
