"""What lies in the stores of the tests."""

from pathlib import Path

from django.conf import settings


def stored_files() -> set[str]:
    """All files under the media root, drafts of files among them."""
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}
