"""Two schemes of the fund: the pilot that is over, and the one that is open today.

The terms of the pilot are those of "Bijdragen aan de banenafspraak met sociale inkoop" (Zestor,
2021–2023, zestor.nl); its hogescholen and their dossiers are fictional, as everybody in the story.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from banenbrug.scheme.actions import entrance, schemes
from banenbrug.scheme.actions.evaluations import Told
from banenbrug.scheme.models import Entry, Scheme
from banenbrug.scheme.rules.schemes import Terms
from banenbrug.scheme.rules.support import SupportKind
from banenbrug.story.dossiers import (
    APPLIED,
    ASSIGNED,
    INTAKE,
    OFFICER,
    PLANNING,
    SUBMITTED,
    Act,
    Tale,
    tell_dossier,
)
from banenbrug.story.extras import (
    KEMPENLAND,
    LAUWERSZOOM,
    LINGEDIJK,
    OF_HEUVELRUG,
    OF_WATERLAND,
    OOSTWOLD,
    POLDERPOORT,
    RIVIERSTAD,
    SCHELDEMOND,
    ZEEZICHT,
)
from banenbrug.story.people import ADVISER
from banenbrug.story.stage import Stage

PILOT, OPEN = "pilot-2021", "brug-open"
_GOAL = (
    "Meer duurzame arbeidsplaatsen voor mensen met een afstand tot de arbeidsmarkt, door een brug"
    " te slaan tussen inkoop en HR."
)
_CONDITIONS = (
    "Inkoop en HR doen allebei mee.\n"
    "De aanvraag bestaat uit een plan van aanpak met een kostenbegroting en een formulier.\n"
    "Na elke activiteit geeft de hogeschool verantwoording in een korte evaluatie."
)


def tell(stage: Stage) -> None:
    """Both schemes, with their dossiers and who stands at the door."""
    pilot = _scheme(stage, PILOT, _PILOT_NAME, _pilot_terms(), at=date(2021, 3, 15))
    for tale in _pilot_tales(stage):
        tell_dossier(stage, pilot, tale)
    open_terms = _open_terms(stage)
    begin = open_terms.opens - timedelta(days=20)
    scheme = _scheme(stage, OPEN, f"De Brug {open_terms.opens.year}", open_terms, at=begin)
    for tale in _open_tales():
        tell_dossier(stage, scheme, tale)
    _at_the_door(stage, scheme)
    _forget_letters()


_PILOT_NAME = "Pilot Bijdragen aan de banenafspraak met sociale inkoop"


def _pilot_terms() -> Terms:
    return Terms(
        total=Decimal(400),
        cap=Decimal(40),
        cap_period="once",
        opens=date(2021, 4, 1),
        closes=date(2023, 12, 31),
        runs_until=date(2023, 12, 31),
        evaluation_days=14,
        kinds=("presentation", "workshop", "lab", "talk", "practices", "long_term_plan", "other"),
        applicants=("hr", "buyer", "coordinator"),
        place_from="application",
        claim_from="application",
    )


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
    now = stage.on(at)
    with stage.acting(OFFICER, now) as officer:
        made = schemes.make_scheme(
            by=officer,
            terms=terms,
            values={
                "name": name,
                "goal": _GOAL,
                "basis": "Afspraak van de cao-tafel hbo",
                "conditions": _CONDITIONS,
                "contact_email": "regelingen@fonds-werk.example",
                "rate": 12_500,
                "needs_hands": True,
                "adviser": stage.organisations[ADVISER.slug],
            },
            now=now,
            slug=slug,
        )
        return schemes.publish_scheme(by=officer, scheme=made)


def _told(results: str, *, vacancies: int = 0, placements: int = 0, rating: int = 4) -> Told:
    return Told(
        results=results,
        may_share=True,
        vacancies=vacancies,
        placements=placements,
        worked_well="Inkoop en HR aan één tafel. Dat alleen al bracht het contact op gang.",
        worked_less="De agenda's. Plan de tweede dag meteen.",
        follow_up="Het gesprek met de leverancier staat gepland.",
        follow_up_owner="coördinator participatie",
        rating=rating,
    )


_PRESENTATION = "Kennismaken met sociale inkoop"
_WORKSHOP = "Tweedaagse workshop inkoop en HR"


def _pilot_tales(stage: Stage) -> list[Tale]:
    """Four dossiers of the pilot, all settled."""

    def ago(day: date) -> int:
        return (day - stage.today).days

    def done(kind: str, title: str, hours: str, *days: date, worked: str, told: Told) -> Act:
        return Act(
            kind,
            title,
            hours,
            tuple(ago(day) for day in days),
            worked=worked,
            told=told,
            accepted=True,
            supplier="een schoonmaakbedrijf" if kind == "lab" else "",
        )

    first, second = date(2021, 9, 14), date(2022, 3, 22)
    return [
        Tale(
            SCHELDEMOND,
            ago(date(2021, 4, 12)),
            "Er staan afspraken in onze contracten, maar niemand volgt ze op. Hoe beginnen we?",
            "no_action",
            (
                done(
                    "presentation",
                    _PRESENTATION,
                    "6",
                    first,
                    worked="5.5",
                    told=_told("Dertig collega's kwamen. Drie leveranciers staan op de lijst."),
                ),
                done(
                    "lab",
                    "Proeftuin schoonmaak",
                    "34",
                    date(2021, 12, 7),
                    worked="30",
                    told=_told("Twee vacatures bij de schoonmaker.", vacancies=2, rating=5),
                ),
            ),
            settled=True,
        ),
        Tale(
            ZEEZICHT,
            ago(date(2021, 9, 6)),
            "We hebben beleid, maar in de contracten staat nog niets.",
            "no_clauses",
            (
                done(
                    "workshop",
                    _WORKSHOP,
                    "24",
                    second,
                    second + timedelta(days=7),
                    worked="24",
                    told=_told("Een vast blok in elke aanbesteding.", rating=4),
                ),
            ),
            settled=True,
        ),
        Tale(
            LINGEDIJK,
            ago(date(2022, 5, 16)),
            "Wij zoeken voorbeelden van organisaties die op ons lijken.",
            "inspiration",
            (
                done(
                    "practices",
                    "Voorbeelden van een ROC en een ziekenhuis",
                    "8",
                    date(2022, 9, 20),
                    worked="8",
                    told=_told("We weten nu wat haalbaar is."),
                ),
            ),
            settled=True,
        ),
        Tale(
            RIVIERSTAD,
            ago(date(2022, 10, 3)),
            "De cateraar wil wel, wij weten niet hoe.",
            "no_action",
            (
                done(
                    "lab",
                    "Proeftuin catering",
                    "40",
                    date(2023, 3, 14),
                    worked="37.5",
                    told=_told("Eén vaste baan in de spoelkeuken.", vacancies=1, placements=1),
                ),
            ),
            settled=True,
        ),
    ]


def _open_tales() -> list[Tale]:
    """Dossiers in the scheme of today, each at another point of the course."""
    return [
        Tale(
            SCHELDEMOND,
            -215,
            "De proeftuin van toen werkte. Nu willen we het overal.",
            "no_action",
            (
                Act(
                    "long_term_plan",
                    "Plan voor de lange termijn",
                    "40",
                    (-150,),
                    worked="36",
                    told=_told("Een plan voor vier jaar, met geld en mensen.", rating=5),
                    accepted=True,
                ),
            ),
            settled=True,
        ),
        Tale(
            ZEEZICHT,
            -150,
            "Hoe komen inkoop en HR samen aan tafel?",
            "no_clauses",
            (Act("workshop", _WORKSHOP, "24", (-29, -28), worked="24"),),
        ),
        Tale(
            OF_WATERLAND,
            -130,
            "Onze afspraken staan in het contract, maar de leverancier doet er niets mee. Hoe"
            " voeren we een goed gesprek?",
            "no_action",
            (
                Act(
                    "presentation",
                    _PRESENTATION,
                    "6",
                    (-84,),
                    worked="6",
                    told=_told("Twintig collega's kwamen, ook twee directeuren."),
                    accepted=True,
                ),
                Act("talk", "Gesprek met de cateraar voorbereiden", "4", (-9,), entered="3.5"),
                Act(
                    "lab",
                    "Proeftuin dagschoonmaak",
                    "30",
                    (24,),
                    supplier="het schoonmaakbedrijf",
                    contract="schoonmaak hoofdlocatie",
                ),
            ),
            goal="Twee vaste plekken bij leveranciers, en een manier van werken die blijft.",
        ),
        Tale(
            OOSTWOLD,
            -110,
            "Wat kunnen wij leren van anderen?",
            "inspiration",
            (
                Act("presentation", _PRESENTATION, "6", (-20,), worked="5.5"),
                Act("practices", "Voorbeelden uit de regio", "8", (30,)),
            ),
        ),
        Tale(
            RIVIERSTAD,
            -95,
            "Na de kantine willen we het terrein: groen en fietsen.",
            "no_action",
            (
                Act(
                    "lab",
                    "Proeftuin groen",
                    "40",
                    (12,),
                    supplier="de hovenier",
                    contract="onderhoud terrein",
                ),
            ),
        ),
        Tale(
            KEMPENLAND,
            -40,
            "Er komt een nieuwe aanbesteding voor de schoonmaak. Nu is het moment.",
            "no_clauses",
            (
                Act("workshop", _WORKSHOP, "24", (40, 41)),
                Act("presentation", _PRESENTATION, "4", (33,)),
            ),
            reaches=APPLIED,
        ),
        Tale(
            LINGEDIJK,
            -25,
            "Wij willen van praten naar doen.",
            "no_action",
            reaches=PLANNING,
        ),
        Tale(
            POLDERPOORT,
            -12,
            "Wie belegt dit bij ons, en hoe?",
            "no_policy",
            reaches=INTAKE,
        ),
        Tale(
            OF_HEUVELRUG,
            -6,
            "Wij zijn net begonnen met onze contractlijst. Wat is een goede eerste stap?",
            "no_clauses",
            reaches=ASSIGNED,
        ),
        Tale(
            LAUWERSZOOM,
            -4,
            "Kunnen wij een presentatie krijgen voor de inkopers van alle academies?",
            "no_policy",
            reaches=SUBMITTED,
        ),
    ]


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
