"""Sends the letters about registrations that are due: `send_messages`, from a timer or after a registration."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.actions.mailing import alone, send_and_stay, send_due
from events.emails.delivery import ServerError, has_server


class Command(BaseCommand):
    """The console door to the outbox."""

    help = "Sends the letters that are due. Letters that the mail server does not take now wait for the next time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to stay."""
        parser.add_argument("--stay", action="store_true", help="stay until no letter waits any more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sends, and says how many letters left."""
        if not has_server():
            raise CommandError("No mail server is named (PORTAL_EMAIL_URL); the letters wait.")
        if options["stay"]:
            with alone() as is_alone:
                if is_alone:
                    send_and_stay()
            return
        try:
            sent = send_due()
        except ServerError as error:
            raise CommandError(f"{error} The letters wait.") from error
        self.stdout.write(f"Letters sent: {sent}")
