"""`banenbrug roles --sql`: the database roles and their grants, for an administrator."""

import argparse

from banenbrug.engine.grants import as_sql


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--sql` is the only form there is; it is asked for so that the output is no surprise."""
    parser.add_argument("--sql", action="store_true", required=True)


def run(options: argparse.Namespace) -> None:
    """Print the script."""
    print(as_sql())
