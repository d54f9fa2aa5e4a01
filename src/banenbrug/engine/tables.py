"""The class of every table: own, paired, scheme, invited or global (docs/scopes.md)."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from banenbrug.engine.policies import Rows

GLOBAL = frozenset(
    {
        "organisations.organisation",
        "organisations.user",
        "organisations.doorkey",
        "organisations.installation",
        "account.emailaddress",
        "account.emailconfirmation",
        "mfa.authenticator",
        "engine.cacheentry",
        "auth.group",
        "auth.group_permissions",
        "auth.permission",
        "sessions.session",
        "contenttypes.contenttype",
        "procrastinate.procrastinatejob",
        "procrastinate.procrastinateevent",
        "procrastinate.procrastinateperiodicdefer",
        "procrastinate.procrastinateworker",
    }
)
"""Tables that every scope reads, by name: they hold no content of an organisation."""

BY_MIGRATION = {"pghistory.context": "own"}
"""Tables of libraries whose policy stands in a migration of ours."""

LIBRARY_PRIVILEGES = {"pghistory.context": "SELECT, INSERT"}
"""What the application role may do with tables of libraries, where that is not everything."""

PUBLIC_PREFIX = "public_"
"""Views with exactly the published columns, owned by the owner and so free of policies."""


SEARCH_PREFIX = "search_"
"""Views for full-text search, owned by the owner, with the scope in their own condition."""


def tables() -> Iterator[type[Model]]:
    """Every model with a table or view of its own."""
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        stands = meta.managed or meta.label_lower in GLOBAL or _is_view(model)
        if stands and not meta.proxy:
            yield model


def class_of(model: type[Model]) -> str | None:
    """The class of the table of `model`; None when nobody has decided it."""
    found = {c.table_class for c in model._meta.constraints if isinstance(c, Rows)}
    if model._meta.label_lower in GLOBAL:
        found.add("global")
    if model._meta.label_lower in BY_MIGRATION:
        found.add(BY_MIGRATION[model._meta.label_lower])
    if _is_view(model):
        found.add(model._meta.db_table.split("_", 1)[0])
    return found.pop() if len(found) == 1 else None


def privileges_of(model: type[Model]) -> str:
    """What the application role may do with the table: everything, unless the model says less."""
    if _is_view(model):
        return "SELECT"
    everything = LIBRARY_PRIVILEGES.get(model._meta.label_lower, "SELECT, INSERT, UPDATE, DELETE")
    return getattr(model, "privileges", everything)


def _is_view(model: type[Model]) -> bool:
    return model._meta.db_table.startswith((PUBLIC_PREFIX, SEARCH_PREFIX))
