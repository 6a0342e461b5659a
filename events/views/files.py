"""Uploaded files go out here, never from a bare folder: under their own policy, and never as a page."""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.text import slugify

# A file that a browser opens as a page after all may load nothing and run nothing.
harmless: Callable[[Callable[..., Any]], Callable[..., Any]] = csp({"default-src": [NONE], "sandbox": [True]})


def send(stored: FieldFile, *, title: str, as_attachment: bool = True) -> FileResponse:
    """The stored file under a readable name. Its random stored name never changes its content, so it is the ETag."""
    path = PurePath(stored.name or "")
    try:
        opened = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is not in the store.") from error
    name = f"{slugify(title) or path.stem}{path.suffix}"
    response = FileResponse(opened, as_attachment=as_attachment, filename=name)
    response["ETag"] = f'"{path.stem}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
