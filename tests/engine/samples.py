"""Models of the table classes that no room uses yet; their tables exist only inside a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.conf import settings
from django.db import connection, models

from banenbrug.engine.keys import ParentKey
from banenbrug.engine.policies import (
    CompositeKey,
    InvitedRows,
    OwnRows,
    PairedRows,
    SchemeRows,
)
from tests.databases import using


class Dossier(models.Model):
    """Class *scheme*."""

    school_id = models.BigIntegerField()
    fund_id = models.BigIntegerField()
    adviser_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=40)

    class Meta:
        app_label = "samples"
        constraints: ClassVar = [SchemeRows(name="samples_dossier_rows")]

    def __str__(self) -> str:
        return self.title


class Lab(models.Model):
    """Class *invited*."""

    organisation_id = models.BigIntegerField()
    title = models.CharField(max_length=40)

    class Meta:
        app_label = "samples"
        constraints: ClassVar = [InvitedRows(name="samples_lab_rows")]

    def __str__(self) -> str:
        return self.title


class Note(models.Model):
    """Class *paired*: the counterparty reads."""

    organisation_id = models.BigIntegerField()
    counterparty_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=40)

    class Meta:
        app_label = "samples"
        constraints: ClassVar = [PairedRows(name="samples_note_rows")]

    def __str__(self) -> str:
        return self.title


class Handshake(models.Model):
    """Class *paired* where both parties write."""

    organisation_id = models.BigIntegerField()
    counterparty_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=40)

    class Meta:
        app_label = "samples"
        constraints: ClassVar = [PairedRows(name="samples_handshake_rows", both_write=True)]

    def __str__(self) -> str:
        return self.title


class Album(models.Model):
    """A parent in class *own*."""

    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        app_label = "samples"
        constraints: ClassVar = [
            OwnRows(name="samples_album_rows"),
            models.UniqueConstraint(fields=["organisation", "id"], name="samples_album_here"),
        ]


class Photo(models.Model):
    """Its child, with a composite key."""

    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    album = ParentKey(Album)

    class Meta:
        app_label = "samples"
        constraints: ClassVar = [
            OwnRows(name="samples_photo_rows"),
            CompositeKey(field="album", name="samples_photo_in_own_album"),
        ]


SAMPLES = (Dossier, Lab, Note, Handshake)


@contextmanager
def tables_of(database: str, *samples: type[models.Model]) -> Iterator[None]:
    """Make the tables as the owner and go on as the application role; they go with the database."""
    with using(database, as_owner=True):
        with connection.schema_editor() as editor:
            for model in samples:
                editor.create_model(model)
        with connection.cursor() as cursor:
            for model in samples:
                cursor.execute(
                    "GRANT SELECT, INSERT, UPDATE, DELETE"
                    f" ON {model._meta.db_table} TO {settings.APPLICATION_ROLE}"
                )
    yield
