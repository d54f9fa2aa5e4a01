"""Row security and composite keys as constraints, so that makemigrations writes them.

Each class of tables (docs/scopes.md) is one constraint class here; put it in `Meta.constraints`.
The policies are enabled, not forced: the owner of the tables migrates and reports, the application
role, which owns nothing, meets them in every statement.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BaseConstraint, ForeignKey, Model

ORGANISATION = "NULLIF(current_setting('app.organisation_id', true), '')::bigint"
USER = "NULLIF(current_setting('app.user_id', true), '')::bigint"


class SqlConstraint(BaseConstraint):
    """A constraint that PostgreSQL keeps and Django does not check itself."""

    def create_statement(self, model: type[Model]) -> str:
        """The SQL that adds the constraint to the table of `model`."""
        raise NotImplementedError

    def drop_statement(self, model: type[Model]) -> str:
        """The SQL that takes it away again."""
        raise NotImplementedError

    def create_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        # At the end of the migration: the table has to exist, and of a key the parent's constraint.
        assert model is not None
        assert schema_editor is not None
        schema_editor.deferred_sql.append(self.create_statement(model))
        return ""

    constraint_sql = create_sql

    def remove_sql(
        self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str:
        assert model is not None
        return self.drop_statement(model)

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the database alone judges."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SqlConstraint):
            return self.deconstruct() == other.deconstruct()
        return NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self.name))


class Rows(SqlConstraint):
    """Row security of one class of tables. `reads` and `writes` are conditions in SQL."""

    table_class: ClassVar[str]

    def reads(self, model: type[Model]) -> str:
        """The condition under which a row can be read."""
        raise NotImplementedError

    def writes(self, model: type[Model]) -> str:
        """The condition under which a row can be written; it must imply `reads`."""
        raise NotImplementedError

    def create_statement(self, model: type[Model]) -> str:
        table = model._meta.db_table
        return (
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;'
            f' CREATE POLICY "{self.name}_read" ON "{table}" FOR SELECT'
            f" USING ({self.reads(model)});"
            f' CREATE POLICY "{self.name}_write" ON "{table}" FOR ALL'
            f" USING ({self.writes(model)}) WITH CHECK ({self.writes(model)})"
        )

    def drop_statement(self, model: type[Model]) -> str:
        table = model._meta.db_table
        return (
            f'DROP POLICY "{self.name}_read" ON "{table}";'
            f' DROP POLICY "{self.name}_write" ON "{table}";'
            f' ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'
        )


class OwnRows(Rows):
    """Class *own*: one organisation reads and writes."""

    table_class = "own"

    def reads(self, model: type[Model]) -> str:
        return f"organisation_id = {ORGANISATION}"

    writes = reads


class OwnOrSelfRows(OwnRows):
    """Class *own*, and a person reads the rows about him or herself in every organisation."""

    def reads(self, model: type[Model]) -> str:
        return f"organisation_id = {ORGANISATION} OR user_id = {USER}"


class PairedRows(Rows):
    """Class *paired*: the counterparty reads along; it writes only where `both_write` is set."""

    table_class = "paired"

    def __init__(self, *, name: str, both_write: bool = False) -> None:
        super().__init__(name=name)
        self.both_write = both_write

    def reads(self, model: type[Model]) -> str:
        return f"organisation_id = {ORGANISATION} OR counterparty_id = {ORGANISATION}"

    def writes(self, model: type[Model]) -> str:
        return self.reads(model) if self.both_write else f"organisation_id = {ORGANISATION}"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        if self.both_write:
            kwargs["both_write"] = True
        return path, args, kwargs


class SchemeRows(Rows):
    """Class *scheme*: the school, its fund and its adviser read and write the same dossier."""

    table_class = "scheme"

    def reads(self, model: type[Model]) -> str:
        return f"{ORGANISATION} IN (school_id, fund_id, adviser_id)"

    writes = reads


class PublishedRows(Rows):
    """Class *published*: everybody reads what is published, the fund that it belongs to writes.

    All columns are for everybody: such a row holds no more than a public page shows.
    """

    table_class = "published"

    def reads(self, model: type[Model]) -> str:
        return f"is_published OR fund_id = {ORGANISATION}"

    def writes(self, model: type[Model]) -> str:
        return f"fund_id = {ORGANISATION}"


class InvitedRows(Rows):
    """Class *invited*: the owner writes; a guest reads the objects that it is invited to.

    The guests stand in the table of `organisations.Invited`, whose own policy reads nothing but its
    own columns: two policies that read each other would recurse.
    """

    table_class = "invited"
    guests = "organisations_invited"

    def reads(self, model: type[Model]) -> str:
        table, label = model._meta.db_table, model._meta.label_lower
        return f"organisation_id = {ORGANISATION} OR {is_guest(table, kind=label, column='id')}"

    def writes(self, model: type[Model]) -> str:
        return f"organisation_id = {ORGANISATION}"


def is_guest(table: str, *, kind: str, column: str) -> str:
    """The condition that the organisation of the scope is invited to the object of a row."""
    return (
        f"EXISTS (SELECT 1 FROM {InvitedRows.guests} AS guest"
        f" WHERE guest.kind = '{kind}' AND guest.object_id = \"{table}\".{column}"
        f' AND guest.organisation_id = "{table}".organisation_id'
        f" AND guest.guest_id = {ORGANISATION})"
    )


class GuestRows(Rows):
    """Class of the table of guests itself: the owner writes, owner and guest read."""

    table_class = "invited"

    def reads(self, model: type[Model]) -> str:
        return f"organisation_id = {ORGANISATION} OR guest_id = {ORGANISATION}"

    def writes(self, model: type[Model]) -> str:
        return f"organisation_id = {ORGANISATION}"


class OwnSide(SqlConstraint):
    """In a paired table with a column `side`, each party adds rows of its own side only."""

    def create_statement(self, model: type[Model]) -> str:
        return (
            f'CREATE POLICY "{self.name}" ON "{model._meta.db_table}" AS RESTRICTIVE FOR INSERT'
            f" WITH CHECK (CASE side WHEN 'school' THEN organisation_id = {ORGANISATION}"
            f" ELSE counterparty_id = {ORGANISATION} END)"
        )

    def drop_statement(self, model: type[Model]) -> str:
        return f'DROP POLICY "{self.name}" ON "{model._meta.db_table}"'


class GuestReads(SqlConstraint):
    """Beside the class of a table: guests of an object read its rows, and write none.

    `kind` is the object that one is invited to; `column` holds its key in this table.
    """

    def __init__(self, *, name: str, kind: str, column: str = "id") -> None:
        super().__init__(name=name)
        self.kind = kind
        self.column = column

    def create_statement(self, model: type[Model]) -> str:
        table = model._meta.db_table
        return (
            f'CREATE POLICY "{self.name}" ON "{table}" FOR SELECT'
            f" USING ({is_guest(table, kind=self.kind, column=self.column)})"
        )

    def drop_statement(self, model: type[Model]) -> str:
        return f'DROP POLICY "{self.name}" ON "{model._meta.db_table}"'

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "kind": self.kind, "column": self.column}


class GuestSide(GuestReads):
    """In a paired table with a column `side`, a guest adds rows about what it is invited to.

    The school adds rows of its own side.
    """

    def create_statement(self, model: type[Model]) -> str:
        table = model._meta.db_table
        return (
            f'CREATE POLICY "{self.name}" ON "{table}" AS RESTRICTIVE FOR INSERT'
            f" WITH CHECK (CASE side WHEN 'school' THEN organisation_id = {ORGANISATION}"
            f" ELSE counterparty_id = {ORGANISATION}"
            f" AND {is_guest(table, kind=self.kind, column=self.column)} END)"
        )


class CompositeKey(SqlConstraint):
    """A foreign key that also compares the organisation (and the counterparty, where asked).

    Foreign keys bypass row security: a plain key lets a child point at another school's parent.
    The field itself is a `ParentKey`, so that Django makes no second, weaker key.
    """

    def __init__(
        self, *, field: str, name: str, along: tuple[str, ...] = ("organisation",)
    ) -> None:
        super().__init__(name=name)
        self.field = field
        self.along = tuple(along)

    def create_statement(self, model: type[Model]) -> str:
        key = model._meta.get_field(self.field)
        assert isinstance(key, ForeignKey)
        parent: type[Model] = key.remote_field.model
        here = [key.column, *(f"{name}_id" for name in self.along)]
        there = ["id", *(f"{name}_id" for name in self.along)]
        return (
            f'ALTER TABLE "{model._meta.db_table}" ADD CONSTRAINT "{self.name}"'
            f" FOREIGN KEY ({', '.join(here)})"
            f' REFERENCES "{parent._meta.db_table}" ({", ".join(there)})'
            " DEFERRABLE INITIALLY DEFERRED"
        )

    def drop_statement(self, model: type[Model]) -> str:
        return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT "{self.name}"'

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        kwargs["field"] = self.field
        if self.along != ("organisation",):
            kwargs["along"] = self.along
        return path, args, kwargs
