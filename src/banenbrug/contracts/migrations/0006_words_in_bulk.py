import django.contrib.postgres.indexes
from django.db import migrations

INDEX = {"fields": ["words"], "name": "words_by_word"}


class Migration(migrations.Migration):
    """Words wait beside the index and go into it in bulk: quicker for a whole register."""

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
