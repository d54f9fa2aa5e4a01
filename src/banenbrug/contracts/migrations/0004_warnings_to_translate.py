"""Warnings of earlier files were kept in English; from now on they are kept to be translated."""

from django.db import migrations

AS_MESSAGES = """
    UPDATE contracts_batch
       SET warnings = (
           SELECT jsonb_agg(jsonb_build_object('code', 'said', 'params', '{}'::jsonb,
                                               'message', replace(said, '%', '%%')))
             FROM jsonb_array_elements_text(warnings) AS said)
     WHERE jsonb_typeof(warnings -> 0) = 'string'
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_course_of_an_import")]
    operations = [migrations.RunSQL(AS_MESSAGES, migrations.RunSQL.noop)]
