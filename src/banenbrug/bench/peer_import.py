"""The peer of an import: django-import-export in its bulk mode.

It looks for rows that exist and compares them, as ours does, but it gets suppliers and units
handed over by name and checks no cell. It fills the same tables. The library is installed for
development only, so that this module is read when the bench runs and not before.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tablib
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader
from import_export.resources import ModelResource
from import_export.widgets import Widget

from banenbrug.contracts.categories import CATEGORIES
from banenbrug.contracts.models import Clause, Contract, Supplier
from banenbrug.organisations.models import Unit

_CODES = {category.name: category.code for category in CATEGORIES}


class _Known(Widget):
    """The row that was written for a name."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        super().__init__()
        self._rows = rows

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self._rows.get(value or "")


class _Day(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        return date(int(value[6:]), int(value[3:5]), int(value[:2])) if value else None


class _Cents(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        if isinstance(value, str):
            return int(value.replace(".", "").replace(",", "")) if value else None
        return None if value is None else round(value * 100)


class _Whole(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        return int(value) if value not in (None, "") else None


class _Text(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return str(value or "")


class _Category(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return _CODES.get(value, "")


class _Bulk:
    """Bulk mode; one query looks up what exists, and rows without a change are skipped."""

    use_bulk = True
    batch_size = 2000
    instance_loader_class = CachedInstanceLoader
    skip_unchanged = True
    skip_html_diff = True
    report_skipped = False
    use_transactions = False  # the bench is one transaction already


class _Plainly(ModelResource):
    """Leaves out what only the owner of the tables may do."""

    def get_import_order(self) -> list[str]:
        return list(self.fields)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Do not set the sequences of the keys."""


class _Contracts(_Plainly):
    number = Field("number", "Contractnummer", widget=_Text())
    title = Field("title", "Titel", widget=_Text())
    category = Field("category", "Categorie", widget=_Category())
    cpv = Field("cpv", "CPV", widget=_Text())
    start = Field("start", "Ingangsdatum", widget=_Day())
    end = Field("end", "Einddatum", widget=_Day())
    value_per_year = Field("value_per_year", "Waarde per jaar", widget=_Cents())
    value_total = Field("value_total", "Totale waarde", widget=_Cents())
    extension_count = Field("extension_count", "Verlengingsopties", widget=_Whole())
    extension_months = Field("extension_months", "Verlengingsduur", widget=_Whole())
    notice_months = Field("notice_months", "Opzegtermijn", widget=_Whole())
    procedure = Field("procedure", "Procedure", widget=_Text())

    class Meta(_Bulk):
        model = Contract
        import_id_fields = ("number",)
        fields = (
            *("number", "title", "category", "cpv", "start", "end", "value_per_year"),
            *("value_total", "extension_count", "extension_months", "notice_months", "procedure"),
        )

    def __init__(
        self, organisation_id: int, suppliers: Mapping[str, Supplier], units: Mapping[str, Unit]
    ) -> None:
        super().__init__()
        self._organisation_id = organisation_id
        self.fields["supplier"] = Field("supplier", "Leverancier", widget=_Known(suppliers))
        self.fields["unit"] = Field("unit", "Afdeling", widget=_Known(units))

    def before_save_instance(self, instance: Contract, row: Any, **kwargs: Any) -> None:
        instance.organisation_id = self._organisation_id


class _Clauses(_Plainly):
    text = Field("text", "Social return", widget=_Text())

    class Meta(_Bulk):
        model = Clause
        import_id_fields = ("text",)
        fields = ("text",)

    def __init__(self, organisation_id: int, contracts: Mapping[str, Contract]) -> None:
        super().__init__()
        self._organisation_id = organisation_id
        self.fields["contract"] = Field("contract", "Contractnummer", widget=_Known(contracts))

    def before_save_instance(self, instance: Clause, row: Any, **kwargs: Any) -> None:
        instance.organisation_id = self._organisation_id
        instance.form = "best_effort"


def read_in(file: Path, *, organisation_id: int) -> None:
    """Bring a file of `banenbrug make-register` into the register, inside a scope."""
    rows = _dataset(file)
    suppliers = _suppliers(rows.dict, organisation_id)
    units = Unit.objects.bulk_create(
        Unit(organisation_id=organisation_id, name=name)
        for name in sorted({row["Afdeling"] for row in rows.dict if row["Afdeling"]})
    )
    named = {unit.name: unit for unit in units}
    _Contracts(organisation_id, suppliers, named).import_data(rows, raise_errors=True)
    contracts = {contract.number: contract for contract in Contract.objects.only("pk", "number")}
    _Clauses(organisation_id, contracts).import_data(_with_clause(rows), raise_errors=True)


def _dataset(file: Path) -> tablib.Dataset:
    if file.suffix == ".csv":
        return tablib.Dataset().load(file.read_text("utf-8-sig"), format="csv", delimiter=";")
    return tablib.Dataset().load(file.read_bytes(), format=file.suffix.removeprefix("."))


def _with_clause(rows: tablib.Dataset) -> tablib.Dataset:
    names = ("Contractnummer", "Social return")
    said = ([row[name] for name in names] for row in rows.dict if row[names[1]] != "Nee")
    return tablib.Dataset(*said, headers=names)


def _suppliers(rows: Iterable[Mapping[str, Any]], organisation_id: int) -> dict[str, Supplier]:
    named = {row["Leverancier"]: row for row in rows}
    Supplier.objects.bulk_create(
        (
            Supplier(
                organisation_id=organisation_id,
                name=name,
                sort_key=name.lower(),
                company_key=name.lower(),
                kvk=str(row["KVK-nummer"] or ""),
            )
            for name, row in named.items()
        ),
        batch_size=2000,
    )
    return {supplier.name: supplier for supplier in Supplier.objects.only("pk", "name")}
