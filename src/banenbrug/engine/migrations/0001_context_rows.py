"""The row policy of pghistory's context: who acted is seen by the organisation it was done for."""

from django.db import migrations

ORGANISATION = "NULLIF(current_setting('app.organisation_id', true), '')::bigint"
ROWS = f"(metadata->>'organisation')::bigint = {ORGANISATION}"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("pghistory", "0007_auto_20250421_0444")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE pghistory_context ENABLE ROW LEVEL SECURITY;"
            f"CREATE POLICY context_rows ON pghistory_context USING ({ROWS}) WITH CHECK ({ROWS})",
            "DROP POLICY context_rows ON pghistory_context;"
            "ALTER TABLE pghistory_context DISABLE ROW LEVEL SECURITY",
        )
    ]
