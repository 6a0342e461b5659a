"""Keeps what the tests of reports leave behind apart from the portal's own files, and workers from waiting."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def worker_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this worker alone: its lock, its fonts, its PDFs."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture(autouse=True)
def own_files(settings: Any, worker_folder: Path) -> None:
    """Puts everything that running leaves behind into the worker's folder."""
    settings.VAR_DIR = worker_folder
