"""Hogeschool Heuvelrug has just started: a small register, and nothing talked about yet."""

from banenbrug.organisations.actions import add_unit
from banenbrug.organisations.roles import Role
from banenbrug.story.people import HEUVELRUG
from banenbrug.story.reading import read_register
from banenbrug.story.stage import Stage

_UNITS = ("Facilitair Bedrijf", "HR", "Academie voor Techniek", "Academie voor Onderwijs")


def tell(stage: Stage) -> None:
    """A dozen contracts, so that a file can be read in beside them."""
    with stage.acting(HEUVELRUG.person(Role.COORDINATOR), stage.at(-2, hour=9)) as coordinator:
        for name in _UNITS:
            add_unit(organisation_id=coordinator.organisation_id, name=name)
        read_register(by=coordinator, count=12, seed=7, days=-2, stage=stage)
