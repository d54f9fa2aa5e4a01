"""Who may do what: one table, in code, that the documentation prints (docs/roles.md)."""

from enum import StrEnum

from banenbrug.foundation.refusals import N_


class Kind(StrEnum):
    """Kinds of organisations. Each has its own door."""

    SCHOOL = "school"
    FUND = "fund"
    ADVISER = "adviser"
    SUPPLIER = "supplier"
    PARTNER = "partner"


class Role(StrEnum):
    """What a person is within one organisation; a person may hold several."""

    COORDINATOR = "coordinator"
    BUYER = "buyer"
    HR = "hr"
    READER = "reader"
    KEYHOLDER = "keyholder"
    REPORTER = "reporter"
    OFFICER = "officer"
    CONTROLLER = "controller"
    ADVISER = "adviser"
    CONTACT = "contact"


class Right(StrEnum):
    """One thing that somebody may do. Views and actions ask for a right, never for a role."""

    SEE_CONTRACTS = "see_contracts"
    CHANGE_CONTRACTS = "change_contracts"
    IMPORT_CONTRACTS = "import_contracts"
    SET_WEIGHTS = "set_weights"
    SEE_CONVERSATIONS = "see_conversations"
    HOLD_CONVERSATIONS = "hold_conversations"
    AGREE_COMMITMENTS = "agree_commitments"
    SEE_PLACEMENTS = "see_placements"
    CHANGE_PLACEMENTS = "change_placements"
    SEE_FIGURES = "see_figures"
    SEE_PEOPLE = "see_people"
    MANAGE_PEOPLE = "manage_people"
    SEE_SHARED_WORK = "see_shared_work"
    CONFIRM_SHARED_WORK = "confirm_shared_work"
    SEE_SUPPORT = "see_support"
    ASK_SUPPORT = "ask_support"
    SEE_SCHEMES = "see_schemes"
    RUN_SCHEMES = "run_schemes"
    ADVISE = "advise"


KIND_ROLES: dict[Kind, tuple[Role, ...]] = {
    Kind.SCHOOL: (
        Role.COORDINATOR,
        Role.BUYER,
        Role.HR,
        Role.READER,
        Role.KEYHOLDER,
        Role.REPORTER,
    ),
    Kind.FUND: (Role.OFFICER, Role.CONTROLLER, Role.KEYHOLDER),
    Kind.ADVISER: (Role.ADVISER, Role.KEYHOLDER),
    Kind.SUPPLIER: (Role.CONTACT, Role.KEYHOLDER),
    Kind.PARTNER: (Role.CONTACT, Role.KEYHOLDER),
}

_SEE = frozenset(
    {
        Right.SEE_CONTRACTS,
        Right.SEE_CONVERSATIONS,
        Right.SEE_PLACEMENTS,
        Right.SEE_FIGURES,
        Right.SEE_SUPPORT,
    }
)
_TALK = frozenset({Right.HOLD_CONVERSATIONS, Right.AGREE_COMMITMENTS, Right.ASK_SUPPORT})

ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COORDINATOR: _SEE
    | _TALK
    | {
        Right.CHANGE_CONTRACTS,
        Right.IMPORT_CONTRACTS,
        Right.SET_WEIGHTS,
        Right.CHANGE_PLACEMENTS,
        Right.SEE_PEOPLE,
    },
    Role.BUYER: _SEE
    | _TALK
    | {
        Right.CHANGE_CONTRACTS,
        Right.IMPORT_CONTRACTS,
        Right.SET_WEIGHTS,
        Right.SEE_PEOPLE,
    },
    Role.HR: _SEE | _TALK | {Right.CHANGE_PLACEMENTS, Right.SEE_PEOPLE},
    Role.READER: _SEE,
    Role.KEYHOLDER: frozenset({Right.SEE_PEOPLE, Right.MANAGE_PEOPLE}),
    Role.REPORTER: frozenset(),
    Role.OFFICER: frozenset({Right.SEE_SCHEMES, Right.RUN_SCHEMES, Right.SEE_PEOPLE}),
    Role.CONTROLLER: frozenset({Right.SEE_SCHEMES, Right.SEE_PEOPLE}),
    Role.ADVISER: frozenset({Right.ADVISE, Right.SEE_PEOPLE}),
    Role.CONTACT: frozenset({Right.SEE_SHARED_WORK, Right.CONFIRM_SHARED_WORK, Right.SEE_PEOPLE}),
}

ROLE_NAMES: dict[Role, str] = {
    Role.COORDINATOR: N_("participation coordinator"),
    Role.BUYER: N_("buyer"),
    Role.HR: N_("HR adviser"),
    Role.READER: N_("reader"),
    Role.KEYHOLDER: N_("keyholder"),
    Role.REPORTER: N_("reporter"),
    Role.OFFICER: N_("fund officer"),
    Role.CONTROLLER: N_("fund controller"),
    Role.ADVISER: N_("adviser"),
    Role.CONTACT: N_("contact"),
}


class Hand(StrEnum):
    """The two departments that must both be there: procurement and HR."""

    PROCUREMENT = "procurement"
    HR = "hr"


HAND_ROLES: dict[Hand, frozenset[Role]] = {
    Hand.PROCUREMENT: frozenset({Role.BUYER}),
    Hand.HR: frozenset({Role.HR}),
}


def rights_of(roles: list[str]) -> frozenset[Right]:
    """All rights that a person with these roles has."""
    return frozenset().union(*(ROLE_RIGHTS[Role(role)] for role in roles))


def hands_of(roles: list[str]) -> frozenset[Hand]:
    """The departments for which a person with these roles can give a hand."""
    return frozenset(hand for hand, of in HAND_ROLES.items() if of & set(roles))
