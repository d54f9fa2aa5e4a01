"""Who acted is seen by the organisation it was done for, and is never rewritten.

The policy stands here because the model of pghistory's context is pghistory's. Its function updates
a context that it meets again; ours leaves it, since the author within a scope does not change, so
that the application role needs no right to update.
"""

from django.db import migrations

ORGANISATION = "NULLIF(current_setting('app.organisation_id', true), '')::bigint"
ROWS = f"(metadata->>'organisation')::bigint = {ORGANISATION}"

ATTACH = """
    CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
    DECLARE
        author UUID := NULLIF(current_setting('pghistory.context_id', true), '')::uuid;
    BEGIN
        INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
        SELECT author, current_setting('pghistory.context_metadata')::jsonb, now(), now()
         WHERE author IS NOT NULL
            ON CONFLICT (id) DO NOTHING;
        RETURN author;
    END
    $$ LANGUAGE plpgsql
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("pghistory", "0007_auto_20250421_0444")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE pghistory_context ENABLE ROW LEVEL SECURITY;"
            f"CREATE POLICY context_rows ON pghistory_context USING ({ROWS}) WITH CHECK ({ROWS})",
            "DROP POLICY context_rows ON pghistory_context;"
            "ALTER TABLE pghistory_context DISABLE ROW LEVEL SECURITY",
        ),
        migrations.RunSQL(ATTACH, migrations.RunSQL.noop),
    ]
