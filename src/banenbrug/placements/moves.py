"""What may happen to vacancies, placements and paid hours, and what is refused, and why. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from banenbrug.dialogue.rules import brings_people
from banenbrug.foundation.months import Month
from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.placements.rules import ContractForm, Route

LENT_ROUTES = frozenset({Route.HIRED_IN, Route.WSW_SECONDMENT})
"""Routes along which somebody else lends the person to the hogeschool."""

AT_SUPPLIER_ROUTES = frozenset({Route.VIA_SUPPLIER, Route.UNPAID})
"""Routes along which somebody can work for the supplier of the contract itself."""

_PAID_FORMS = frozenset({ContractForm.FIXED_TERM, ContractForm.PERMANENT, ContractForm.BBL})

ROUTE_FORMS: Mapping[Route, frozenset[ContractForm]] = {
    Route.OWN_PAYROLL: _PAID_FORMS,
    Route.HIRED_IN: _PAID_FORMS | {ContractForm.AGENCY},
    Route.WSW_SECONDMENT: frozenset({ContractForm.WSW_SECONDMENT}),
    Route.VIA_SUPPLIER: _PAID_FORMS | {ContractForm.AGENCY},
    Route.VIA_SUBCONTRACTOR: _PAID_FORMS | {ContractForm.AGENCY},
    Route.UNPAID: frozenset(
        {
            ContractForm.BOL_INTERNSHIP,
            ContractForm.WORK_EXPERIENCE,
            ContractForm.TRIAL_PLACEMENT,
        }
    ),
}
"""The contract forms that can occur along each route."""

_WITHDRAWN = Refusal(
    "commitment_withdrawn", N_("This commitment is withdrawn. Make a new one instead.")
)
_CLOSED = Refusal("vacancy_closed", N_("This vacancy is closed. Open a new one."))


def why_not_open_vacancy(*, withdrawn: bool, kind: str) -> Refusal | None:
    """A commitment that stands, and that is about places for people, gives vacancies."""
    if withdrawn:
        return _WITHDRAWN
    if brings_people(kind=kind, withdrawn=withdrawn):
        return None
    return Refusal(
        "commitment_without_places",
        N_("This commitment is not about jobs or internships, so it gives no places for people."),
    )


def why_not_publish(*, closed: bool, published: bool) -> Refusal | None:
    """An open vacancy can be published, once."""
    if closed:
        return _CLOSED
    if published:
        return Refusal("vacancy_published", N_("This vacancy stands on the public page already."))
    return None


def why_not_unpublish(*, published: bool) -> Refusal | None:
    """Only what is published can be taken from the public page."""
    if published:
        return None
    return Refusal("vacancy_not_published", N_("This vacancy does not stand on the public page."))


def why_not_close(*, closed: bool) -> Refusal | None:
    """A vacancy closes once."""
    return _CLOSED if closed else None


def why_not_fill(*, closed: bool, places: int, filled: int) -> Refusal | None:
    """A vacancy takes placements while it is open and has a place left."""
    if closed:
        return _CLOSED
    if filled >= places:
        return Refusal(
            "vacancy_full",
            N_("All %(places)s places of this vacancy are filled. Open another vacancy first."),
            {"places": places},
        )
    return None


def is_shared(*, route: Route, employer_id: int | None, supplier_id: int) -> bool:
    """Whether the supplier of the contract reads along: with its own people and subcontractors.

    Never with people of the hogeschool itself (no employer), nor with those of another employer.
    `queries.read_by_supplier` says the same of rows.
    """
    if route is Route.VIA_SUBCONTRACTOR:
        return employer_id is not None
    return route in AT_SUPPLIER_ROUTES and employer_id == supplier_id


def why_not_hours_shown(*, shown: Decimal | None, now: Decimal | None) -> Refusal | None:
    """Hours are corrected by who saw what they are, not over what somebody else just wrote."""
    if shown == now:
        return None
    if now is None:
        return Refusal(
            "hours_changed_meanwhile",
            N_("Somebody took these hours away meanwhile. Look again, then save once more."),
        )
    return Refusal(
        "hours_changed_meanwhile",
        N_("Somebody changed these hours to %(now)s meanwhile. Look again, then save once more."),
        {"now": now},
    )


def why_not_employer(*, route: Route, has_employer: bool) -> Refusal | None:
    """Who pays the wage fits the route; without an employer it is the hogeschool itself."""
    if route is Route.OWN_PAYROLL and has_employer:
        return Refusal(
            "employer_is_school",
            N_("On the own payroll the hogeschool is the employer. Leave the employer empty."),
        )
    if has_employer or route in (Route.OWN_PAYROLL, Route.UNPAID):
        return None
    if route in LENT_ROUTES:
        return Refusal("lender_missing", N_("Write who lends this person to the hogeschool."))
    return Refusal("employer_missing", N_("Write which supplier employs this person."))


def why_not_contract_form(*, route: Route, form: ContractForm) -> Refusal | None:
    """The contract with the person can occur along this route."""
    if form in ROUTE_FORMS[route]:
        return None
    if route is Route.UNPAID:
        return Refusal(
            "form_is_paid",
            N_(
                "This contract comes with a wage. Choose another route, or an internship, a work"
                " experience place or a trial placement."
            ),
        )
    if form in ROUTE_FORMS[Route.UNPAID]:
        return Refusal(
            "form_is_unpaid", N_("This contract comes without a wage. Choose the route “unpaid”.")
        )
    return Refusal(
        "form_not_on_route", N_("This contract does not go with this route. Change one of them.")
    )


def why_not_register(
    *,
    in_register: bool,
    register_from: date | None,
    register_until: date | None,
    checked_on: date | None,
    today: date,
) -> Refusal | None:
    """A yes was checked on a day that has come, and holds from its first to its last day."""
    if not in_register and (register_from or register_until):
        return Refusal(
            "register_days_without_yes",
            N_("Who is not in the register has no days there. Leave the days empty."),
        )
    if in_register and checked_on is None:
        return Refusal(
            "register_not_checked", N_("Write on which day the employer checked the register.")
        )
    if checked_on and checked_on > today:
        return Refusal(
            "register_checked_in_future",
            N_("This day is still to come. Write the day of the check."),
        )
    if register_from and register_until and register_until < register_from:
        return Refusal(
            "register_ends_before_start", N_("The last day in the register is before the first.")
        )
    return None


def why_not_hours(
    *,
    month: Month,
    hours: Decimal,
    route: Route,
    started_on: date,
    ended_on: date | None,
    today: date,
) -> Refusal | None:
    """Paid hours are of a month that has begun, in which the person worked, for a wage."""
    if month < Month.of(started_on):
        return Refusal(
            "hours_before_start", N_("This month is before the first day of the placement.")
        )
    if ended_on and month > Month.of(ended_on):
        return Refusal("hours_after_end", N_("This month is after the last day of the placement."))
    if month > Month.of(today):
        return Refusal(
            "hours_in_future",
            N_("This month is still to come. Paid hours are written once they are paid."),
        )
    if hours < 0:
        return Refusal("hours_negative", N_("Hours cannot be below 0."))
    most = month.last.day * 24
    if hours > most:
        return Refusal(
            "hours_too_many", N_("This month has no more than %(most)s hours."), {"most": most}
        )
    if route is Route.UNPAID and hours:
        return Refusal(
            "hours_unpaid",
            N_("This placement is unpaid: it is an effort, and has no paid hours."),
        )
    return None


def why_not_end(*, started_on: date, ended_on: date, last_paid: Month | None) -> Refusal | None:
    """A placement ends on or after its first day, and after the months with paid hours."""
    if ended_on < started_on:
        return Refusal("last_day_before_first", N_("The last day is before the first day."))
    if last_paid and last_paid > Month.of(ended_on):
        return Refusal(
            "ends_before_hours",
            N_("Hours were paid in %(month)s, after this day. Correct the hours first."),
            {"month": f"{last_paid.month:02}-{last_paid.year}"},
        )
    return None


def pseudonym_of(number: int) -> str:
    """Write the number of a person within the hogeschool: W-001."""
    return f"W-{number:03}"
