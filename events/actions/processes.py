"""Work that takes longer than a page may: a command of the console in a process of its own."""

import subprocess
import sys
from threading import Thread

from django.conf import settings
from django.core.management import call_command


def start(command: str, *arguments: str) -> None:
    """Starts a command that outlives the request and the server; with PORTAL_DETACHED off it runs here and now."""
    if not settings.PORTAL_DETACHED:
        call_command(command, *arguments)
        return
    process = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), command, *arguments],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.wait, daemon=True).start()  # so that no ended process is left behind
