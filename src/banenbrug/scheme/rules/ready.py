"""Schemes that are ready to begin with: their terms stand in the form, and an officer changes them.

Texts are Dutch, as a fund in the Netherlands publishes them. Source of the pilot: the announcement
"Bijdragen aan de banenafspraak met sociale inkoop" (Zestor, 2021, zestor.nl). It names no rate.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from banenbrug.scheme.rules.schemes import Terms
from banenbrug.scheme.rules.support import CapPeriod, From, SupportKind


@dataclass(frozen=True)
class Ready:
    """What a fund of before set and wrote; `source` is who did, and when."""

    name: str
    goal: str
    basis: str
    conditions: str
    needs_hands: bool
    source: str
    terms: Terms

    @property
    def filled(self) -> dict[str, Any]:
        """What the form of the terms shows of it, by field."""
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        del told["source"], told["terms"]
        return told | {field.name: getattr(self.terms, field.name) for field in fields(Terms)}


PILOT = "pilot-2021"

READY: Mapping[str, Ready] = {
    PILOT: Ready(
        name="Pilot Bijdragen aan de banenafspraak met sociale inkoop",
        goal=(
            "Meer duurzame arbeidsplaatsen voor mensen met een afstand tot de arbeidsmarkt, door"
            " een brug te slaan tussen inkoop en HR."
        ),
        basis="Afspraak van de cao-tafel hbo",
        conditions=(
            "Inkoop en HR doen allebei mee.\n"
            "De aanvraag bestaat uit een plan van aanpak met een kostenbegroting en een"
            " formulier.\n"
            "Na elke activiteit geeft de hogeschool verantwoording in een korte evaluatie."
        ),
        needs_hands=True,
        source="Zestor, 2021",
        terms=Terms(
            total=Decimal(400),
            cap=Decimal(40),
            cap_period=CapPeriod.ONCE.value,
            opens=date(2021, 4, 1),
            closes=date(2023, 12, 31),
            runs_until=date(2023, 12, 31),
            evaluation_days=14,
            kinds=tuple(kind.value for kind in SupportKind),
            applicants=("hr", "buyer", "coordinator"),
            place_from=From.APPLICATION.value,
            claim_from=From.APPLICATION.value,
        ),
    )
}
"""By the word in the address."""
