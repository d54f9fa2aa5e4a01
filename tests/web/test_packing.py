"""Pages go packed to browsers that take them so; files are left alone."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from banenbrug.web.packing import PackedPages

TAKES_PACKED = {"Accept-Encoding": "gzip, br"}


def answer(response: HttpResponseBase, **headers: str) -> HttpResponseBase:
    request: HttpRequest = RequestFactory().get("/", headers=headers)
    return PackedPages(lambda request: response)(request)  # type: ignore[return-value]


def test_a_page_goes_packed_to_who_takes_it_so() -> None:
    page = answer(HttpResponse("row " * 1000), **TAKES_PACKED)
    assert page["Content-Encoding"] == "gzip"
    assert int(page["Content-Length"]) < 400


def test_a_page_goes_as_it_is_to_who_does_not() -> None:
    assert not answer(HttpResponse("row " * 1000)).has_header("Content-Encoding")


def test_a_file_goes_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "contracts.csv"
    file.write_text("row\n" * 1000)
    with file.open("rb") as open_file:
        response = answer(FileResponse(open_file), **TAKES_PACKED)
        assert not response.has_header("Content-Encoding")
        assert response["Content-Length"] == "4000"
