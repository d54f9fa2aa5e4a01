"""Pages go packed over the line: a list of contracts shrinks to a tenth."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PackedPages(GZipMiddleware):
    """Packs pages, with random bytes so that their length tells nothing; files go as they are."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Pack the answer unless it is a file, which is often packed already."""
        return response if response.streaming else super().process_response(request, response)
