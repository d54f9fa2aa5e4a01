"""`banenbrug roles --sql`: the database roles and their grants, for an administrator."""

import argparse

from banenbrug.engine.grants import as_sql, creation_as_sql


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--sql` is the only form there is; it is asked for so that the output is no surprise."""
    parser.add_argument("--sql", action="store_true", required=True)
    parser.add_argument("--create", action="store_true", help="only what is done once")


def run(options: argparse.Namespace) -> None:
    """Print the script."""
    print(creation_as_sql() if options.create else as_sql())
