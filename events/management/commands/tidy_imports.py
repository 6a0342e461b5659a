"""Empties imports that are older than a day: `tidy_imports`."""

from typing import Any

from django.core.management.base import BaseCommand

from events.actions.running import tidy


class Command(BaseCommand):
    """The console door; to be started every day, and done with every import that is given, too."""

    help = "Empties imports of a day ago and older of their tables and of what undoing them needs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Does it, and says how many there were."""
        self.stdout.write(f"Imports emptied: {tidy()}")
