"""What goes on in the scheme of today: twelve fictional dossiers, each at a point of its own."""

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
    TEXELSTROOM,
    ZEEZICHT,
)
from banenbrug.story.tales import (
    APPLIED,
    ASSIGNED,
    DRAFTED,
    INTAKE,
    OFFERED,
    PRESENTATION,
    SUBMITTED,
    WORKSHOP,
    WRITTEN,
    Act,
    Tale,
    told,
)


def open_tales() -> list[Tale]:
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
                    told=told("Een plan voor vier jaar, met geld en mensen.", rating=5),
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
            (Act("workshop", WORKSHOP, "24", (-29, -28), worked="24"),),
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
                    PRESENTATION,
                    "6",
                    (-84,),
                    worked="6",
                    told=told("Twintig collega's kwamen, ook twee directeuren."),
                    accepted=True,
                ),
                Act("talk", "Gesprek met de cateraar voorbereiden", "4", (-9,), entered="3.5"),
                Act(
                    "lab",
                    "Proeftuin dagschoonmaak",
                    "24",
                    (24,),
                    supplier="het schoonmaakbedrijf",
                    contract="schoonmaak hoofdlocatie",
                ),
            ),
            goal="Twee vaste plekken bij leveranciers, en een manier van werken die blijft.",
        ),
        Tale(
            OF_WATERLAND,
            -34,
            "Wij willen laten zien wat de proeftuin oplevert, aan alle academies.",
            "no_action",
            (Act("practices", "Afsluitende bijeenkomst voor de academies", "6", (60,)),),
            reaches=OFFERED,
            remark="Kan dit op een plek waar ook leveranciers bij kunnen zijn?",
        ),
        Tale(
            OOSTWOLD,
            -110,
            "Wat kunnen wij leren van anderen?",
            "inspiration",
            (
                Act(
                    "presentation",
                    PRESENTATION,
                    "6",
                    (-20,),
                    worked="5.5",
                    told=told("Vijftien collega's kwamen. Inkoop wil verder."),
                ),
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
                Act("workshop", WORKSHOP, "24", (40, 41)),
                Act("presentation", PRESENTATION, "4", (33,)),
            ),
            reaches=APPLIED,
        ),
        Tale(
            LINGEDIJK,
            -25,
            "Wij willen van praten naar doen.",
            "no_action",
            (Act("presentation", PRESENTATION, "6", (45,)),),
            reaches=DRAFTED,
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
            reaches=WRITTEN,
        ),
        Tale(
            TEXELSTROOM,
            -9,
            "Onze cateraar stopt. Hoe nemen we dit mee in de nieuwe aanbesteding?",
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
