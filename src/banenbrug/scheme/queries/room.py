"""What is left for an application, and who stands before it in the order of receipt."""

from dataclasses import dataclass
from decimal import Decimal

from banenbrug.foundation.refusals import Refusal
from banenbrug.scheme.models import Allowance, Application
from banenbrug.scheme.queries.schemes import purse_of
from banenbrug.scheme.rules.hours import ZERO, cap_reached
from banenbrug.scheme.rules.states import HOLDS_HOURS


@dataclass(frozen=True)
class Room:
    """Hours that an application asks, beside what is left at this moment.

    `of_school` is what its organisation may still ask, this application included; `of_scheme` is
    what nobody asked for or got. `queue` counts who waits.
    """

    asked: Decimal
    claimed: Decimal
    cap: Decimal
    of_school: Decimal
    total: Decimal
    of_scheme: Decimal
    queue: int
    has_turn: bool

    @property
    def more(self) -> Decimal:
        """Hours beside those that are set aside for it already."""
        return max(self.asked - self.claimed, ZERO)

    @property
    def waits(self) -> bool:
        """Whether it has to wait: for its turn, or because fewer hours are free than it asks."""
        return self.more > 0 and (self.has_turn or self.queue > 0 or self.more > self.of_scheme)

    @property
    def why_not(self) -> Refusal | None:
        """Why it cannot ask so much at all, if so."""
        if self.asked <= self.of_school:
            return None
        return cap_reached(hours=self.asked, left=self.of_school, cap=self.cap)


def room_for(application: Application, *, asked: Decimal) -> Room:
    """What is left for an application that asks this, for its school and its fund."""
    allowance = Allowance.objects.filter(
        school_id=application.school_id, scheme_id=application.scheme_id, year=application.year
    ).first()
    cap, taken = application.scheme.cap, ZERO
    if allowance is not None:
        cap = allowance.cap
        taken = allowance.claimed + allowance.waiting + allowance.granted - allowance.returned
    purse = purse_of(application.scheme)
    return Room(
        asked=asked,
        claimed=application.claimed,
        cap=cap,
        of_school=cap - taken + application.claimed + application.waits_for,
        total=purse.total,
        of_scheme=purse.total - purse.claimed - purse.granted + purse.returned,
        queue=purse.queue,
        has_turn=application.turn is not None,
    )


def before_in_order(application: Application) -> list[Application]:
    """Who came in earlier and is not decided about, for the fund, which sees all."""
    if application.place is None:
        return []
    found = Application.objects.filter(
        scheme=application.scheme_id,
        place__lt=application.place,
        state__in=[state.value for state in HOLDS_HOURS],
    )
    return list(found.select_related("school").order_by("place"))


def waiting_before(application: Application) -> list[Application]:
    """Who waits for hours and has its turn before an application, for the fund."""
    return [
        other for other in waiting_in(application) if (other.turn or 0) < (application.turn or 0)
    ]


def waiting_in(application: Application) -> list[Application]:
    """Who waits for hours of the scheme of an application, the first one first, for the fund."""
    found = Application.objects.filter(scheme=application.scheme_id, turn__isnull=False)
    return list(found.select_related("school").order_by("turn"))
