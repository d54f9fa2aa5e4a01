"""What is told of a dossier of support: the facts of it, and how far it came."""

from dataclasses import dataclass

from banenbrug.scheme.actions.evaluations import Told
from banenbrug.story.extras import School

WRITTEN, SUBMITTED, ASSIGNED, INTAKE, PLANNING, DRAFTED, OFFERED, APPLIED, GRANTED = range(9)
"""How far a dossier is told; what follows the grant is told of each activity.

One that is only written waits for the hand of HR.
"""


PRESENTATION = "Kennismaken met sociale inkoop"
WORKSHOP = "Tweedaagse workshop inkoop en HR"


def told(results: str, *, vacancies: int = 0, placements: int = 0, rating: int = 4) -> Told:
    """An evaluation in which only the results differ."""
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


@dataclass(frozen=True)
class Act:
    """One activity: when it was or will be, in days from today, and what became of it.

    `worked` hours are confirmed, `entered` ones wait. `told` is its evaluation, accepted where
    `accepted` is set.
    """

    kind: str
    title: str
    hours: str
    days: tuple[int, ...]
    worked: str = ""
    entered: str = ""
    told: Told | None = None
    accepted: bool = False
    supplier: str = ""
    contract: str = ""

    @property
    def is_past(self) -> bool:
        """Whether it was held."""
        return self.days[-1] < 0


@dataclass(frozen=True)
class Tale:
    """One dossier: whose, begun so many days ago, what was asked, and how far it came.

    With a `remark` of the hogeschool on the approach the plan has a second version.
    """

    school: School
    begun: int
    question: str
    phase: str
    acts: tuple[Act, ...] = ()
    reaches: int = GRANTED
    settled: bool = False
    goal: str = ""
    remark: str = ""
