"""What was done in the pilot: four fictional dossiers, all settled."""

from datetime import date, timedelta

from banenbrug.scheme.actions.evaluations import Told
from banenbrug.story.extras import LINGEDIJK, RIVIERSTAD, SCHELDEMOND, ZEEZICHT
from banenbrug.story.stage import Stage
from banenbrug.story.tales import PRESENTATION, WORKSHOP, Act, Tale, told


def pilot_tales(stage: Stage) -> list[Tale]:
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
                    PRESENTATION,
                    "6",
                    first,
                    worked="5.5",
                    told=told("Dertig collega's kwamen. Drie leveranciers staan op de lijst."),
                ),
                done(
                    "lab",
                    "Proeftuin schoonmaak",
                    "34",
                    date(2021, 12, 7),
                    worked="30",
                    told=told("Twee vacatures bij de schoonmaker.", vacancies=2, rating=5),
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
                    WORKSHOP,
                    "24",
                    second,
                    second + timedelta(days=7),
                    worked="24",
                    told=told("Een vast blok in elke aanbesteding.", rating=4),
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
                    told=told("We weten nu wat haalbaar is."),
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
                    told=told("Eén vaste baan in de spoelkeuken.", vacancies=1, placements=1),
                ),
            ),
            settled=True,
        ),
    ]
