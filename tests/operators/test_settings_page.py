"""The page for operators names every environment variable that the program reads, and no other."""

import re
from pathlib import Path

import pytest

from banenbrug.commands import COMMANDS

PROJECT = Path(__file__).parents[2]
OPERATORS = PROJECT / "docs" / "operators"
SOURCES = PROJECT / "src" / "banenbrug"
DEPLOY = PROJECT / "deploy"
NAME = re.compile(r"\b(?:BANENBRUG|DATABASE)_[A-Z_]*[A-Z]\b")


def read_by_the_program() -> set[str]:
    """Names in quotes in the source: what the program asks of its environment."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    return set(re.findall(rf'"({NAME.pattern})"', texts))


def listed() -> set[str]:
    """Names on the page of settings."""
    page = (OPERATORS / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(rf"`({NAME.pattern})`", page))


def test_the_page_of_settings_lists_what_the_program_reads_and_nothing_else() -> None:
    assert len(listed()) > 15
    assert listed() == read_by_the_program()


@pytest.mark.parametrize("page", sorted(OPERATORS.glob("*.md")), ids=lambda page: page.name)
def test_no_page_for_operators_names_a_setting_that_does_not_exist(page: Path) -> None:
    assert set(NAME.findall(page.read_text(encoding="utf-8"))) <= listed()


@pytest.mark.parametrize("page", sorted(OPERATORS.glob("*.md")), ids=lambda page: page.name)
def test_every_link_and_file_on_a_page_for_operators_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (page.parent / target).exists(), target
    for name in re.findall(r"\bdeploy/([\w.-]+)", text):
        assert (DEPLOY / name).exists(), name


def test_the_sample_of_the_settings_has_only_settings_that_exist() -> None:
    for file in ("banenbrug.env", "owner.env"):
        text = (DEPLOY / file).read_text(encoding="utf-8")
        names = {line.split("=")[0] for line in text.splitlines() if not line.startswith("#")}
        assert names
        assert names <= listed()


def test_the_web_server_is_never_told_who_owns_the_tables() -> None:
    assert "DATABASE_OWNER_URL" not in (DEPLOY / "banenbrug.env").read_text(encoding="utf-8")
    for unit in ("banenbrug-web.service", "banenbrug-worker.service"):
        assert re.findall("EnvironmentFile=(.*)", (DEPLOY / unit).read_text(encoding="utf-8")) == [
            "/etc/banenbrug/banenbrug.env"
        ]


def test_every_command_on_a_page_for_operators_exists() -> None:
    texts = "\n".join(page.read_text(encoding="utf-8") for page in OPERATORS.glob("*.md"))
    named = set(re.findall(r"^ {4}banenbrug-admin ([a-z-]+)", texts, re.MULTILINE))
    assert {"migrate", "check", "found", "relock"} <= named
    assert named <= set(COMMANDS)
