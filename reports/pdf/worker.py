"""The child process: turns HTML into PDF under limits, with no network and no file but the registered ones.

Run as a program by `reports.pdf.builder`; it knows nothing of Django. Messages in both directions are frames. In: `B`
(build, JSON). Out: `P` (progress), `W` (a warning of WeasyPrint), `D` (done: page count, then the file), `E` (an error,
in words).
"""

import json
import logging
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

sys.path.append(str(Path(__file__).resolve().parents[2]))
from events.files.confinement import FRAME, allow_seconds, confine, own_output, send


class AssetFetcher(URLFetcher):
    """Knows `data:` addresses and the assets registered for this build; anything else ends the build."""

    def __init__(self, assets: dict[str, str]) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)
        self._assets = assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The content behind `url`; an address that is not registered is refused."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = self._assets.get(url)
        if path is None:
            raise FatalURLFetchingError(f"the address {url[:80]} is not part of the report")
        return URLFetcherResponse(url, Path(path).read_bytes())


class _Forwarder(logging.Handler):
    """Sends WeasyPrint's log to the parent: progress as progress, all else as warnings."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out = out

    def emit(self, record: logging.LogRecord) -> None:
        kind = b"P" if record.name.endswith("progress") else b"W"
        send(self._out, kind, record.getMessage().encode())


def render(request: dict[str, Any]) -> tuple[int, bytes]:
    """Number of pages and the PDF of a request with `html`, `css` and `assets` (address to path)."""
    fetcher = AssetFetcher(request["assets"])
    fonts = FontConfiguration()
    styles = CSS(string=request["css"], url_fetcher=fetcher, font_config=fonts)
    html = HTML(string=request["html"], url_fetcher=fetcher)
    document = html.render(stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1")
    return len(document.pages), document.write_pdf(pdf_variant="pdf/ua-1")


def serve(incoming: BinaryIO, out: BinaryIO) -> None:
    """Builds one request after the other until the parent closes the pipe."""
    while header := incoming.read(FRAME.size):
        _, length = FRAME.unpack(header)
        request = json.loads(incoming.read(length))
        allow_seconds(request["cpu_seconds"])
        try:
            pages, pdf = render(request)
        except MemoryError:
            send(out, b"E", b"it needs more memory than one report may use")
        except (Exception, FatalURLFetchingError) as error:
            send(out, b"E", str(error).encode() or type(error).__name__.encode())
        else:
            send(out, b"D", struct.pack(">I", pages) + pdf)


def main() -> None:
    """Takes the pipes, keeps stray output out of them, and serves."""
    out = own_output()
    for name in ("weasyprint", "weasyprint.progress"):
        logger = logging.getLogger(name)
        logger.handlers = [_Forwarder(out)]
        logger.propagate = False
    logging.getLogger("weasyprint.progress").setLevel(logging.INFO)
    logging.getLogger("weasyprint").setLevel(logging.WARNING)
    confine(int(sys.argv[1]))
    serve(sys.stdin.buffer, out)


if __name__ == "__main__":
    main()
