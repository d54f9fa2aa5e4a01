"""`banenbrug relock`: lock the secrets of the second step with the present secret key."""

import argparse

from cryptography.fernet import InvalidToken
from django.db import transaction

from banenbrug.foundation.refusals import N_, Refusal, Refused
from banenbrug.organisations.second_step import lock_anew


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options but the form of the answer."""
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> dict[str, object]:
    """Lock all of them, or none when one cannot be opened."""
    try:
        with transaction.atomic():
            return {"locked": lock_anew()}
    except InvalidToken as error:
        lost = N_(
            "A secret cannot be opened with the keys that are given. Name the former one in"
            " BANENBRUG_OLD_SECRET_KEYS."
        )
        raise Refused(Refusal("former_key_missing", lost)) from error
