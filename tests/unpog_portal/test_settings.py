"""The settings of a real installation, as Django itself judges them."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def _manage(tmp_path: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DJANGO_"))}
    own = {"PORTAL_VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "unpog_portal.settings", **environment}
    manage = [sys.executable, "manage.py", *command]
    return subprocess.run(manage, cwd=settings.BASE_DIR, env=clean | own, capture_output=True, text=True, check=False)


def test_settings_of_a_real_installation_raise_no_warning(tmp_path: Path) -> None:
    checked = _manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_check_would_find_a_door_without_a_lock(tmp_path: Path) -> None:
    assert _manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", PORTAL_HTTPS="off").returncode == 1


def test_real_installation_asks_for_a_second_factor_and_sends_no_letter_by_itself(tmp_path: Path) -> None:
    names = "PORTAL_REQUIRE_SECOND_FACTOR", "EMAIL_BACKEND", "PORTAL_PROXIES", "PORTAL_TRIES"
    code = f"from django.conf import settings; print([getattr(settings, name) for name in {names}])"
    shown = _manage(tmp_path, "shell", "-v0", "-c", code)
    assert shown.stdout.strip() == "[True, 'django.core.mail.backends.dummy.EmailBackend', [], 5]"
