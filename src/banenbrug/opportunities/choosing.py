"""What is refused while a school chooses its first contracts. Pure."""

from collections.abc import Collection, Sequence

from banenbrug.foundation.refusals import N_, Refusal
from banenbrug.opportunities.rules import TOP
from banenbrug.organisations.roles import Hand

SIGN_LABELS = {Hand.PROCUREMENT: N_("Sign for procurement"), Hand.HR: N_("Sign for HR")}

_WHO_SIGNS = {
    Hand.PROCUREMENT: Refusal(
        "not_your_hand", N_("A buyer signs for procurement. Ask a buyer to open this page.")
    ),
    Hand.HR: Refusal("not_your_hand", N_("An HR adviser signs for HR. Ask an HR adviser.")),
}
NO_HAND = Refusal("no_hand", N_("A buyer and an HR adviser sign this list. Ask them."))
NOT_ON_LIST = Refusal("not_on_list", N_("This contract is not on the list any more."))


def why_not_put_in(*, has_ended: bool, is_in: bool, places_left: int) -> Refusal | None:
    """A running contract goes on the list once, while there is a place."""
    if has_ended:
        return Refusal(
            "contract_ended", N_("This contract has ended, so it cannot be on the list.")
        )
    if is_in:
        return Refusal("on_list_already", N_("This contract is on the list already."))
    if places_left < 1:
        return Refusal(
            "list_full",
            N_("There are %(most)s contracts on the list. Take one off first."),
            {"most": TOP},
        )
    return None


def why_not_sign(
    *, hand: Hand, hands: Collection[Hand], signed: Collection[str], shown: Sequence[int],
    chosen: Sequence[int], ended: Sequence[str],
) -> Refusal | None:  # fmt: skip
    """Who works for a department signs for it, once, under the list that is on the screen.

    `ended` are the titles of contracts on the list that no longer run.
    """
    if hand not in hands:
        return _WHO_SIGNS[hand]
    if hand in signed:
        return Refusal("signed_already", N_("This hand has signed already."))
    if not chosen:
        return Refusal("list_empty", N_("There is no contract on the list. Put one on it first."))
    if list(shown) != list(chosen):
        return Refusal(
            "list_changed", N_("The list has changed in the meantime. Read it again, then sign.")
        )
    if ended:
        return Refusal(
            "top_3_ended",
            N_("“%(title)s” has ended. Take it off the list first."),
            {"title": ended[0]},
        )
    return None
