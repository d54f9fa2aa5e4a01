"""Papers: tagged PDFs in the reader's language, with our own font and nothing from elsewhere."""

import importlib
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http import FileResponse
from django.test import Client, RequestFactory
from django.utils import translation
from pypdf import PdfReader
from pytest_django import Settings

from banenbrug.commands import check
from banenbrug.foundation.refusals import Refused
from banenbrug.web.papers import STATIC, paper, pdf_of, why_no_papers
from banenbrug.web.samples import hours_chart

DAY = date(2026, 11, 23)


def sample(language: str = "en", title: str = "A paper with every part") -> PdfReader:
    with translation.override(language):
        context = {"hours_chart": hours_chart()}
        pdf = pdf_of("web/sample_paper.html", context, title=title, today=DAY)
    return PdfReader(BytesIO(pdf))


@pytest.fixture(scope="module")
def english() -> PdfReader:
    return sample()


@pytest.fixture
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """A folder in which a test writes papers of its own."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return tmp_path


@pytest.fixture
def no_libraries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer on which WeasyPrint does not find Pango: it says so on standard output."""
    package = tmp_path / "weasyprint"
    package.mkdir()
    told = 'print("could not import some external libraries")\nraise OSError("libpango-1.0-0")\n'
    (package / "__init__.py").write_text(told)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    importlib.invalidate_caches()


def root(pdf: PdfReader) -> Any:
    """What stands above all pages."""
    return pdf.trailer["/Root"]


def structure(pdf: PdfReader) -> Iterator[Any]:
    """The elements that a reading program finds, from top to bottom."""
    waiting = [root(pdf)["/StructTreeRoot"]["/K"]]
    while waiting:
        node = waiting.pop(0).get_object()
        if isinstance(node, list):
            waiting = [*node, *waiting]
        elif isinstance(node, dict):
            yield node
            waiting = [node.get("/K", []), *waiting] if "/K" in node else waiting


def test_a_paper_says_its_title_and_its_language(english: PdfReader) -> None:
    assert (root(english)["/Lang"], root(sample("nl"))["/Lang"]) == ("en", "nl")
    assert english.metadata is not None and english.metadata.title == "A paper with every part"
    assert root(english)["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root(english)["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root(english)["/Metadata"].get_data()


def test_a_paper_tells_a_reading_program_what_its_parts_are(english: PdfReader) -> None:
    kinds = [str(node["/S"]) for node in structure(english)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 5
    assert [kinds.count(kind) for kind in ("/Table", "/THead", "/TFoot")] == [2, 2, 1]
    assert "/Caption" in kinds and "/LBody" in kinds
    cells = [node for node in structure(english) if node["/S"] == "/TD"]
    assert cells and all(node["/A"]["/Headers"] for node in cells)


def test_a_drawing_is_told_and_what_only_decorates_is_no_figure(english: PdfReader) -> None:
    figures = [node for node in structure(english) if node["/S"] == "/Figure"]
    with translation.override("en"):
        assert [str(figure["/Alt"]) for figure in figures] == [hours_chart().finding]


def test_every_letter_comes_from_our_own_font(english: PdfReader) -> None:
    resources: list[Any] = [page["/Resources"] for page in english.pages]
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for resource in resources
        for font in resource["/Font"].values()
    }
    assert len(fonts) == 2
    assert all(name.startswith("Source-Sans-3") for name in fonts)


def test_a_paper_can_be_read_and_searched(english: PdfReader) -> None:
    first, last = english.pages[0].extract_text(), english.pages[-1].extract_text()
    assert "A paper with every part" in first.splitlines()
    assert "Helder Schoonmaak 104" in first
    assert "Fatma Yılmaz" in last


def test_every_sheet_has_its_number_and_the_day_at_its_foot(english: PdfReader) -> None:
    sheets = len(english.pages)
    assert sheets == 3
    for number, page in enumerate(english.pages, start=1):
        foot = page.extract_text().splitlines()[-1]
        assert foot == f"A paper with every part · 23 Nov 2026 page {number} of {sheets}"


def test_a_title_with_signs_of_html_stays_a_title() -> None:
    title = 'Plan </title><b> & "more"'
    pdf = sample(title=title)
    assert pdf.metadata is not None and pdf.metadata.title == title
    assert title in pdf.pages[0].extract_text()


@pytest.mark.parametrize(
    "address",
    [
        f"https://example.org{STATIC}/mark.svg",
        f"file://example.org{STATIC}/mark.svg",
        f"ftp://{STATIC}/mark.svg",
        "spy.svg",
        "http://127.0.0.1:9/spy.png",
        "file:///etc/hostname",
        "../../../parts.py",
        "data:text/plain,spy",
        "//example.org/spy.png",
    ],
)
def test_a_paper_reads_nothing_but_our_own_static_files(own_folder: Path, address: str) -> None:
    from weasyprint.urls import FatalURLFetchingError

    page = (
        '{%% extends "web/paper.html" %%}{%% block sender %%}<img src="%s" alt="x">{%% endblock %%}'
    )
    (own_folder / "spy.svg").write_text((STATIC / "mark.svg").read_text())
    spied = (own_folder / address).as_uri() if address == "spy.svg" else address
    (own_folder / "foreign.html").write_text(page % spied)
    (own_folder / "own.html").write_text(page % "../mark.svg")
    with pytest.raises(FatalURLFetchingError):
        pdf_of("foreign.html", {}, title="Foreign", today=DAY)
    assert pdf_of("own.html", {}, title="Own", today=DAY).startswith(b"%PDF-1.7")


def test_a_paper_is_shown_or_kept_under_the_name_of_its_title() -> None:
    request = RequestFactory().get("/")
    for download, how in ((False, "inline"), (True, "attachment")):
        answer = paper(
            request,
            "web/sample_paper.html",
            {"hours_chart": hours_chart()},
            title="Besluit: 12 uur",
            today=DAY,
            download=download,
        )
        assert isinstance(answer, FileResponse)
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == f'{how}; filename="besluit-12-uur.pdf"'
        assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")  # type: ignore[arg-type]


def test_the_sample_is_there_in_a_demonstration_only(
    client: Client, settings: Settings, db: None
) -> None:
    assert client.get("/componenten/papier.pdf").status_code == 404
    settings.DEMO = True
    answer = client.get("/componenten/papier.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_without_libraries_the_reason_says_what_to_install(
    no_libraries: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused, match="apt-get install libpango-1.0-0") as refused:
        sample()
    assert refused.value.code == "papers_not_possible"
    assert capsys.readouterr().out == ""


def test_without_libraries_a_page_says_why_and_nothing_breaks(
    client: Client, settings: Settings, db: None, no_libraries: None
) -> None:
    settings.DEMO = True
    answer = client.get("/componenten/papier.pdf", HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 503
    assert "libharfbuzz-subset0" in answer.content.decode()


def test_the_check_tells_that_libraries_are_missing(
    settings: Settings, db: None, no_libraries: None
) -> None:
    settings.SECRET_KEY = "long and random" * 5
    check.may_serve()
    with pytest.raises(Refused, match="cannot make PDFs"):
        check.run(Namespace())


def test_here_papers_can_be_made() -> None:
    assert why_no_papers() is None
