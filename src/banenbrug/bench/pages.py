"""What the pages of a large register cost: beside those of a small one, and a bare Django view."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from banenbrug.bench import bare
from banenbrug.bench.crowd import READER, Crowd
from banenbrug.bench.process import run_in
from banenbrug.bench.results import Result
from banenbrug.contracts.models import Contract
from banenbrug.engine.scopes import scope
from banenbrug.organisations.models import Organisation, User

Address = Callable[[str], str]
"""Gives the address of a page, of the slug of a school."""

WARM = 3
"""Times that a page is asked for before the clock runs: templates and plans are in memory then."""

LOOKS = 20
"""Times that a page is asked for in each turn; the median counts."""


class WrongPage(RuntimeError):
    """A page did not answer as it should: its time says nothing."""


@dataclass(frozen=True)
class Look:
    """A page, asked for many times: the median, and what it asked of the database."""

    seconds: float
    queries: int
    slowest_query: float


def page(name: str, address: Address, bare: Address, *, crowd: Crowd, turns: int) -> Result:
    """One page of the large school, beside the same of the small one and beside a bare view.

    They take turns, so that other work on the machine slows all of them down.
    """
    looks = [run_in(crowd.database, look_at_all, address, bare, crowd) for _ in range(turns)]
    small, large, plain = (list(each) for each in zip(*looks, strict=True))
    return Result(
        name=name,
        n=crowd.rows,
        seconds=_middle(large),
        floor_seconds=_middle(small),
        peer="bare Django view",
        peer_seconds=_middle(plain),
        queries=large[0].queries,
        slowest_query_seconds=median(each.slowest_query for each in large),
    )


def _middle(looks: list[Look]) -> float:
    return median(each.seconds for each in looks)


def list_of(school: str) -> str:
    """The first page of the contract list."""
    return reverse("desk:register", kwargs={"school": school})


def search_in(school: str) -> str:
    """Contracts and suppliers by a word that many hold."""
    return reverse("desk:search", kwargs={"school": school}) + f"?q={bare.WORD}"


def dossier_in(school: str) -> str:
    """The dossier of a contract in the middle of the register."""
    return reverse("desk:contract", kwargs={"school": school, "pk": _middle_of(school)})


def _middle_of(school: str) -> int:
    organisation = Organisation.objects.get(slug=school)
    with transaction.atomic(), scope(organisation_id=organisation.pk):
        pks = Contract.objects.filter(organisation_id=organisation.pk).order_by("pk")
        return pks.values_list("pk", flat=True)[pks.count() // 2]


def bare_list_of(school: str) -> str:
    """The same rows in a plain table."""
    return reverse("list", urlconf=bare.__name__, kwargs={"school": school})


def bare_search_in(school: str) -> str:
    """As many hits in a plain table."""
    return reverse("search", urlconf=bare.__name__, kwargs={"school": school})


def bare_dossier_in(school: str) -> str:
    """The same contract in a plain table."""
    return reverse(
        "dossier", urlconf=bare.__name__, kwargs={"school": school, "pk": _middle_of(school)}
    )


PAGES: dict[str, Callable[..., Result]] = {
    "list": partial(page, "list", list_of, bare_list_of),
    "search": partial(page, "search", search_in, bare_search_in),
    "dossier": partial(page, "dossier", dossier_in, bare_dossier_in),
}


def look_at_all(address: Address, bare: Address, crowd: Crowd) -> tuple[Look, Look, Look]:
    """Look at the small school, the large one and the bare view, in the process of its own."""
    return (
        look(address, crowd.small),
        look(address, crowd.large),
        look_barely(bare, crowd.large),
    )


@override_settings(ALLOWED_HOSTS=["testserver"])
def look(address: Address, school: str) -> Look:
    """Ask for a page as somebody who signed in."""
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns when it is not there
    url, client, watch = address(school), Client(), _Watch()
    client.force_login(User.objects.get(email=READER))

    def ask() -> None:
        answer = client.get(url)
        if answer.status_code != 200:
            raise WrongPage(f"{url}: {answer.status_code}")

    seconds = _median_of(ask)
    with connection.execute_wrapper(watch):
        ask()
    return Look(seconds, len(watch.durations), max(watch.durations))


def look_barely(address: Address, school: str) -> Look:
    """Ask for a bare view in the same way."""
    with override_settings(ROOT_URLCONF=bare.__name__):
        return look(address, school)


def _median_of(ask: Callable[[], object]) -> float:
    for _ in range(WARM):
        ask()
    durations: list[float] = []
    for _ in range(LOOKS):
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
