"""Papers: a template as a tagged PDF, in the reader's language and with our own fonts.

A paper extends `web/paper.html`. WeasyPrint makes the PDF; it needs libraries of the system, so it
is asked for when a paper is made and not when the program starts.
"""

import re
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from banenbrug.foundation.refusals import N_, Refusal, Refused

STATIC = Path(__file__).parent / "static" / "web"
_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
_NUMBERS = {
    "page_number": mark_safe('<span class="bb-page-number"></span>'),
    "page_count": mark_safe('<span class="bb-page-count"></span>'),
}  # only the style sheet can count pages
_DRAWING = re.compile(r'(<svg\b[^>]*\baria-label="([^"]*)"[^>]*>)')


def pdf_of(template: str, context: Mapping[str, object], *, title: str, today: date) -> bytes:
    """Make a PDF of a template that extends `web/paper.html`, dated `today`.

    Raises `Refused` where this computer lacks the libraries, and WeasyPrint's
    `FatalURLFetchingError` for a template that asks for anything but our own static files.
    """
    weasyprint = _weasyprint()
    words = {**context, **_NUMBERS, "title": title, "today": today}
    html = _DRAWING.sub(r"\1<title>\2</title>", render_to_string(template, words))
    base = (STATIC / "built").as_uri() + "/"
    document = weasyprint.HTML(string=html, base_url=base, url_fetcher=_own_files())
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def paper(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    title: str,
    today: date,
    download: bool = False,
) -> FileResponse | HttpResponse:
    """Answer with a paper: shown by the browser, or kept as a file with `download`.

    Where papers cannot be made, the answer is a page that says why.
    """
    try:
        pdf = pdf_of(template, context, title=title, today=today)
    except Refused as refused:
        words = {"heading": title, "refusal": refused.refusal}
        return render(request, "web/no_paper.html", words, status=503)
    return FileResponse(
        BytesIO(pdf),
        as_attachment=download,
        filename=f"{slugify(title) or 'paper'}.pdf",
        content_type="application/pdf",
    )


def why_no_papers() -> Refusal | None:
    """Say what this computer lacks for making papers, if anything."""
    try:
        _weasyprint()
    except Refused as refused:
        return refused.refusal
    return None


def _weasyprint() -> ModuleType:
    """Return WeasyPrint, which loads libraries of the system while it is imported."""
    try:
        with redirect_stdout(sys.stderr):  # it explains itself on standard output
            import weasyprint
    except OSError as error:
        raise Refused(
            Refusal(
                "papers_not_possible",
                N_(
                    "This computer cannot make PDFs: libraries are missing. On Debian:"
                    " apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
                ),
            )
        ) from error
    module: ModuleType = weasyprint
    return module


def _own_files() -> Any:
    """Return what fetches for WeasyPrint: our own static files, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            parts = urlsplit(url)
            path = Path(unquote(parts.path)).resolve()
            if parts.scheme != "file" or parts.netloc or not path.is_relative_to(STATIC.resolve()):
                raise ValueError(f"A paper asks for {url}, which is no static file of ours.")
            kind = {"Content-Type": _TYPES[path.suffix]}
            return URLFetcherResponse(url, path.read_bytes(), kind)

    return OwnFiles(fail_on_errors=True)
