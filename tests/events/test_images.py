"""Pictures are decoded in full and written anew; whatever else calls itself a picture is refused."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from events.images import CARD, LARGE, LONGEST_SIDE, RENDITIONS, THUMB, render, rewrite
from tests.factories import picture_file

DAMAGED = "“{}” is damaged and cannot be read in full. Save it anew and try again."
CUT = "“{}” breaks off before its end. Copy it again from where it was."
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
    assert _opened(rewrite(picture_file(kind="JPEG", size=(5120, 1000)))).size == (LONGEST_SIDE, 500)


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
    assert _message(content[: int(len(content) * part)], "hall.jpg") == CUT.format("hall.jpg")


@pytest.mark.parametrize(("width", "height"), [(8200, 5001), (20_000, 20_000), (100_000, 100_000)])
def test_rewrite_refuses_more_than_40_megapixels(width: int, height: int) -> None:
    assert _message(_png_header(width, height), "big.png") == TOO_LARGE.format("big.png")


def test_rewrite_refuses_a_picture_without_data() -> None:
    assert _message(_png_header(10, 10), "half.png") in (DAMAGED.format("half.png"), CUT.format("half.png"))


def test_rewrite_takes_a_picture_that_holds_another_view() -> None:
    written = BytesIO()
    first, second = (Image.new("RGB", (40, 30), colour) for colour in ("teal", "white"))
    first.save(written, "MPO", save_all=True, append_images=[second])
    assert _opened(rewrite(ContentFile(written.getvalue(), name="phone.jpg"))).size == (40, 30)


def test_rewrite_puts_what_shines_through_on_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (8, 6), (0, 0, 0, 0)).save(written, "PNG")
    picture = _opened(rewrite(ContentFile(written.getvalue(), name="logo.png"))).convert("RGB")
    assert min(picture.getpixel((4, 3))) > 250


def _halves(width: int, height: int) -> bytes:
    """Red on the left, blue on the right, written by the portal."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    written = BytesIO()
    picture.save(written, "PNG")
    return rewrite(ContentFile(written.getvalue(), name="a.png")).read()


def _colours(content: bytes) -> set[str]:
    picture = Image.open(BytesIO(content)).convert("RGB")
    middle = picture.height // 2
    ends = [picture.getpixel((x, middle)) for x in (2, picture.width - 3)]
    return {"red" if red > blue else "blue" for red, _, blue in ends}


def test_renditions_have_the_sizes_that_are_said() -> None:
    made = render(_halves(2400, 1200), (50, 50))
    sizes = {name: Image.open(BytesIO(content)).size for name, content in made.items()}
    assert sizes == {"large": (1600, 800), "card": (960, 600), "thumb": (320, 320)}
    assert sizes == {name: rendition.size_of(2400, 1200) for name, rendition in RENDITIONS.items()}


@pytest.mark.parametrize(("width", "height"), [(8, 6), (6, 8), (1, 1), (700, 100), (100, 700), (2560, 1)])
def test_renditions_of_small_pictures_are_not_made_larger(width: int, height: int) -> None:
    made = render(_halves(width, height), (0, 100))
    sizes = {name: Image.open(BytesIO(content)).size for name, content in made.items()}
    assert sizes == {name: rendition.size_of(width, height) for name, rendition in RENDITIONS.items()}
    assert all(wide <= width and high <= height for wide, high in sizes.values())


@pytest.mark.parametrize(("x", "seen"), [(0, {"red"}), (20, {"red"}), (50, {"red", "blue"}), (90, {"blue"})])
def test_renditions_are_cut_around_the_focal_point(x: int, seen: set[str]) -> None:
    made = render(_halves(1000, 320), (x, 50))
    assert _colours(made["thumb"]) == seen
    assert _colours(made["large"]) == {"red", "blue"}


def test_renditions_are_few_and_named() -> None:
    assert list(RENDITIONS.values()) == [LARGE, CARD, THUMB]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("seed", range(40))
def test_rewrite_refuses_or_reads_damaged_pictures(seed: int) -> None:
    content = bytearray(picture_file(kind=("JPEG", "PNG", "WEBP")[seed % 3], size=(64, 48), exif=_located()).read())
    for step in range(6):
        content[(seed * 7919 + step * 104_729) % len(content)] ^= 0x5A
    try:
        assert _opened(rewrite(ContentFile(bytes(content), name="a.png"))).format == "WEBP"
    except ValidationError as error:
        said = error.messages[0].removeprefix("“a.png” ")
        assert said.startswith(("is damaged", "breaks off", "has more than 40 megapixels", "is something that"))
