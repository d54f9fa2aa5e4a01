"""`banenbrug ledger`: the hours of a scheme by its ledger, if every running total equals it."""

import argparse

from django.db import connection, transaction

from banenbrug.engine.scopes import scope
from banenbrug.foundation.refusals import N_, Refusal, refuse
from banenbrug.organisations.models import Organisation
from banenbrug.organisations.roles import Kind
from banenbrug.scheme.models import Application, Scheme
from banenbrug.scheme.queries.ledger_check import Difference, LedgerState, Share, ledger_of

TOLD = 5
"""How many differences the refusal names."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which scheme."""
    parser.add_argument("--scheme", required=True)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, object]:
    """The answer, in the form of docs/commands.md."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # What others commit meanwhile must not show in half of the queries.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        found = _state_of(options.scheme)
    if found is None:
        unknown = N_("There is no scheme “%(slug)s” here.")
        refuse(Refusal("unknown_scheme", unknown, {"slug": options.scheme}))
    assert found is not None
    refuse(_why_not_trust(found.differences))
    return {
        "total": float(found.total),
        **_figures(found),
        "left": float(found.left),
        "per_organisation": [
            {"organisation": share.organisation.slug, **_figures(share)} for share in found.shares
        ],
        "waiting": [_waits(application) for application in found.waiting],
    }


def _state_of(slug: str) -> LedgerState | None:
    """The scheme of whichever fund has it: one that is not published shows to its fund alone."""
    for fund in Organisation.objects.filter(kind=Kind.FUND.value).order_by("pk"):
        with scope(organisation_id=fund.pk, via="command ledger"):
            scheme = Scheme.objects.filter(slug=slug, fund=fund).first()
            if scheme is not None:
                return ledger_of(scheme)
    return None


def _why_not_trust(differences: list[Difference]) -> Refusal | None:
    if not differences:
        return None
    named = "; ".join(str(one) for one in differences[:TOLD])
    more = f"; and {len(differences) - TOLD} more" if len(differences) > TOLD else ""
    return Refusal(
        "ledger_differs",
        N_("These totals differ from what explains them: %(what)s."),
        {"what": named + more},
    )


def _figures(of: LedgerState | Share) -> dict[str, float]:
    sums = of.sums
    return {
        "claimed": float(sums.claimed),
        "granted": float(sums.granted),
        "worked": float(sums.worked),
        "returned": float(sums.returned),
    }


def _waits(application: Application) -> dict[str, object]:
    return {
        "organisation": application.school.slug,
        "place": application.place,
        "turn": application.turn,
        "hours": float(application.waits_for),
    }
