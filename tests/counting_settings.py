"""Settings of a portal whose workers leave a mark for each password that reaches the hasher."""

import os
from typing import Any

from django.contrib.auth.hashers import MD5PasswordHasher

from tests.settings import *  # noqa: F403


class MarkingHasher(MD5PasswordHasher):
    """Appends one byte to a file, which several processes may do at once."""

    def encode(self, password: str, salt: str, *args: Any) -> str:
        with open(os.environ["HASHER_MARKS"], "ab") as marks:  # noqa: PTH123 - one write, not buffered further
            marks.write(b".")
        return super().encode(password, salt, *args)


PASSWORD_HASHERS = ["tests.counting_settings.MarkingHasher"]


class _Unmigrated:
    """Every app's tables are made as the models stand, which takes a second and not half a minute."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = _Unmigrated()
