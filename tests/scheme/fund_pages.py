"""Pages at the doors of the fund and of the adviser, as somebody of the cast opens them."""

from django.urls import reverse

from banenbrug.scheme.models import Scheme
from tests.cast import Cast


def of_fund(name: str, scheme: Scheme | None = None, **more: object) -> str:
    """The address of a page of the fund, of one scheme where it is given."""
    of_scheme = {"scheme": scheme.slug} if scheme else {}
    return reverse(f"scheme:{name}", kwargs={"fund": Cast().officer.slug, **of_scheme, **more})


def of_adviser(name: str, query: str = "") -> str:
    """The address of a page of the adviser."""
    return reverse(f"scheme:{name}", args=[Cast().adviser.slug]) + query


def in_order(page: str, *words: str) -> bool:
    """Whether the words stand on a page, one after the other."""
    place = 0
    for word in words:
        place = page.find(word, place) + 1
        if not place:
            return False
    return True
