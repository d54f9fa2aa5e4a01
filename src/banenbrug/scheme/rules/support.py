"""Kinds of support from light to heavy, phases of a hogeschool, and who may ask.

Source: the page of the pilot "Bijdragen aan de banenafspraak met sociale inkoop" (Zestor, 2021).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from banenbrug.foundation.refusals import N_


class SupportKind(StrEnum):
    """What an adviser can do for a hogeschool."""

    PRESENTATION = "presentation"
    TALK = "talk"
    PRACTICES = "practices"
    WORKSHOP = "workshop"
    LONG_TERM_PLAN = "long_term_plan"
    LAB = "lab"
    OTHER = "other"


@dataclass(frozen=True)
class Support:
    """A kind of support in words; `days` is how many days it takes by nature."""

    name: str
    says: str
    days: int = 1


SUPPORT: Mapping[SupportKind, Support] = {
    SupportKind.PRESENTATION: Support(
        N_("Presentation"), N_("A first look at social procurement, to win people for it.")
    ),
    SupportKind.TALK: Support(
        N_("Help with a supplier talk"),
        N_("The adviser prepares a talk with you, or sits at the table."),
    ),
    SupportKind.PRACTICES: Support(
        N_("Session with good practices"),
        N_("How organisations like yours did it, and what came of it."),
    ),
    SupportKind.WORKSHOP: Support(
        N_("Workshop of two days"),
        N_("HR and procurement work out together what is possible and what it takes."),
        days=2,
    ),
    SupportKind.LONG_TERM_PLAN: Support(
        N_("Plan for the longer term"), N_("From trying once to doing it always.")
    ),
    SupportKind.LAB: Support(
        N_("Living lab with a supplier"),
        N_("With one supplier you find out how to make jobs together."),
    ),
    SupportKind.OTHER: Support(
        N_("Something else"), N_("Support that fits you: describe it in the request.")
    ),
}
"""From light to heavy."""


class Phase(StrEnum):
    """Where a hogeschool is with social procurement."""

    NO_POLICY = "no_policy"
    NO_CLAUSES = "no_clauses"
    NO_ACTION = "no_action"
    INSPIRATION = "inspiration"


PHASES: Mapping[Phase, str] = {
    Phase.NO_POLICY: N_("We have no policy yet."),
    Phase.NO_CLAUSES: N_("We have policy, but no agreements in our contracts yet."),
    Phase.NO_ACTION: N_("Everything is there, but it does not come to action."),
    Phase.INSPIRATION: N_("We only look for inspiration."),
}


class Applicant(StrEnum):
    """As what somebody asks for support."""

    HR_CENTRAL = "hr_central"
    HR_DECENTRAL = "hr_decentral"
    BUYER = "buyer"
    COORDINATOR = "coordinator"


APPLICANTS: Mapping[Applicant, str] = {
    Applicant.HR_CENTRAL: N_("HR adviser of the central department"),
    Applicant.HR_DECENTRAL: N_("HR adviser of an academy or service"),
    Applicant.BUYER: N_("Buyer or contract manager"),
    Applicant.COORDINATOR: N_("Participation coordinator"),
}

ROLE_OF: Mapping[Applicant, str] = {
    Applicant.HR_CENTRAL: "hr",
    Applicant.HR_DECENTRAL: "hr",
    Applicant.BUYER: "buyer",
    Applicant.COORDINATOR: "coordinator",
}
"""The role in Banenbrug that goes with it."""


class From(StrEnum):
    """From which moment something counts: a place in the order, a claim on hours."""

    REQUEST = "request"
    APPLICATION = "application"


class CapPeriod(StrEnum):
    """Over what the most hours of one organisation are counted."""

    ONCE = "once"
    PER_YEAR = "per_year"


class HomeworkKind(StrEnum):
    """What a hogeschool does between the intake talk and the plan."""

    LIST_CONTRACTS = "list_contracts"
    MARK_CLAUSES = "mark_clauses"
    SET_PRIORITIES = "set_priorities"
    OTHER = "other"


HOMEWORK: Mapping[HomeworkKind, str] = {
    HomeworkKind.LIST_CONTRACTS: N_("List the contracts"),
    HomeworkKind.MARK_CLAUSES: N_("Mark which contracts have a social return clause"),
    HomeworkKind.SET_PRIORITIES: N_("Choose with which suppliers you talk first"),
    HomeworkKind.OTHER: N_("Something else"),
}
