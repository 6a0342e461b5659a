"""Where files lie: each is written whole or not at all."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class WholeFiles(FileSystemStorage):
    """A folder under the media root: a file is written under a temporary name, synced to the disk and renamed.

    A file that is there already is replaced whole; names are random, so only the same content comes again.
    """

    def __init__(self, folder: str = "", **options: Any) -> None:
        super().__init__(**options)
        self._folder = folder

    @property
    def base_location(self) -> str:
        """The folder, asked anew each time: tests have a media root of their own."""
        return str(Path(settings.MEDIA_ROOT) / self._folder)

    @property
    def location(self) -> str:
        """The same as an absolute path."""
        return str(Path(self.base_location).absolute())

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))  # raises SuspiciousFileOperation outside the folder
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{uuid4().hex}.part")
        try:
            with draft.open("xb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(self.file_permissions_mode or 0o644)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _sync(path.parent)
        return name.replace("\\", "/")


def originals() -> Storage:
    """The pictures as they came in, written anew: never handed to the public."""
    return storages["originals"]


def renditions() -> Storage:
    """The sizes made of them, which pages show."""
    return storages["renditions"]
