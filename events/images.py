"""Pictures are read once, decoded in full and written anew, so that nothing but the picture is kept."""

import struct
from io import BytesIO
from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1920


class Rewritten(ContentFile):
    """A picture that this module wrote."""


def rewrite(upload: File) -> Rewritten:
    """The picture as WebP, upright, at most 1,920 pixels long, without metadata, under a random name.

    Raises ValidationError for anything but JPEG, PNG and WebP of at most 40 megapixels. A picture that went through
    here already is handed back.
    """
    if isinstance(upload, Rewritten):
        return upload
    name = PurePath(upload.name or "picture").name
    try:
        upload.seek(0)
        picture = Image.open(upload, formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture.load()
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except Image.DecompressionBombError as error:
        raise ValidationError(f"“{name}” has more than 40 megapixels. Save it smaller and try again.") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, LookupError, struct.error) as error:
        raise ValidationError(f"“{name}” is not a JPEG, PNG or WebP picture that can be read in full.") from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    upright.save(written, "WEBP", quality=82)
    return Rewritten(written.getvalue(), name=f"{uuid4().hex}.webp")
