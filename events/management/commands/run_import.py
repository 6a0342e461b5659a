"""Checks or imports a table that was given: `run_import NUMBER`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.actions.running import work_on
from events.models import ImportRun


class Command(BaseCommand):
    """The console door to imports; the desk starts it for large tables."""

    help = "Does what a table waits for that was given at the desk: its check, or the import. All of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The run."""
        parser.add_argument("run", type=int, help="the number of the run, as the list of imports shows it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does it, and says what became of it."""
        try:
            run = ImportRun.objects.get(pk=options["run"])
        except ImportRun.DoesNotExist as error:
            raise CommandError(f"There is no import {options['run']}.") from error
        work_on(run=run)
        run.refresh_from_db()
        self.stdout.write(f"{run}: {run.new_count} new, {run.changed_count} changed, {run.left_out_count} left out")
