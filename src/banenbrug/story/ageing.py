"""The history of a story that was told in one go gets the instants at which it plays."""

from django.apps import apps
from django.db import connection
from pghistory.models import Event

from banenbrug.story.stage import TOLD

_AGE = """
    UPDATE {table} AS event
       SET pgh_created_at = substr(context.metadata->>'via', %(begins)s)::timestamptz
      FROM pghistory_context AS context
     WHERE context.id = event.pgh_context_id AND starts_with(context.metadata->>'via', %(told)s)
       AND event.pgh_created_at > substr(context.metadata->>'via', %(begins)s)::timestamptz
"""


def age_history() -> None:
    """Age it as the owner: nobody else can change a history. A second time changes nothing."""
    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, Event) and not model._meta.proxy
    ]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                _AGE.format(table=connection.ops.quote_name(table)),
                {"told": TOLD, "begins": len(TOLD) + 1},
            )
