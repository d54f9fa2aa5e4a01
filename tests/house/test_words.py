"""What the product promises about its own words: no BSN, no names, every right in the docs."""

import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps
from procrastinate import JobContext
from procrastinate.contrib.django import app

from banenbrug.organisations.roles import Right, Role
from tests.house.printed import PAGES, PROJECT, SOURCES, printed, refusals

BSN = re.compile(r"bsn|burger_?service|sofi|social_?security|national_?id|passport", re.IGNORECASE)
PERSON = re.compile(
    r"(^|_)(name|names|surname|email|phone|mobile|address|postcode|birth|born|age|gender|sex"
    r"|nationality|photo|health|disability|diagnosis|ground|benefit|income)($|_)"
)
COLOUR = re.compile(
    r"""(?<!href=["'])(?<![&\w"'/?])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3})\b""", re.I
)
STYLE = re.compile(
    r"""(?:fill|stroke|color|bgcolor|style)=["'][^"']*#[0-9a-f]{3,8}""", re.IGNORECASE
)

LINES, MOST_LINES = 300, 500
LONG = {"story/waterland.py"}
"""Files that may be longer: they tell a story instead of doing something."""


def fields(label: str = "") -> list[tuple[str, str]]:
    """The names of all columns of our models, with their model."""
    return [
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(f"banenbrug.{label}")
        for field in model._meta.concrete_fields
    ]


def test_no_column_is_meant_for_a_citizen_service_number() -> None:
    assert len(fields()) > 100
    assert [found for found in fields() if BSN.search(found[1])] == []


def test_no_column_of_placements_describes_a_person() -> None:
    described = [found for found in fields("placements") if PERSON.search(found[1])]
    assert described == []
    assert len(fields("placements")) > 30


@pytest.mark.parametrize("name", ["bsn", "burgerservicenummer", "sofi_number", "bsn_hash"])
def test_the_search_for_a_citizen_service_number_finds_it(name: str) -> None:
    assert BSN.search(name)


@pytest.mark.parametrize("name", ["name", "first_name", "birth_date", "email", "ground"])
def test_the_search_for_a_person_finds_one(name: str) -> None:
    assert PERSON.search(name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_printed_in_the_documentation_is_what_the_code_says(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "<!-- printed:" in text
    assert printed(text) == text, "Print it anew: .venv/bin/python -m tests.house.printed"


def test_the_documentation_names_every_role_right_and_refusal() -> None:
    text = (PROJECT / "docs" / "roles.md").read_text(encoding="utf-8")
    codes = re.findall(r"^\| `(\w+)` \|", refusals(), re.MULTILINE)
    assert len(codes) > 20
    for word in [*Role, *Right, *codes]:
        assert f"`{word}`" in text


def sources() -> list[Path]:
    """The code that people wrote."""
    return [path for path in SOURCES.rglob("*.py") if "migrations" not in path.parts]


def test_files_stay_short() -> None:
    assert len(sources()) > 50
    lengths = {
        str(path.relative_to(SOURCES)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources()
    }
    assert {name for name, length in lengths.items() if length > LINES} <= LONG
    assert [name for name, length in lengths.items() if length > MOST_LINES] == []


def test_colours_stand_in_the_style_sheet_alone() -> None:
    files = [
        path
        for kind in ("*.py", "*.html", "*.txt", "*.svg")
        for path in SOURCES.rglob(kind)
        if SOURCES / "web" / "static" not in path.parents
    ]
    assert len(files) > 80
    coloured = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        if COLOUR.search(text) or STYLE.search(text):
            coloured.append(str(path.relative_to(SOURCES)))
    assert coloured == []


def test_a_job_carries_numbers_and_nothing_that_describes() -> None:
    """Jobs stand in a global table, which every scope reads."""
    for room in apps.get_app_configs():
        if room.name.startswith("banenbrug."):
            _import_jobs(room.name)
    ours = {
        name: task
        for name, task in app.tasks.items()
        if inspect.unwrap(task.func).__module__.startswith("banenbrug.")
    }
    assert {"organisations.send_invitation", "desk.invite_contact"} <= set(ours)
    texts = {
        name
        for name, task in ours.items()
        for argument in inspect.signature(inspect.unwrap(task.func)).parameters.values()
        if argument.annotation not in (int, JobContext)
    }
    assert texts == set()


def _import_jobs(room: str) -> None:
    import importlib

    folder = SOURCES / room.split(".")[1]
    for name in ("jobs", "letters"):
        if (folder / f"{name}.py").exists():
            importlib.import_module(f"{room}.{name}")


def test_every_job_that_is_deferred_by_its_name_exists() -> None:
    """`engine.work.defer` takes a name, for who stands below the job: nothing else would tell."""
    for room in apps.get_app_configs():
        if room.name.startswith("banenbrug."):
            _import_jobs(room.name)
    named = {
        name
        for path in sources()
        for name in re.findall(r'(?<![.\w])defer\(\s*"([\w.]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 1
    assert named - set(app.tasks) == set()
