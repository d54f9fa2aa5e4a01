"""What is refused about people and roles, and why. Pure."""

from collections.abc import Collection, Iterable

from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.organisations.roles import KIND_ROLES, Kind, Role


def why_not_roles(*, kind: str, roles: Collection[str]) -> Refusal | None:
    """At least one role, and only those of this kind of organisation."""
    if not roles:
        return Refusal("no_roles", N_("Choose at least one role."))
    strange = set(roles) - {role.value for role in KIND_ROLES[Kind(kind)]}
    if strange:
        return Refusal(
            "roles_of_other_kind",
            N_("Choose only roles of this kind of organisation."),
        )
    return None


def why_not_without_keyholder(*, others: Iterable[Collection[str]]) -> Refusal | None:
    """The last keyholder stays: `others` are the roles of everybody else."""
    if any(Role.KEYHOLDER in roles for roles in others):
        return None
    return Refusal(
        "last_keyholder",
        N_("This is the last keyholder. First make somebody else keyholder."),
    )


def why_not_take_away_second_step(*, is_own: bool, has_second_step: bool) -> Refusal | None:
    """A keyholder helps a colleague; on oneself it would go round the second step."""
    if is_own:
        return Refusal(
            "own_second_step", N_("Change your own second step on the page of your account.")
        )
    if not has_second_step:
        return Refusal("no_second_step", N_("This person signs in with a password alone."))
    return None
