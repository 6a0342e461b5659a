"""A stored file is whole, and lies inside its folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from events.files.storage import WholeFiles, originals, renditions
from tests.stored import stored_files


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


class _BreaksOff(ContentFile):
    """An upload that stops in the middle."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield b"half"
        raise OSError("The connection was lost.")


def test_stores_keep_apart(root: Path) -> None:
    for store in (default_storage, originals(), renditions()):
        store.save("a/b.txt", ContentFile(b"words"))
    assert stored_files() == {"a/b.txt", "originals/a/b.txt", "renditions/a/b.txt"}
    assert (root / "a/b.txt").read_bytes() == b"words"


def test_file_that_breaks_off_leaves_nothing(root: Path) -> None:
    with pytest.raises(OSError, match="lost"):
        default_storage.save("a/b.txt", _BreaksOff(b""))
    assert stored_files() == set()


def test_stored_file_runs_nothing(root: Path) -> None:
    default_storage.save("b.txt", ContentFile(b"words"))
    assert (root / "b.txt").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("name", ["../x.txt", "a/../../x.txt", "/etc/x.txt", "..\\..\\x.txt"])
def test_name_that_leads_out_is_refused(root: Path, name: str) -> None:
    with pytest.raises(SuspiciousFileOperation):
        WholeFiles("inner").save(name, ContentFile(b"words"))
    assert stored_files() == set()
