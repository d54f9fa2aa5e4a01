"""Bare Django views: the rows of our pages in a plain table, behind the same middleware.

They sign somebody in, open the scope and pack the answer as our pages do; around the table there is
nothing, and no cell has more than its value.
"""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from banenbrug.contracts import words
from banenbrug.contracts.models import Clause, Contract, Supplier, Words
from banenbrug.dialogue.models import Commitment
from banenbrug.opportunities.models import Standing
from banenbrug.organisations.frame import ScopedRequest

PAGE = 25
HITS = 10
WORD = "polder"

_TABLE = """
<!DOCTYPE html><title>Contracts</title><table>{% for row in rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}
</table>
"""


def contracts(request: ScopedRequest, school: str) -> HttpResponse:
    """The first page of the list: its columns, by score."""
    here = request.member.organisation_id
    best = Standing.objects.filter(organisation_id=here).select_related("contract__supplier")
    standings = list(best.order_by("-points", "-value", "contract_id")[:PAGE])
    clauses = {
        clause.contract_id: clause.form
        for clause in Clause.objects.filter(
            organisation_id=here, contract__in=[one.contract_id for one in standings]
        )
    }
    rows = [
        (
            *(one.contract.title, one.contract.number, one.contract.supplier.name),
            *(one.contract.value_per_year, one.contract.end),
            *(clauses.get(one.contract_id), one.points),
        )
        for one in standings
    ]
    return _table(request, rows)


def hits(request: ScopedRequest, school: str) -> HttpResponse:
    """Some contracts and suppliers that hold a word."""
    here = request.member.organisation_id
    keys = {
        kind: list(
            words.found(WORD, organisation_id=here, kind=kind).values_list("object_id", flat=True)[
                :HITS
            ]
        )
        for kind in Words.Kind
    }
    found = Contract.objects.filter(pk__in=keys[Words.Kind.CONTRACT]).select_related("supplier")
    named = Supplier.objects.filter(pk__in=keys[Words.Kind.SUPPLIER])
    rows: list[Sequence[object]] = [(one.title, one.number, one.supplier.name) for one in found]
    return _table(request, rows + [(one.name, one.city) for one in named])


def dossier(request: ScopedRequest, school: str, pk: int) -> HttpResponse:
    """One contract: its fields, clauses and commitments."""
    here = {"organisation_id": request.member.organisation_id}
    contract = Contract.objects.filter(**here).select_related("supplier").get(pk=pk)
    rows: list[Sequence[object]] = [
        (field.verbose_name, getattr(contract, field.attname))
        for field in Contract._meta.concrete_fields
    ]
    rows.append(("supplier", contract.supplier.name))
    rows += [(one.form, one.text) for one in Clause.objects.filter(contract=contract, **here)]
    rows += [(one.what,) for one in Commitment.objects.filter(contract=contract, **here)]
    return _table(request, rows)


def _table(request: HttpRequest, rows: Iterable[Sequence[object]]) -> HttpResponse:
    return HttpResponse(_template.render({"rows": rows}))


_template = engines["django"].from_string(_TABLE)

urlpatterns = [
    path("bare/<slug:school>/list", contracts, name="list"),
    path("bare/<slug:school>/search", hits, name="search"),
    path("bare/<slug:school>/dossier/<int:pk>", dossier, name="dossier"),
]
