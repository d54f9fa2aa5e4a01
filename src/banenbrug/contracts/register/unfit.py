"""A cell that can be read but does not fit its column."""

from banenbrug.foundation.refusals import N_, Refusal, Unreadable


class Unfit(ValueError):
    """What is wrong with a cell, beside what no reader can make sense of (`Unreadable`)."""

    suggestion = None

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


Mistake = (Unreadable, Unfit)
"""What a reader of cells raises."""


def unfit(code: str, text: str, message: str) -> Unfit:
    """The mistake of a cell that the message repeats as %(text)s."""
    return Unfit(Refusal(code, message, {"text": text}))


def too_long(longest: int) -> Unfit:
    """The mistake of a cell that no column can hold."""
    message = N_("This is longer than %(longest)s characters. Shorten it.")
    return Unfit(Refusal("too_long", message, {"longest": longest}))
