"""Reads of requests and of what belongs to them."""

from django.db.models import QuerySet

from banenbrug.scheme.models import Application, Hand, Homework, Mark, Request
from banenbrug.scheme.rules.states import IS_GRANTED, IS_OVER
from banenbrug.scheme.rules.support import APPLICANTS, PHASES, SUPPORT, Applicant, Phase


def requests_of_school(school_id: int) -> QuerySet[Request]:
    """All requests of a hogeschool, the latest first."""
    found = Request.objects.filter(school_id=school_id)
    found = found.select_related("scheme", "school", "fund", "adviser")
    return found.order_by("-started_at", "-pk")


def given_hands(request: Request) -> list[str]:
    """The departments that said that they take part."""
    given = Hand.objects.filter(request=request, given_at__isnull=False)
    return list(given.values_list("hand", flat=True))


def hands_of(request: Request) -> dict[str, Hand]:
    """Who gave a hand or is asked to, by department."""
    return {hand.hand: hand for hand in Hand.objects.filter(request=request)}


def applications_of(request: Request) -> list[Application]:
    """The applications of a request, the first one first."""
    return list(Application.objects.filter(request=request).order_by("number"))


def open_applications(request: Request) -> int:
    """How many applications are not over; one without a submitted plan does not count."""
    over = ["draft", "rejected", "withdrawn", "settled"]
    return Application.objects.filter(request=request).exclude(state__in=over).count()


def unsettled_applications(request: Request) -> int:
    """How many applications got hours that are not accounted for yet."""
    states = [state.value for state in IS_GRANTED - IS_OVER]
    return Application.objects.filter(request=request, state__in=states).count()


def homework_of(request: Request) -> list[Homework]:
    """The homework of a request: what is to be done first, then what was done."""
    return list(Homework.objects.filter(request=request).order_by("done_on", "due", "pk"))


def marks_of(request: Request) -> list[Mark]:
    """What happened in a dossier, the latest first."""
    return list(Mark.objects.filter(request=request).order_by("-at", "-pk"))


def told_of(request: Request) -> dict[str, object]:
    """What a hogeschool told of its phase, of who asks and of what it wishes; in msgids."""
    return {
        "phase": PHASES[Phase(request.phase)] if request.phase else "",
        "applicant": APPLICANTS[Applicant(request.applicant_role)]
        if request.applicant_role
        else "",
        "wishes": [support.name for kind, support in SUPPORT.items() if kind in request.wishes],
    }
