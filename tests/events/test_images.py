"""Pictures are decoded in full and written anew; whatever else calls itself a picture is refused."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from events.images import LONGEST_SIDE, rewrite
from tests.factories import picture_file

UNREADABLE = "“{}” is not a JPEG, PNG or WebP picture that can be read in full."
TOO_LARGE = "“{}” has more than 40 megapixels. Save it smaller and try again."


def _opened(file: ContentFile) -> Image.Image:
    return Image.open(BytesIO(file.read()))


def _message(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        rewrite(ContentFile(content, name=name))
    return refused.value.messages[0]


def _png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def _located() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Camera of a delegate"
    exif[0x8825] = {2: (37.0, 33.0, 0.0)}
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_rewrite_keeps_the_picture_and_no_metadata(kind: str) -> None:
    upload = picture_file(name=f"hall.{kind.lower()}", kind=kind, size=(40, 30), exif=_located())
    assert b"Camera" in upload.read()
    written = rewrite(upload)
    picture = _opened(written)
    assert (picture.format, picture.size, dict(picture.getexif())) == ("WEBP", (40, 30), {})
    written.seek(0)
    assert b"Camera" not in written.read()


def test_rewrite_turns_the_picture_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert _opened(rewrite(picture_file(kind="JPEG", size=(40, 30), exif=exif))).size == (30, 40)


def test_rewrite_makes_large_pictures_smaller() -> None:
    assert _opened(rewrite(picture_file(kind="JPEG", size=(3840, 1000)))).size == (LONGEST_SIDE, 500)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "I;16", "LA"])
def test_rewrite_takes_pictures_of_every_mode(mode: str) -> None:
    written = BytesIO()
    Image.new(mode, (8, 6)).save(written, "PNG")
    assert _opened(rewrite(ContentFile(written.getvalue(), name="a.png"))).size == (8, 6)


def test_rewrite_names_are_random() -> None:
    names = {rewrite(picture_file(name="../../etc/passwd.png")).name for _ in range(3)}
    assert len(names) == 3
    assert {len(name or "") for name in names} == {37}


def test_rewrite_of_its_own_picture_is_the_same() -> None:
    written = rewrite(picture_file())
    assert rewrite(written) is written


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_rewrite_refuses_a_truncated_picture(kind: str, part: float) -> None:
    noise = Image.effect_noise((200, 150), 90).convert("RGB")
    whole = BytesIO()
    noise.save(whole, kind)
    content = whole.getvalue()
    assert _message(content[: int(len(content) * part)], "hall.jpg") == UNREADABLE.format("hall.jpg")


@pytest.mark.parametrize(("width", "height"), [(8200, 5001), (20_000, 20_000), (100_000, 100_000)])
def test_rewrite_refuses_more_than_40_megapixels(width: int, height: int) -> None:
    assert _message(_png_header(width, height), "big.png") == TOO_LARGE.format("big.png")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.png", b"<html><script>alert(1)</script></html>"),
        ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("report.jpg", b"%PDF-1.7\n"),
        ("nothing.png", b""),
        ("half.png", _png_header(10, 10)),
        ("post.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n"),
    ],
)
def test_rewrite_refuses_what_is_no_picture(name: str, content: bytes) -> None:
    assert _message(content, name) == UNREADABLE.format(name)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM"])
def test_rewrite_refuses_other_formats(kind: str) -> None:
    content = picture_file(kind=kind, size=(16, 16)).read()
    assert _message(content, "picture.png") == UNREADABLE.format("picture.png")


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("seed", range(40))
def test_rewrite_refuses_or_reads_damaged_pictures(seed: int) -> None:
    content = bytearray(picture_file(kind=("JPEG", "PNG", "WEBP")[seed % 3], size=(64, 48), exif=_located()).read())
    for step in range(6):
        content[(seed * 7919 + step * 104_729) % len(content)] ^= 0x5A
    try:
        assert _opened(rewrite(ContentFile(bytes(content), name="a.png"))).format == "WEBP"
    except ValidationError as error:
        assert error.messages[0] in (UNREADABLE.format("a.png"), TOO_LARGE.format("a.png"))
