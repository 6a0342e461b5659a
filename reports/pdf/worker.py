"""The child process: turns HTML into PDF under limits, with no network and no file but the registered ones.

Run as a program by `reports.pdf.builder`; it knows nothing of Django. Messages in both directions are frames: one
letter, the length in eight bytes, the content. In: `B` (build, JSON). Out: `P` (progress), `W` (a warning of
WeasyPrint), `D` (done: page count, then the file), `E` (an error, in words).
"""

import ctypes
import json
import logging
import os
import resource
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

FRAME = struct.Struct(">cQ")
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_REFUSED_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
_REFUSED = (*_REFUSED_NETWORK, "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


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


def send(out: BinaryIO, kind: bytes, content: bytes) -> None:
    """Writes one frame."""
    out.write(FRAME.pack(kind, len(content)) + content)
    out.flush()


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"{event} is not allowed while a report is built")


def confine(memory_bytes: int) -> None:
    """Limits memory, files and the network of this process, for good."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)  # without either the audit hook below still refuses every socket
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**26, 2**26))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _allow_seconds(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


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
        _allow_seconds(request["cpu_seconds"])
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
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
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
