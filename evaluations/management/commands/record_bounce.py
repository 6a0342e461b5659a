"""Notes that a letter came back: `record_bounce < MESSAGE`, as a mail server calls it for the office's mailbox."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from evaluations.actions.bounces import MOST_BYTES, record_bounce


class Command(BaseCommand):
    """The console door for letters that come back."""

    help = "Reads a delivery status notification and marks the letter that it is about. Other mail changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reads the message. It never fails because of what is in it: the mail server would send that back, too."""
        letters = record_bounce(sys.stdin.buffer.read(MOST_BYTES))
        self.stdout.write(f"Letters marked as returned: {len(letters)}")
