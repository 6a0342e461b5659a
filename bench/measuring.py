"""One process of measurements: makes its database, measures, and prints the table."""

import sys

from django.core.management import call_command
from django.db import connection

from bench import pages, paper, surveys
from bench.pairs import Ratio, table
from unpog_portal.management.commands.demo import FIXTURES


def prepare() -> None:
    """A database with the demo data: the one that is named is never written to, but where it is this run's own file."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = "portal_bench"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    else:
        call_command("migrate", verbosity=0)
    call_command("build_web_fonts", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("loaddata", *FIXTURES, verbosity=0)


def ratios(what: str) -> list[Ratio]:
    """Everything, or the taking in of answers alone."""
    if what == "submissions":
        return [surveys.submissions()]
    return [*pages.measure(), surveys.results(), surveys.submissions(), paper.measure()]


def main(what: str) -> None:
    """Prepares, measures and prints."""
    prepare()
    try:
        sys.stdout.write(f"{table(ratios(what))}\n")
    finally:
        if connection.vendor == "postgresql":
            connection.creation.destroy_test_db("postgres", verbosity=0)
