"""What happens to vacancies, placements and paid hours; each is one transaction."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from banenbrug.contracts.models import Supplier
from banenbrug.dialogue.models import Commitment
from banenbrug.dialogue.queries import held_still
from banenbrug.dialogue.rules import why_not_text
from banenbrug.foundation.months import Month
from banenbrug.foundation.numbers import round_half_up
from banenbrug.foundation.refusals import Refusal, Refused, refuse
from banenbrug.organisations.models import Membership, Organisation, Unit
from banenbrug.placements import moves
from banenbrug.placements.models import PaidHours, Placement, Vacancy
from banenbrug.placements.queries import filled_places, hours_in, last_number
from banenbrug.placements.rules import ContractForm, EndReason, Route


@transaction.atomic
def open_vacancy(
    *,
    by: Membership,
    commitment: Commitment,
    title: str,
    tasks: str,
    hours_per_week: Decimal,
    places: int,
    employer: Supplier | None,
    workplace: Unit | None,
    today: date,
) -> Vacancy:
    """Open a vacancy from a commitment; the supplier reads it at once. Not yet public."""
    commitment = held_still(commitment)
    refuse(
        moves.why_not_open_vacancy(
            withdrawn=commitment.withdrawn_at is not None, kind=commitment.kind
        )
    )
    _refuse_texts(title=title, tasks=tasks)
    return Vacancy.objects.create(
        organisation_id=by.organisation_id,
        counterparty_id=commitment.counterparty_id,
        commitment=commitment,
        title=title.strip(),
        tasks=tasks.strip(),
        hours_per_week=hours_per_week,
        places=places,
        employer=employer,
        workplace=workplace,
        opened_on=today,
    )


@transaction.atomic
def publish_vacancy(*, by: Membership, vacancy: Vacancy, today: date) -> Vacancy:
    """Put an open vacancy on the public page."""
    vacancy = _locked_vacancy(by, vacancy)
    refuse(
        moves.why_not_publish(
            closed=vacancy.closed_on is not None, published=vacancy.published_on is not None
        )
    )
    vacancy.published_on = today
    vacancy.save(update_fields=["published_on"])
    return vacancy


@transaction.atomic
def withdraw_publication(*, by: Membership, vacancy: Vacancy) -> Vacancy:
    """Take a vacancy from the public page; it stays open."""
    vacancy = _locked_vacancy(by, vacancy)
    refuse(moves.why_not_unpublish(published=vacancy.published_on is not None))
    vacancy.published_on = None
    vacancy.save(update_fields=["published_on"])
    return vacancy


@transaction.atomic
def close_vacancy(*, by: Membership, vacancy: Vacancy, today: date) -> Vacancy:
    """Close a vacancy, filled or not; a public one leaves the public page."""
    vacancy = _locked_vacancy(by, vacancy)
    refuse(moves.why_not_close(closed=vacancy.closed_on is not None))
    vacancy.closed_on = today
    vacancy.save(update_fields=["closed_on"])
    return vacancy


@transaction.atomic
def place(
    *,
    by: Membership,
    commitment: Commitment,
    vacancy: Vacancy | None,
    route: Route | str,
    contract_form: ContractForm | str,
    employer: Supplier | None,
    workplace: Unit | None,
    planned_hours_per_week: Decimal,
    started_on: date,
    in_register: bool,
    register_from: date | None,
    register_until: date | None,
    checked_on: date | None,
    today: date,
) -> Placement:
    """Place a person, under the next pseudonym of the school.

    `planned_hours_per_week` is a forecast and never counts; who reads along: `moves.is_shared`.
    ValueError for a vacancy that came from another commitment.
    """
    commitment = held_still(commitment)
    refuse(
        moves.why_not_open_vacancy(
            withdrawn=commitment.withdrawn_at is not None, kind=commitment.kind
        )
    )
    route, form = Route(route), ContractForm(contract_form)
    _refuse_at("employer", moves.why_not_employer(route=route, has_employer=employer is not None))
    _refuse_at("contract_form", moves.why_not_contract_form(route=route, form=form))
    _refuse_at(
        "in_register",
        moves.why_not_register(
            in_register=in_register,
            register_from=register_from,
            register_until=register_until,
            checked_on=checked_on,
            today=today,
        ),
    )
    is_shared = moves.is_shared(
        route=route,
        employer_id=employer.pk if employer else None,
        supplier_id=commitment.contract.supplier_id,
    )
    if vacancy is not None:
        vacancy = _with_a_place(by, vacancy, commitment, today)
    return Placement.objects.create(
        organisation_id=by.organisation_id,
        counterparty_id=commitment.counterparty_id if is_shared else None,
        commitment=commitment,
        vacancy=vacancy,
        pseudonym=_next_pseudonym(by.organisation_id),
        route=route.value,
        contract_form=form.value,
        employer=employer,
        workplace=workplace,
        planned_hours_per_week=planned_hours_per_week,
        started_on=started_on,
        in_register=in_register,
        register_from=register_from,
        register_until=register_until,
        checked_on=checked_on,
    )


@transaction.atomic
def end_placement(
    *, by: Membership, placement: Placement, ended_on: date, reason: EndReason | None
) -> Placement:
    """Write the last day of a placement, or mend it, and why it ended (None: nobody said)."""
    placement = _locked_placement(by, placement)
    paid = PaidHours.objects.filter(
        organisation_id=by.organisation_id, placement=placement, hours__gt=0
    )
    last = paid.order_by("-month").values_list("month", flat=True).first()
    _refuse_at(
        "ended_on",
        moves.why_not_end(
            started_on=placement.started_on,
            ended_on=ended_on,
            last_paid=Month.of(last) if last else None,
        ),
    )
    placement.ended_on = ended_on
    placement.end_reason = reason.value if reason else ""
    placement.save(update_fields=["ended_on", "end_reason"])
    return placement


@transaction.atomic
def record_hours(
    *,
    by: Membership,
    placement: Placement,
    employer: Supplier | None,
    hours: Mapping[Month, Decimal | None],
    shown: Mapping[Month, Decimal | None] | None = None,
    today: date,
) -> None:
    """Write or correct the paid hours of whole months at one employer (None: the hogeschool).

    None takes a month away. Months that are not named stay as they are, and so do those whose
    hours are the same. Hours are kept in four decimals. A refusal names the month as its field.
    `shown` is what the writer saw of these months: what is different by now is not written over.
    Hours at another employer than that of the placement are not shared.
    """
    placement = _locked_placement(by, placement)
    wanted = {
        month: None if paid is None else round_half_up(paid, 4) for month, paid in hours.items()
    }
    for month, paid in wanted.items():
        if paid is not None:
            _refuse_at(str(month), _why_not_hours(placement, month, paid, today))
    known = hours_in(placement, employer, wanted)
    if shown is not None:
        for month in wanted:
            now = known[month].hours if month in known else None
            _refuse_at(str(month), moves.why_not_hours_shown(shown=shown.get(month), now=now))
    _write_hours(placement, employer, wanted, known)


def _write_hours(
    placement: Placement,
    employer: Supplier | None,
    wanted: dict[Month, Decimal | None],
    known: Mapping[Month, PaidHours],
) -> None:
    at_own_employer = placement.employer_id == (employer.pk if employer else None)
    changed = []
    for month, row in known.items():
        paid = wanted.pop(month)
        if paid is None:
            row.delete()
        elif paid != row.hours:
            row.hours = paid
            changed.append(row)
    PaidHours.objects.bulk_update(changed, ["hours"])
    PaidHours.objects.bulk_create(
        PaidHours(
            organisation_id=placement.organisation_id,
            counterparty_id=placement.counterparty_id if at_own_employer else None,
            placement=placement,
            employer=employer,
            month=month.first,
            hours=paid,
        )
        for month, paid in wanted.items()
        if paid is not None
    )


def _why_not_hours(
    placement: Placement, month: Month, hours: Decimal, today: date
) -> Refusal | None:
    return moves.why_not_hours(
        month=month,
        hours=hours,
        route=Route(placement.route),
        started_on=placement.started_on,
        ended_on=placement.ended_on,
        today=today,
    )


def _with_a_place(by: Membership, vacancy: Vacancy, commitment: Commitment, today: date) -> Vacancy:
    # The row lock makes two placements on the last place wait for one another.
    vacancy = _locked_vacancy(by, vacancy)
    if vacancy.commitment_id != commitment.pk:
        raise ValueError("This vacancy came from another commitment.")
    refuse(
        moves.why_not_fill(
            closed=vacancy.closed_on is not None,
            places=vacancy.places,
            filled=filled_places(vacancy, today=today),
        )
    )
    return vacancy


def _next_pseudonym(organisation_id: int) -> str:
    # Two placements at once in one school wait here, so that they get different numbers. A weaker
    # lock than FOR UPDATE: rows that refer to the organisation can still be written meanwhile.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)
    return moves.pseudonym_of(last_number(organisation_id) + 1)


def _locked_vacancy(by: Membership, vacancy: Vacancy) -> Vacancy:
    return Vacancy.objects.select_for_update().get(
        pk=vacancy.pk, organisation_id=by.organisation_id
    )


def _locked_placement(by: Membership, placement: Placement) -> Placement:
    return Placement.objects.select_for_update().get(
        pk=placement.pk, organisation_id=by.organisation_id
    )


def _refuse_at(field: str, refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal, field=field)


def _refuse_texts(**texts: str) -> None:
    for field, text in texts.items():
        _refuse_at(field, why_not_text(text))
