"""Views of the list of contracts that people keep for themselves."""

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict

from banenbrug.desk.models import SavedView
from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.models import Membership

MOST = 20
"""Views that one person keeps."""

KEPT = ("q", "category", "unit", "clause", "view", "sort", "rows", "col")
"""What of an address a view holds."""


def views_of(member: Membership) -> QuerySet[SavedView]:
    """The views that somebody keeps, by name."""
    return SavedView.objects.filter(organisation_id=member.organisation_id, member=member).order_by(
        "name"
    )


@transaction.atomic
def keep(*, by: Membership, name: str, query: str) -> SavedView:
    """Keep an address under a name; the same name again replaces it. Refuses more than `MOST`."""
    asked = QueryDict(query)
    said = QueryDict(mutable=True)
    for word in KEPT:
        if values := [value for value in asked.getlist(word) if value]:
            said.setlist(word, values)
    others = views_of(by).exclude(name=name)
    if others.count() >= MOST or len(said.urlencode()) > 600:
        raise Refused(
            Refusal(
                "too_many_views",
                N_("You keep %(most)s views. Take one away first."),
                {"most": MOST},
            )
        )
    saved, _ = SavedView.objects.update_or_create(
        organisation_id=by.organisation_id,
        member=by,
        name=name,
        defaults={"query": said.urlencode()},
    )
    return saved
