"""The commands of the console script, one module each (docs/commands.md).

A module has `arguments(parser)`, which adds its options, and `run(options)`, which does the work
and gives the answer: a dict that is printed as JSON or as lines, or None. What is refused is raised
as `Refused`.
"""

from dataclasses import dataclass
from typing import Literal

Needs = Literal["nothing", "application", "owner"]


@dataclass(frozen=True)
class Command:
    """Where a command is written, what it needs of the database and what it is for."""

    module: str
    needs: Needs
    purpose: str


COMMANDS: dict[str, Command] = {
    "demo": Command("demo", "owner", "try Banenbrug with a fictional story"),
    "tell-story": Command("tell_story", "application", "what `demo` tells; it runs this itself"),
    "import-contracts": Command("import_contracts", "application", "read a register file"),
    "shortlist": Command("shortlist", "application", "the contracts to talk about first"),
    "count": Command("count", "application", "the jobs of a year, by both counters"),
    "ledger": Command("ledger", "application", "the hours of a scheme, if its totals add up"),
    "make-register": Command("make_register", "nothing", "write a believable register file"),
    "found": Command("found", "application", "open the door for an organisation"),
    "migrate": Command("migrate", "owner", "bring the database up to date"),
    "check": Command("check", "application", "whether this installation may serve"),
    "serve": Command("serve", "application", "the web server"),
    "worker": Command("worker", "application", "the worker that does background jobs"),
    "relock": Command("relock", "application", "lock secrets anew after a new secret key"),
    "roles": Command("roles", "nothing", "the roles and grants of the database"),
    "bench": Command("bench", "owner", "measure speed beside a floor or a peer"),
    "manage": Command("manage", "nothing", "Django's own commands, for developers"),
}
