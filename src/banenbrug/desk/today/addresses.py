"""Addresses of pages at the door of a school."""

from django.urls import reverse

from banenbrug.organisations.models import Membership


def address(member: Membership, name: str, pk: int | None = None) -> str:
    """The address of a page in the school of `member`, of one object where `pk` is given."""
    arguments: dict[str, object] = {"school": member.organisation.slug}
    if pk is not None:
        arguments["pk"] = pk
    return reverse(name, kwargs=arguments)
