"""Makes the people of events nameless whose time has come, and empties old imports: `anonymize_due`, every day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from events.actions.anonymizing import AnonymizeError, anonymize, due_events, due_in
from events.actions.running import tidy


class Command(BaseCommand):
    """The console door to timed anonymization."""

    help = "Removes what the people of events wrote, and their names, once the time to keep them is over."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only look, if asked."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each event in which something was, or would be, removed."""
        failed = []
        if not options["dry_run"] and (emptied := tidy()):
            self.stdout.write(f"Tables of imports that are older than a day: {emptied} emptied")
        for event in due_events():
            try:
                removed = due_in(event) if options["dry_run"] else anonymize(event=event)
            except AnonymizeError as error:
                failed.append(str(error))
                continue
            if told := str(removed):
                would = "would be removed" if options["dry_run"] else "removed"
                self.stdout.write(f"{event.slug}: {told} {would}")
        if failed:
            raise CommandError(" ".join(failed))
