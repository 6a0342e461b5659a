"""QR codes of addresses, as pictures that the desk shows and the office prints."""

from io import BytesIO

import segno


def qr_picture(address: str) -> bytes:
    """The code of an address as an SVG file, dark on light whatever the page is: phones read it so."""
    written = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(written, kind="svg", scale=8, border=4, dark="#000", light="#fff", nl=False)
    return written.getvalue()
