"""What the pages of a large register cost: beside those of a small one, and a bare Django view."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from banenbrug.bench.crowd import READER, Crowd
from banenbrug.bench.process import run_in
from banenbrug.bench.results import Result
from banenbrug.contracts.models import Contract
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Organisation, User

PAGE = 25
WARM = 3
"""Times that a page is asked for before the clock runs: templates and plans are in memory then."""

_BARE = """
<!DOCTYPE html><title>Contracts</title><table>{% for contract in contracts %}
<tr><td>{{ contract.title }}<td>{{ contract.number }}<td>{{ contract.supplier.name }}
<td>{{ contract.value_per_year }}<td>{{ contract.end }}<td>{{ contract.category }}</tr>{% endfor %}
</table>
"""


class WrongPage(RuntimeError):
    """A page did not answer as it should: its time says nothing."""


@dataclass(frozen=True)
class Look:
    """A page, asked for many times: the median, and what it asked of the database."""

    seconds: float
    queries: int
    slowest_query: float


def page(name: str, address: Callable[[str], str], *, crowd: Crowd, times: int) -> Result:
    """One page of the large school, beside the same of the small one and beside a bare view."""
    small = run_in(crowd.database, look, address, crowd.small, times)
    large = run_in(crowd.database, look, address, crowd.large, times)
    bare = run_in(crowd.database, look_barely, crowd.large, times)
    return Result(
        name=name,
        n=crowd.rows,
        seconds=large.seconds,
        floor_seconds=small.seconds,
        peer="bare Django view",
        peer_seconds=bare,
        queries=large.queries,
        slowest_query_seconds=large.slowest_query,
    )


def list_of(school: str) -> str:
    """The first page of the contract list."""
    return reverse("desk:register", kwargs={"school": school})


def search_in(school: str) -> str:
    """Contracts and suppliers by a word that many hold."""
    return reverse("desk:search", kwargs={"school": school}) + "?q=polder"


def dossier_in(school: str) -> str:
    """The dossier of a contract in the middle of the register."""
    organisation = Organisation.objects.get(slug=school)
    with transaction.atomic(), scope(organisation_id=organisation.pk):
        pks = Contract.objects.order_by("pk").values_list("pk", flat=True)
        middle = pks[pks.count() // 2]
    return reverse("desk:contract", kwargs={"school": school, "pk": middle})


PAGES: dict[str, Callable[..., Result]] = {
    "list": partial(page, "list", list_of),
    "search": partial(page, "search", search_in),
    "dossier": partial(page, "dossier", dossier_in),
}


@override_settings(ALLOWED_HOSTS=["testserver"])
def look(address: Callable[[str], str], school: str, times: int) -> Look:
    """Ask for a page as somebody who signed in, in the process of its own."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns when it is not there
    url, client, watch = address(school), Client(), _Watch()
    client.force_login(User.objects.get(email=READER))

    def ask() -> None:
        answer = client.get(url)
        if answer.status_code != 200:
            raise WrongPage(f"{url}: {answer.status_code}")

    seconds = _median_of(ask, times)
    with connection.execute_wrapper(watch):
        ask()
    return Look(seconds, len(watch.durations), max(watch.durations))


def look_barely(school: str, times: int) -> float:
    """Ask for the bare view: as many contracts in a plain table, and nothing around it."""
    template = engines["django"].from_string(_BARE)
    organisation = Organisation.objects.get(slug=school)

    def view(request: HttpRequest) -> HttpResponse:
        with transaction.atomic(), scope(organisation_id=organisation.pk):
            here = Contract.objects.filter(organisation_id=organisation.pk)
            found = here.select_related("supplier").order_by("title", "pk")[:PAGE]
            return HttpResponse(template.render({"contracts": found}, request))

    return _median_of(lambda: view(RequestFactory().get("/")), times)


def _median_of(ask: Callable[[], object], times: int) -> float:
    for _ in range(WARM):
        ask()
    durations = []
    for _ in range(times):
        start = perf_counter()
        ask()
        durations.append(perf_counter() - start)
    return median(durations)


class _Watch:
    """Keeps how long each query took; a wrapper of Django's `connection.execute_wrapper`."""

    def __init__(self) -> None:
        self.durations: list[float] = []

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        start = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.durations.append(perf_counter() - start)
