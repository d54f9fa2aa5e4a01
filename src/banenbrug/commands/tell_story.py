"""`banenbrug tell-story`: puts the fictional story in a demonstration, as the application role."""

import argparse

from django.utils import timezone

from banenbrug.commands.lifeline import hold_to_starter
from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.story.actions import tell
from banenbrug.story.queries import is_demonstration, is_told


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> dict[str, object]:
    """Tell it once; the same again changes nothing."""
    hold_to_starter()
    if not is_demonstration():
        raise Refused(
            Refusal(
                "not_a_demonstration",
                N_("This database is not a demonstration. Run `banenbrug demo` instead."),
            )
        )
    if is_told():
        return {"story": "told before"}
    tell(now=timezone.now(), today=timezone.localdate())
    return {"story": "told"}
