"""Pictures are judged, decoded once in full and written anew; the sizes that pages show are made from that.

A focal point is all that is needed beyond Pillow's `ImageOps.fit`, so no library stands between: the one that was
tried (django-imagefield) makes its sizes no better and lets the point be chosen by mouse only.
"""

import re
import struct
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from events.files.names import shown_name
from events.files.signatures import HEAD, described, kind_of

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 40_000_000
LARGEST = 20 * 1024 * 1024
LONGEST_SIDE = 2560
_SMOOTH = ("L", "RGB", "RGBA", "CMYK", "YCbCr")  # modes that are made smaller as they are
_INSIDE = re.compile(rb"<script|<iframe|<!doctype html|<html[\s>]|<\?php", re.IGNORECASE)
_TAIL = 66_000
_one_at_a_time = Lock()  # a large picture needs some hundred megabytes while it is decoded
_DAMAGED = (OSError, ValueError, SyntaxError, TypeError, LookupError, ArithmeticError, AttributeError, struct.error)


@dataclass(frozen=True)
class Rendition:
    """A size that pages may ask for. A cropped one has exactly this shape; another keeps the picture's own."""

    name: str
    width: int
    height: int
    is_cropped: bool = True

    def size_of(self, width: int, height: int) -> tuple[int, int]:
        """The width and height that it has for a picture of this size; nothing is ever made larger."""
        if self.is_cropped:
            part = min(1.0, width / self.width, height / self.height)
            return max(1, round(self.width * part)), max(1, round(self.height * part))
        part = min(1.0, self.width / width, self.height / height)
        return max(1, round(width * part)), max(1, round(height * part))


LARGE = Rendition("large", 1600, 1600, is_cropped=False)
CARD = Rendition("card", 960, 600)
THUMB = Rendition("thumb", 320, 320)
RENDITIONS = {rendition.name: rendition for rendition in (LARGE, CARD, THUMB)}


class Rewritten(ContentFile):
    """A picture that this module wrote."""

    def __init__(self, content: bytes, *, width: int, height: int) -> None:
        super().__init__(content, name=f"{uuid4().hex}.webp")
        self.width, self.height = width, height


def rewrite(upload: File) -> Rewritten:
    """The picture as WebP, upright, at most 2,560 pixels long, without metadata, under a random name.

    Raises ValidationError, with a message of its own for each reason, for anything but one JPEG, PNG or WebP picture of
    at most 40 megapixels and 20 MB. A picture that went through here already is handed back.
    """
    if isinstance(upload, Rewritten):
        return upload
    name = shown_name(upload.name)
    _check_size(upload.size, name)
    upload.seek(0)
    content = upload.read()
    _check_kind(content, name)
    _check_inside(content, name)
    with _one_at_a_time:
        picture = _decoded(content, name)
    return Rewritten(_encoded(picture, 90), width=picture.width, height=picture.height)


def _check_size(size: int, name: str) -> None:
    if not size:
        raise ValidationError(f"“{name}” is empty. Choose the file again.")
    if size > LARGEST:
        raise ValidationError(f"“{name}” is larger than 20 MB. Save it smaller and try again.")


def _check_kind(content: bytes, name: str) -> None:
    kind = kind_of(content[:HEAD])
    if kind not in FORMATS:
        advice = "Save it as JPEG, PNG or WebP" if "picture" in described(kind) or kind in ("GIF", "SVG") else ""
        advice = advice or "Choose a picture: JPEG, PNG or WebP"
        raise ValidationError(f"“{name}” is {described(kind)}, not a JPEG, PNG or WebP picture. {advice}.")


def _check_inside(content: bytes, name: str) -> None:
    """A page or an archive in a picture would be gone after it is written anew; who sends one should know."""
    tail = content[-_TAIL:]
    if _INSIDE.search(content) or (b"PK\5\6" in tail and b"PK\1\2" in tail):
        raise ValidationError(
            f"“{name}” carries something else inside: a page, a program or an archive. Open it in a picture program "
            "and save it anew."
        )


