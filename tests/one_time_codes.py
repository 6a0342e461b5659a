"""One-time codes as a telephone computes them (RFC 6238: SHA-1, six digits, half a minute)."""

import base64
import hmac
import struct
import time


def code_now(secret: str, *, steps: int = 0) -> str:
    """The code of a secret now, or so many half minutes later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
