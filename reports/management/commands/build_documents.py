"""Builds papers that were asked for on a page: `build_documents [EVENT KEY]`; alone, it removes what is too old."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.models import Event
from reports.documents.builds import find_build, remove_old_builds


class Command(BaseCommand):
    """The console door to the papers of an event."""

    help = "Builds the papers that were asked for; without arguments removes the files older than a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The event and the build."""
        parser.add_argument("event", nargs="?", type=int, help="the number of the event")
        parser.add_argument("key", nargs="?", default="", help="the name of the build")

    def handle(self, *args: Any, **options: Any) -> None:
        """Builds, and says how it ended."""
        if options["event"] is None:
            self.stdout.write(f"Removed: {remove_old_builds()}")
            return
        event = Event.objects.filter(pk=options["event"]).first()
        build = find_build(event, options["key"]) if event else None
        if build is None:
            raise CommandError("There is no such build.")
        build.run()
        said = build.said()
        self.stdout.write(f"{said['state']}: {said.get('words') or said.get('name')}")