def _pixels(content: bytes, picture: Any = None) -> int:
    """Width times height as the header says. WebP is read here: its decoder asks for memory as soon as it opens."""
    if content[:4] != b"RIFF":
        return picture.width * picture.height if picture else 0
    kind, body = content[12:16], content[20:30].ljust(10, b"\0")
    if kind == b"VP8X":
        return (1 + int.from_bytes(body[4:7], "little")) * (1 + int.from_bytes(body[7:10], "little"))
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (1 + (bits & 0x3FFF)) * (1 + (bits >> 14 & 0x3FFF))
    width, height = struct.unpack("<HH", body[6:10])
    return (width & 0x3FFF) * (height & 0x3FFF)


def _check_pixels(pixels: int, name: str) -> None:
    if pixels > MOST_PIXELS:
        raise ValidationError(f"“{name}” has more than 40 megapixels. Save it smaller and try again.")


def _decoded(content: bytes, name: str) -> Image.Image:
    """The first and only frame, upright, in plain colours."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # other libraries turn it on for the whole process
    _check_pixels(_pixels(content), name)
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            _check_pixels(_pixels(content, picture), name)
            frames = getattr(picture, "n_frames", 1) if picture.format in ("PNG", "WEBP") else 1
            if frames > 1:
                raise ValidationError(
                    f"“{name}” is an animation of {frames:,} frames. Save the one picture that should be seen."
                )
            return _plain(picture)
    except Image.DecompressionBombError as error:
        raise ValidationError(f"“{name}” has more than 40 megapixels. Save it smaller and try again.") from error
    except (UnidentifiedImageError, *_DAMAGED) as error:
        if _breaks_off(content, error):
            raise ValidationError(f"“{name}” breaks off before its end. Copy it again from where it was.") from error
        raise ValidationError(f"“{name}” is damaged and cannot be read in full. Save it anew and try again.") from error


def _breaks_off(content: bytes, error: Exception) -> bool:
    if content[:4] == b"RIFF":
        return int.from_bytes(content[4:8], "little") + 8 > len(content)
    return any(word in str(error) for word in ("truncated", "Truncated", "not enough", "unexpected end"))


def _plain(picture: Image.Image) -> Image.Image:
    """Made smaller first, so that turning and converting cost little; what shines through stands on white."""
    has_alpha = "A" in picture.mode or "transparency" in picture.info
    if picture.mode not in _SMOOTH or (has_alpha and picture.mode != "RGBA"):
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    if not has_alpha:
        return upright.convert("RGB")
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    return paper


def _encoded(picture: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    picture.save(written, "WEBP", quality=quality, method=2)
    return written.getvalue()


def _centring(focus: float, whole: int, part: int) -> float:
    """Where `ImageOps.fit` must cut so that the focal point stands in the middle, as far as the picture reaches."""
    spare = whole - part
    return min(1.0, max(0.0, (focus * whole - part / 2) / spare)) if spare > 0 else 0.5


def render(original: bytes, focus: tuple[int, int]) -> dict[str, bytes]:
    """All renditions of a picture that `rewrite` wrote; `focus` is the focal point in per cent from left and top."""
    made = {}
    with Image.open(BytesIO(original), formats=("WEBP",)) as opened:
        picture = opened.convert("RGB")
    for rendition in RENDITIONS.values():
        size = rendition.size_of(*picture.size)
        if rendition.is_cropped:
            part = min(picture.width / size[0], picture.height / size[1])
            x = _centring(focus[0] / 100, picture.width, round(size[0] * part))
            y = _centring(focus[1] / 100, picture.height, round(size[1] * part))
            sized = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(x, y))
        else:
            sized = picture.resize(size, Image.Resampling.LANCZOS)
        made[rendition.name] = _encoded(sized, 82)
    return made
