"""Steps that follow from what was agreed: confirm, open a vacancy, fill it, enter the hours."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from banenbrug.desk.today.addresses import address
from banenbrug.desk.today.steps import Kind, Step
from banenbrug.dialogue.models import Commitment, Confirmation
from banenbrug.dialogue.rules import PEOPLE_KINDS, Side
from banenbrug.foundation.formats import show_date
from banenbrug.organisations.models import Membership
from banenbrug.organisations.roles import Right
from banenbrug.placements.models import Placement, Vacancy
from banenbrug.placements.queries import vacancies_of
from banenbrug.placements.rules import Route
from banenbrug.web.words import active_language

HOURS_DUE = 15
"""Day of the month by which the paid hours of the month before are asked for: our own choice."""


def open_commitments(organisation_id: int, *, most: int) -> list[Commitment]:
    """Commitments that stand and still miss a confirmation or a vacancy, by due date.

    With `by_school`, `by_supplier` (who confirmed) and `is_followed`.
    """
    said = Confirmation.objects.filter(organisation_id=organisation_id, commitment=OuterRef("pk"))
    here = {"organisation_id": organisation_id, "commitment": OuterRef("pk")}
    gives_places = Q(kind__in=[kind.value for kind in PEOPLE_KINDS])
    found: QuerySet[Commitment] = (
        Commitment.objects.filter(organisation_id=organisation_id, withdrawn_at=None)
        .select_related("contract__supplier")
        .annotate(
            by_school=Exists(said.filter(side=Side.SCHOOL.value)),
            by_supplier=Exists(said.filter(side=Side.SUPPLIER.value)),
            is_followed=Exists(Vacancy.objects.filter(**here))
            | Exists(Placement.objects.filter(**here)),
        )
        .filter(
            Q(by_school=False)
            | Q(by_supplier=False, counterparty__isnull=False)
            | (gives_places & Q(is_followed=False))
        )
    )
    return list(found.order_by("due", "pk")[:most])


def commitment_steps(member: Membership, commitments: list[Commitment]) -> list[Step]:
    """Confirm what was agreed, or make a vacancy of it: the first that this person may do."""
    steps = (_of_commitment(member, commitment) for commitment in commitments)
    return [step for step in steps if step is not None]


def vacancy_steps(member: Membership, *, today: date, most: int) -> list[Step]:
    """Vacancies with a place left; the commitment says by when."""
    if not member.has(Right.CHANGE_PLACEMENTS):
        return []
    vacancies = (
        vacancies_of(member.organisation_id, view="open", today=today)
        .filter(filled__lt=F("places"))  # type: ignore[misc]  # annotated there
        .order_by("commitment__due", "pk")[:most]
    )
    return [_of_vacancy(member, vacancy) for vacancy in vacancies]


def hours_steps(member: Membership, *, today: date, most: int) -> list[Step]:
    """The paid hours of last month that nobody entered yet: one step for all of them."""
    if not member.has(Right.CHANGE_PLACEMENTS):
        return []
    first_of_month = today.replace(day=1)
    last_month = (first_of_month - timedelta(days=1)).replace(day=1)
    owed = list(
        Placement.objects.filter(
            ~Q(route=Route.UNPAID.value),
            Q(ended_on=None) | Q(ended_on__gte=last_month),
            organisation_id=member.organisation_id,
            started_on__lt=first_of_month,
        )
        .exclude(paid_hours__month=last_month)
        .order_by("started_on", "pk")[:most]
    )
    if not owed:
        return []
    due = today.replace(day=HOURS_DUE)
    month = date_format(last_month, "F")
    if len(owed) == 1:
        [one] = owed
        return [
            Step(
                kind=Kind.HOURS,
                title=gettext("Enter the paid hours of %(person)s") % {"person": one.pseudonym},
                context=(gettext("Of %(month)s nothing is known yet.") % {"month": month},),
                url=address(member, "placements:placement", one.pk),
                button=gettext("Enter the hours"),
                due=due,
            )
        ]
    people = ", ".join(placement.pseudonym for placement in owed[:5])
    told = {"number": len(owed), "people": people if len(owed) <= 5 else f"{people}, …"}
    return [
        Step(
            kind=Kind.HOURS,
            title=gettext("Enter the paid hours of %(month)s") % {"month": month},
            context=(gettext("%(number)s placements have none yet: %(people)s.") % told,),
            url=address(member, "placements:placements"),
            button=gettext("Open the placements"),
            due=due,
        )
    ]


def _of_commitment(member: Membership, commitment: Commitment) -> Step | None:
    names = {"supplier": commitment.contract.supplier.name, "what": commitment.what}
    what = gettext("“%(what)s”.") % names
    if member.has(Right.AGREE_COMMITMENTS) and not commitment.by_school:  # type: ignore[attr-defined]
        title = gettext("Confirm the commitment of %(supplier)s") % names
        then = gettext("Say for the hogeschool that this is what was agreed.")
        url = address(member, "dialogue:commitment", commitment.pk)
        button = gettext("Open the commitment")
    elif (
        member.has(Right.CHANGE_PLACEMENTS)
        and commitment.kind in PEOPLE_KINDS
        and not commitment.is_followed  # type: ignore[attr-defined]
    ):
        title = gettext("Turn the commitment of %(supplier)s into a vacancy") % names
        then = gettext("Without a vacancy nobody can start.")
        url = address(member, "placements:open_vacancy", commitment.pk)
        button = gettext("Open a vacancy")
    else:
        return None
    contract = commitment.contract
    owners = {contract.buyer_id, contract.hr_id} - {None}
    return Step(
        kind=Kind.COMMITMENT,
        title=title,
        context=(what, then),
        url=url,
        button=button,
        other=(gettext("See the contract"), address(member, "desk:contract", contract.pk)),
        due=commitment.due,
        is_mine=not owners or member.pk in owners or not member.hands,
    )


def _of_vacancy(member: Membership, vacancy: Vacancy) -> Step:
    commitment = vacancy.commitment
    filled: int = vacancy.filled  # type: ignore[attr-defined]
    places = ngettext(
        "%(filled)s of %(places)s place is filled.",
        "%(filled)s of %(places)s places are filled.",
        vacancy.places,
    ) % {"filled": filled, "places": vacancy.places}
    agreed = gettext("%(supplier)s agreed on it, by %(day)s.") % {
        "supplier": commitment.contract.supplier.name,
        "day": show_date(commitment.due, active_language()),
    }
    return Step(
        kind=Kind.VACANCY,
        title=gettext("Fill the vacancy “%(title)s”") % {"title": vacancy.title},
        context=(agreed, places),
        url=address(member, "placements:vacancy", vacancy.pk),
        button=gettext("Open the vacancy"),
        other=(
            gettext("See the contract"),
            address(member, "desk:contract", commitment.contract_id),
        ),
        due=commitment.due,
    )
