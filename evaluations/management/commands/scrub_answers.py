"""Takes the traces of order out of the database: `scrub_answers`, hourly and before every backup."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluations.actions.scrubbing import ScrubError, scrub


class Command(BaseCommand):
    """The console door to scrubbing."""

    help = "Rewrites the tables that answers touch, so that nothing tells who answered what or when."

    def handle(self, *args: Any, **options: Any) -> None:
        """Scrubs, and says when a part is left for the next time."""
        try:
            scrubbed = scrub()
        except ScrubError as error:
            raise CommandError(str(error)) from error
        if not scrubbed.is_complete:
            raise CommandError("The log of the database is in use and could not be emptied: run this again.")
        self.stdout.write(f"Scrubbed: {scrubbed.tables} tables")
