"""The order of receipt: every request that came in, with its applications, in fixed queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Greatest

from banenbrug.organisations.models import Organisation
from banenbrug.scheme.models import Application, Mark, Request, Scheme
from banenbrug.scheme.queries.next_steps import Progress, progress
from banenbrug.scheme.rules.hours import ZERO
from banenbrug.scheme.rules.next_steps import Open, OpenStep
from banenbrug.scheme.rules.stands import CALM, STAND_MEANINGS, STAND_NAMES, Stand, stand_of
from banenbrug.scheme.rules.states import OPEN_REQUEST

ALWAYS_SHOWN = 8
"""Up to so many lines nothing is folded."""
FIRST_SHOWN = 3
"""Of a longer list the first ones are always shown."""
LEAST_FOLDED = 2


@dataclass(frozen=True)
class Receipt:
    """One line in the order of receipt: a request, or one application of it."""

    progress: Progress
    application: Application | None
    stand: Stand

    @property
    def request(self) -> Request:
        """The request."""
        return self.progress.request

    @property
    def school(self) -> Organisation:
        """Who asks."""
        return self.request.school

    @property
    def name(self) -> str:
        """What its stand is called: a msgid."""
        return STAND_NAMES[self.stand]

    @property
    def meaning(self) -> str:
        """What the badge of its stand means."""
        return STAND_MEANINGS[self.stand]

    @property
    def next_step(self) -> OpenStep | None:
        """What comes first: of its own plan if it has one, else of the whole dossier."""
        plan = self.application.pk if self.application else None
        own = (step for step in self.progress.steps if plan and step.application == plan)
        return next(own, self.progress.next_step)

    @property
    def place(self) -> int | None:
        """The place in the order of receipt, once it has one."""
        return self.application.place if self.application else None

    @property
    def received_at(self) -> datetime:
        """When the application came in, or else the request."""
        application, request = self.application, self.request
        received = application.received_at if application else None
        instant: datetime = received or request.received_at or request.started_at
        return instant

    @property
    def asked(self) -> Decimal | None:
        """The hours that the application asks or asked for."""
        return self.application.hours if self.application and self.application.hours else None

    @property
    def wished(self) -> Decimal | None:
        """What the hogeschool thinks that it needs, while there is no plan yet."""
        return None if self.asked else self.request.hours_wished

    @property
    def granted(self) -> Decimal | None:
        """The hours that it keeps of what was granted."""
        found = self.application
        return found.granted - found.returned if found and found.granted else None

    @property
    def worked(self) -> Decimal | None:
        """The hours that were worked and confirmed."""
        return self.application.worked if self.application and self.application.granted else None


@dataclass(frozen=True)
class Totals:
    """The hours of lines together."""

    asked: Decimal
    granted: Decimal
    worked: Decimal


@dataclass(frozen=True)
class Part:
    """Lines that are shown, or folded into one as long as nothing asks for somebody there."""

    receipts: Sequence[Receipt]
    is_folded: bool

    @property
    def places(self) -> list[int]:
        """The places of these lines, as far as they have one."""
        return [receipt.place for receipt in self.receipts if receipt.place]

    @property
    def first(self) -> int:
        """The first place among them."""
        return min(self.places)

    @property
    def last(self) -> int:
        """The last place among them."""
        return max(self.places)


def receipts_of_scheme(scheme: Scheme, *, today: date) -> list[Receipt]:
    """Everything that came in for a scheme, in the order of receipt."""
    requests = _received().filter(fund_id=scheme.fund_id, scheme=scheme)
    return _receipts(requests, today=today)


def open_receipts(fund_id: int, *, today: date) -> list[Receipt]:
    """What goes on in all schemes of a fund."""
    requests = _received().filter(fund_id=fund_id, state__in=_GOING_ON)
    return _receipts(requests, today=today)


def receipts_of_adviser(requests: QuerySet[Request], *, today: date) -> list[Receipt]:
    """Dossiers of an advisory organisation."""
    return _receipts(_with_all(requests), today=today)


_GOING_ON = [state.value for state in OPEN_REQUEST]


def _received() -> QuerySet[Request]:
    return _with_all(Request.objects.filter(received_at__isnull=False))


def _with_all(requests: QuerySet[Request]) -> QuerySet[Request]:
    marks = Mark.objects.filter(
        school=OuterRef("school_id"), fund=OuterRef("fund_id"), request=OuterRef("pk")
    )
    latest = Subquery(marks.order_by("-at").values("at")[:1])
    return requests.select_related("scheme", "school", "adviser", "fund").annotate(moved_at=latest)


def _receipts(requests: QuerySet[Request], *, today: date) -> list[Receipt]:
    found = progress(requests)
    applications: dict[int, list[Application | None]] = defaultdict(list)
    keys = [one.request.pk for one in found]
    for application in Application.objects.filter(request__in=keys).order_by("number"):
        applications[application.request_id].append(application)
    lines = [
        Receipt(one, application, _stand(one, application, today=today))
        for one in found
        for application in applications[one.request.pk] or [None]
    ]
    return sorted(lines, key=_order)


def _order(receipt: Receipt) -> tuple[object, ...]:
    return (receipt.place is None, receipt.place or 0, receipt.received_at, receipt.request.pk)


def _stand(found: Progress, application: Application | None, *, today: date) -> Stand:
    own = [step for step in found.steps if application and step.application == application.pk]
    return stand_of(
        request=found.request.state,
        application=application.state if application else None,
        has_adviser=found.request.adviser_id is not None,
        is_late=any(is_late(step, today=today) for step in own),
    )


def is_late(step: OpenStep, *, today: date) -> bool:
    """Whether this is an evaluation whose last day is past."""
    return step.what is Open.WRITE_EVALUATION and step.due is not None and step.due < today


def number_of_receipts(scheme: Scheme) -> int:
    """How many lines there are: one for each application, or else one for the request."""
    found = Request.objects.filter(
        fund_id=scheme.fund_id, scheme=scheme, received_at__isnull=False
    ).annotate(applied=Count("applications"))
    lines: int | None = found.aggregate(sum=Sum(Greatest("applied", 1)))["sum"]
    return lines or 0


def totals_of(receipts: Iterable[Receipt]) -> Totals:
    """What lines add up to."""
    found = list(receipts)
    return Totals(
        sum((receipt.asked or ZERO for receipt in found), ZERO),
        sum((receipt.granted or ZERO for receipt in found), ZERO),
        sum((receipt.worked or ZERO for receipt in found), ZERO),
    )


def folded(receipts: Sequence[Receipt]) -> Iterator[Part]:
    """The lines in parts: of a long list what asks for nobody is folded, but for the first ones."""
    if len(receipts) <= ALWAYS_SHOWN:
        yield Part(receipts, is_folded=False)
        return
    yield Part(receipts[:FIRST_SHOWN], is_folded=False)
    for is_calm, run in groupby(receipts[FIRST_SHOWN:], key=_is_calm):
        part = list(run)
        yield Part(part, is_folded=is_calm and len(part) >= LEAST_FOLDED)


def _is_calm(receipt: Receipt) -> bool:
    return receipt.stand in CALM and receipt.place is not None


def waiting_list(receipts: Iterable[Receipt]) -> list[Receipt]:
    """Who waits for hours, in the order in which they come."""
    turns = [
        (receipt.application.turn, receipt)
        for receipt in receipts
        if receipt.application and receipt.application.turn is not None
    ]
    return [receipt for _, receipt in sorted(turns, key=lambda pair: pair[0])]
