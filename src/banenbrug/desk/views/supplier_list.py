"""The list of suppliers on screen and as a file."""

from collections.abc import Iterator, Sequence

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from banenbrug.desk import supplier_list
from banenbrug.desk.supplier_list import Row
from banenbrug.organisations.access import require
from banenbrug.organisations.frame import ScopedRequest
from banenbrug.organisations.roles import Right
from banenbrug.web.exports import KINDS, Cell, Column, file_of, in_euros
from banenbrug.web.parts import View


def suppliers(request: ScopedRequest, school: str) -> HttpResponseBase:
    """The list: views, search and pages in the address."""
    member = request.member
    require(member, see=Right.SEE_CONTRACTS)
    asked = request.GET.get("view", "all")
    view = asked if asked in supplier_list.VIEW_NAMES else "all"
    text = request.GET.get("q", "").replace("\0", "").strip()[:100]
    found = supplier_list.suppliers_asked(member, view=view, text=text)
    if request.GET.get("format") in KINDS:
        return file_of(
            request.GET["format"],
            title=gettext("Suppliers"),
            columns=_columns(),
            rows=_cells(supplier_list.rows_of(member, list(found))),
        )
    page = Paginator(found, supplier_list.SIZE).get_page(request.GET.get("page"))
    counts = supplier_list.counts_of(member)
    return render(
        request,
        "desk/suppliers.html",
        {
            "page": page,
            "rows": supplier_list.rows_of(member, list(page)),
            "text": text,
            "view": view,
            "views": [
                View(gettext(name), f"?view={word}", word == view, counts[word])
                for word, name in supplier_list.VIEW_NAMES.items()
            ],
        },
    )


def _columns() -> Sequence[Column]:
    return (
        Column(gettext("Supplier"), width=40),
        Column(gettext("City"), width=20),
        Column(gettext("KVK number"), width=12),
        Column(gettext("Contracts"), decimals=0, width=10),
        Column(gettext("Per year in euros"), decimals=2),
        Column(gettext("PSO level"), width=10),
        Column(gettext("Social enterprise"), width=10),
        Column(gettext("Door"), width=10),
    )


def _cells(rows: Sequence[Row]) -> Iterator[Sequence[Cell]]:
    yes, no = gettext("yes"), gettext("no")
    for row in rows:
        supplier = row.supplier
        yield (
            supplier.name,
            supplier.city or None,
            supplier.kvk or None,
            row.contracts,
            in_euros(row.value),
            supplier.pso_level or None,
            yes if supplier.is_social_enterprise else no,
            yes if supplier.account_id else no,
        )
