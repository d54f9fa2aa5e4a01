"""The public view of vacancies: exactly the published columns, the condition inside."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("placements", "0001_initial"), ("organisations", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE VIEW public_vacancy WITH (security_barrier) AS
            SELECT vacancy.id, vacancy.title, vacancy.tasks, vacancy.hours_per_week,
                   vacancy.places, school.name AS school, vacancy.published_on
              FROM placements_vacancy AS vacancy
              JOIN organisations_organisation AS school ON school.id = vacancy.organisation_id
             WHERE vacancy.published_on IS NOT NULL AND vacancy.closed_on IS NULL
            """,
            "DROP VIEW public_vacancy",
        )
    ]
