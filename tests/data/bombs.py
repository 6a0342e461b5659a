"""Twenty pictures that would cost far more than they weigh."""

import struct
import zlib
from functools import cache
from io import BytesIO

from PIL import Image

from tests.data.documents import chunk, flat_png, picture, png, webp, webp_canvas, webp_chunk

TOO_MANY = "has more than 40 megapixels"
ANIMATION = "is an animation of"
UNREADABLE = ("breaks off before its end", "is damaged and cannot be read in full")


def _huge_jpeg(width: int, height: int) -> bytes:
    content = bytearray(picture("JPEG", size=(64, 48)))
    place = next(content.find(mark) for mark in (b"\xff\xc0", b"\xff\xc2") if mark in content)
    content[place + 5 : place + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def _frames_png(count: int) -> bytes:
    control = chunk(b"acTL", struct.pack(">II", count, 0))
    frame = chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 8, 8, 0, 0, 1, 10, 0, 0))
    data = zlib.compress(b"\0" * 25 * 8)
    more = b"".join(
        chunk(b"fcTL", struct.pack(">IIIIIHHBB", 2 * n - 1, 8, 8, 0, 0, 1, 10, 0, 0))
        + chunk(b"fdAT", struct.pack(">I", 2 * n) + data)
        for n in range(1, count)
    )
    whole = png(8, 8, control, frame, data=data)
    return whole[:-12] + more + whole[-12:]


def _frames_webp(count: int) -> bytes:
    still = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(still, "WEBP", lossless=True)
    inside = still.getvalue()[12:]
    place = b"\0" * 6 + (7).to_bytes(3, "little") * 2 + (10).to_bytes(3, "little") + b"\0"
    frame = webp_chunk(b"ANMF", place + inside)
    return webp(webp_canvas(8, 8, is_animated=True), webp_chunk(b"ANIM", b"\0" * 6), *[frame] * count)


def _frames_gif(count: int) -> bytes:
    frame = b"\x21\xf9\4\0\1\0\0\0" + b"\x2c\0\0\0\0\1\0\1\0\0" + b"\2\2\x44\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * count + b";"


def _text_bomb(kind: bytes) -> bytes:
    packed = zlib.compress(b"a" * 40_000_000)
    head = {b"zTXt": b"note\0\0", b"iTXt": b"note\0\1\0\0\0", b"iCCP": b"profile\0\0"}[kind]
    return png(8, 8, *[chunk(kind, head + packed)] * 5)


@cache
def bombs() -> dict[str, tuple[bytes, str | tuple[str, ...]]]:
    """The bombs by name, each with what its refusal says."""
    return {
        "144-megapixels.png": (flat_png(12_000, 12_000, depth=1, colour=0), TOO_MANY),
        "144-megapixels-deep.png": (png(12_000, 12_000, depth=16, colour=6), TOO_MANY),
        "41-megapixels.png": (flat_png(8_200, 5_001), TOO_MANY),
        "one-line.png": (png(2**31 - 1, 1), TOO_MANY),
        "one-column.png": (png(1, 2**31 - 1), TOO_MANY),
        "most.png": (png(2**31 - 1, 2**31 - 1), TOO_MANY),
        "deep.png": (png(100_000, 100_000, depth=16, colour=6), TOO_MANY),
        "65-thousand.jpg": (_huge_jpeg(65_000, 65_000), TOO_MANY),
        "flat.jpg": (_huge_jpeg(65_000, 700), TOO_MANY),
        "huge-canvas.webp": (webp(webp_canvas(2**24, 2**24), webp_chunk(b"VP8L", b"\x2f" + b"\0" * 9)), TOO_MANY),
        "wide-canvas.webp": (webp(webp_canvas(16_000, 16_000, is_animated=True)), TOO_MANY),
        "lossless.webp": (webp(webp_chunk(b"VP8L", b"\x2f" + b"\xff\xff\xff\x0f" + b"\0" * 6)), TOO_MANY),
        "lossy.webp": (webp(webp_chunk(b"VP8 ", b"\x30\1\0\x9d\1\x2a\xff\x3f\xff\x3f" + b"\0" * 8)), TOO_MANY),
        "10000-frames.png": (_frames_png(10_000), f"{ANIMATION} 10,000 frames"),
        "10000-frames.webp": (_frames_webp(10_000), f"{ANIMATION} 10,000 frames"),
        "10000-frames.gif": (_frames_gif(10_000), "is a GIF"),
        "many-frames-promised.png": (png(8, 8, chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))), ANIMATION),
        "text.png": (_text_bomb(b"zTXt"), UNREADABLE),
        "international-text.png": (_text_bomb(b"iTXt"), UNREADABLE),
        "too-little-data.png": (png(6_000, 6_000), UNREADABLE),
    }
