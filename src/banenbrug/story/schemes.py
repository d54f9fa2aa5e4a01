"""Two schemes of the fund: the pilot that is over, and the one that is open today.

The terms of the pilot are those that stand ready in `rules/ready.py`, with their source; its
hogescholen and their dossiers are fictional, as everybody in the story.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from banenbrug.scheme.actions import entrance, schemes
from banenbrug.scheme.models import Entry, Scheme
from banenbrug.scheme.rules.ready import PILOT, READY
from banenbrug.scheme.rules.schemes import Terms
from banenbrug.scheme.rules.support import SupportKind
from banenbrug.story.dossiers import OFFICER, tell_dossier
from banenbrug.story.open_tales import open_tales
from banenbrug.story.people import ADVISER
from banenbrug.story.pilot_tales import pilot_tales
from banenbrug.story.stage import Stage
from banenbrug.story.telling import tell_side_by_side

OPEN = "brug-open"


def tell(stage: Stage) -> None:
    """Both schemes, with their dossiers and who stands at the door."""
    pilot = _scheme(stage, PILOT, READY[PILOT].name, READY[PILOT].terms, at=date(2021, 3, 15))
    tell_side_by_side(tell_dossier(stage, pilot, tale) for tale in pilot_tales(stage))
    open_terms = _open_terms(stage)
    begin = open_terms.opens - timedelta(days=20)
    scheme = _scheme(stage, OPEN, f"De Brug {open_terms.opens.year}", open_terms, at=begin)
    tell_side_by_side(tell_dossier(stage, scheme, tale) for tale in open_tales())
    _at_the_door(stage, scheme)
    _forget_letters()


def _open_terms(stage: Stage) -> Terms:
    """Opened some seven months ago; everybody can apply for five weeks more."""
    closes = stage.today + timedelta(days=35)
    return Terms(
        total=Decimal(240),
        cap=Decimal(40),
        cap_period="once",
        opens=stage.today - timedelta(days=230),
        closes=closes,
        runs_until=closes + timedelta(days=270),
        evaluation_days=14,
        kinds=tuple(kind.value for kind in SupportKind),
        applicants=("hr", "buyer", "coordinator"),
        place_from="application",
        claim_from="application",
    )


def _scheme(stage: Stage, slug: str, name: str, terms: Terms, *, at: date) -> Scheme:
    now, pilot = stage.on(at), READY[PILOT]
    with stage.acting(OFFICER, now) as officer:
        made = schemes.make_scheme(
            by=officer,
            terms=terms,
            values={
                "name": name,
                "goal": pilot.goal,
                "basis": pilot.basis,
                "conditions": pilot.conditions,
                "contact_email": "regelingen@fonds-werk.example",
                "rate": 12_500,
                "needs_hands": pilot.needs_hands,
                "adviser": stage.organisations[ADVISER.slug],
            },
            now=now,
            slug=slug,
        )
        return schemes.publish_scheme(by=officer, scheme=made)


def _at_the_door(stage: Stage, scheme: Scheme) -> None:
    """Somebody of a hogeschool that is not in yet, and somebody with a question."""
    at = stage.at(-1, hour=15)
    entry = entrance.knock(
        scheme=scheme,
        brin="",
        school_name="Hogeschool Duinrand",
        name="Wietske Kramer",
        email="hr@duinrand.example",
        applicant="hr_central",
        language="nl",
        now=at,
    )
    with stage.acting(OFFICER, at):
        Entry.objects.filter(pk=entry.pk).update(
            question="Wij willen meer doen met de schoonmaak. Waar beginnen we?",
            phase="no_policy",
            wishes=["presentation"],
            confirmed_at=at,
            sent_at=at,
        )
    entrance.ask_question(
        scheme=scheme,
        name="Bo Hendriks",
        email="inkoop@merwestroom.example",
        text="Mag een hogeschool die al eerder meedeed, nog een keer aanvragen?",
        language="nl",
        now=stage.at(-2, hour=11),
    )


def _forget_letters() -> None:
    """Nobody in the story gets mail; what was written stands in the dossiers."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE starts_with(task_name, 'scheme.')")
