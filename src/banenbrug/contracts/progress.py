"""How far a job came with a file, told over a connection of its own.

What the job writes is seen by nobody before it commits; its progress has to be seen at once.
"""

import json
from collections.abc import Iterator
from types import TracebackType

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from banenbrug.contracts.models import Batch
from banenbrug.contracts.outcomes import Contracts
from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.foundation.refusals import N_

STAGES = (
    N_("Reading."),
    N_("Comparing with the register."),
    N_("Writing in the register."),
)

EVERY = 2000
"""Contracts between two reports."""


class Progress:
    """Tells how far reading in is, while the block lasts: the stage, and the row in the first."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._other: BaseDatabaseWrapper = connection.copy()

    def __enter__(self) -> "Progress":
        with self._other.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('app.organisation_id', %s, false)",
                [str(self._batch.organisation_id)],
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._other.close()

    def follow(self, contracts: Contracts) -> Iterator[ContractRow]:
        """Pass contracts on and tell, now and then, from which row they came."""
        self.tell(1)
        for count, contract in enumerate(contracts, start=1):
            if count % EVERY == 0:
                self.tell(1, row=contract.row)
            yield contract
        self.tell(2)

    def tell(self, stage: int, *, row: int = 0) -> None:
        """Write down the stage (1 is the first of `STAGES`) and the row."""
        with self._other.cursor() as cursor:
            cursor.execute(
                "UPDATE contracts_batch SET progress = %s WHERE organisation_id = %s AND id = %s",
                [
                    json.dumps({"stage": stage, "row": row}),
                    self._batch.organisation_id,
                    self._batch.pk,
                ],
            )
