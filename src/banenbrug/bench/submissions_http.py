"""A hundred people who submit a plan over HTTP at one instant, on the last hours of a scheme."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from statistics import median
from threading import Barrier
from time import perf_counter
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.urls import reverse
from psycopg.conninfo import make_conninfo

from banenbrug.bench.ground import Ground
from banenbrug.bench.plans import (
    APPLICATIONS,
    School,
    WrongLedger,
    check,
    found_school,
    offer_plans,
    open_scheme,
)
from banenbrug.bench.process import run_as_owner_in, run_in
from banenbrug.bench.results import Result
from banenbrug.bench.stage import copy_of
from banenbrug.organisations.models import User

PEOPLE, SCHOOLS = 100, 20
LEFT, HOURS = Decimal(40), Decimal("1.75")
"""Hours that are left, and those of each plan: 22 fit, and then some hours stay over."""

PATIENCE = 120.0  # seconds
HOST = "127.0.0.1"


class WrongAnswer(RuntimeError):
    """Somebody got another answer than that the plan was received: the time says nothing."""


@dataclass(frozen=True)
class Applicant:
    """Somebody with a plan to submit: the page of it, that of the hours, and a session."""

    page: str
    hours: str
    session: str


def over_http(ground: Ground) -> Result:
    """From the instant at which all send their form until the last answer."""
    runs = []
    for _ in range(ground.times):
        with copy_of(ground.template) as database:
            applicants = run_as_owner_in(database, _furnish, ground.now)
            with _served(database) as port:
                runs.append(_all_at_once(applicants, port=port))
            states = run_in(database, check, PEOPLE)
            taken = int(LEFT // HOURS)
            if states != ["submitted"] * taken + ["waiting"] * (PEOPLE - taken):
                raise WrongLedger(f"{states.count('submitted')} plans got hours, not {taken}.")
    return Result(name="submissions-http", n=PEOPLE, seconds=median(runs))


def _furnish(now: datetime) -> list[Applicant]:
    scheme = open_scheme(total=LEFT, cap=LEFT, now=now)
    people = PEOPLE // SCHOOLS
    schools = [
        found_school(f"bench-school-{number}", people=people, now=now) for number in range(SCHOOLS)
    ]
    own = [(school, email) for school in schools for email in school.emails]
    offer_plans(scheme, [school for school, _ in own], hours=HOURS, now=now)
    return [
        _signed_in(school, email, pk=APPLICATIONS + place)
        for place, (school, email) in enumerate(own)
    ]


def _signed_in(school: School, email: str, *, pk: int) -> Applicant:
    client = Client()
    client.force_login(User.objects.get(email=email))
    about = {"organisation": school.slug, "pk": pk}
    return Applicant(
        page=reverse("scheme:submit_application", kwargs=about),
        hours=reverse("scheme:application", kwargs=about),
        session=client.cookies[settings.SESSION_COOKIE_NAME].value,
    )


@contextmanager
def _served(database: str) -> Iterator[int]:
    """The web server on this database, as the application role; gives its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        "DATABASE_URL": make_conninfo(settings.DATABASE_URL, dbname=database),
        "DATABASE_OWNER_URL": "",
        "BANENBRUG_AS_OWNER": "",
        "BANENBRUG_HOSTS": HOST,
        "BANENBRUG_ORIGIN": f"http://{HOST}:{port}",
    }
    words = ["serve", "--quiet", "--port", str(port), "--processes", "2"]
    server = subprocess.Popen(
        [sys.executable, "-m", "banenbrug", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,  # ours is for the answer
    )
    try:
        _wait_for(server, port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            visitor = HTTPConnection(HOST, port, timeout=PATIENCE)
            visitor.request("GET", reverse("desk:healthy"))
            if visitor.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.05)
    raise WrongAnswer("The web server does not answer.")


def _all_at_once(applicants: Sequence[Applicant], *, port: int) -> float:
    """Seconds from the instant at which all send until the last has an answer."""
    start = Barrier(len(applicants), timeout=PATIENCE)

    def act(applicant: Applicant) -> tuple[float, float]:
        visitor = _Visitor(applicant, port=port)
        form = visitor.read_form()
        start.wait()
        began = perf_counter()
        visitor.send(form)
        return began, perf_counter()

    with ThreadPoolExecutor(len(applicants)) as pool:
        spans = list(pool.map(act, applicants))
    return max(ended for _, ended in spans) - min(began for began, _ in spans)


class _Visitor:
    """One person's browser, on a connection that stays open."""

    def __init__(self, applicant: Applicant, *, port: int) -> None:
        self._applicant = applicant
        self._connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        self._cookies = {settings.SESSION_COOKIE_NAME: applicant.session}

    def read_form(self) -> dict[str, str]:
        """The page with the plan: its form as it came, with what the person writes in it."""
        status, _, text = self._ask("GET", {})
        found = _Form()
        found.feed(text)
        if status != 200 or "mandate_name" not in found.fields:
            raise WrongAnswer(f"{self._applicant.page}: {status}, and no form.")
        told = {"expected": "Two jobs", "mandate_name": "Jo", "mandate_role": "Director"}
        return {**found.fields, **told}

    def send(self, form: dict[str, str]) -> None:
        """Submit; whoever was received is led to the page of the hours."""
        status, location, _ = self._ask("POST", form)
        if (status, location) != (302, self._applicant.hours):
            raise WrongAnswer(f"{self._applicant.page}: {status} {location}")

    def _ask(self, method: str, form: dict[str, str]) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, self._applicant.page, urlencode(form) or None, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location") or "", text


class _Form(HTMLParser):
    """The fields of the form in which a plan is submitted, with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._open: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = {}
        elif tag in ("input", "textarea") and told.get("name"):
            self._open[told["name"]] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and "mandate_name" in self._open:
            self.fields = self._open
