"""The child process: no file, no network, no secret; only `data:` and what was registered for the build."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.pdf import builder
from reports.pdf.builder import _Child
from tests.reports.pdf.documents import ask, page, words

pytestmark = pytest.mark.pdf

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60" height="20">'
    '<text id="a" y="15">CANARY</text></svg>'
)
SVG = '<svg viewBox="0 0 60 20" width="60" height="20">{}</svg>'
INSIDE = (
    '<img alt="x" src=\'data:image/svg+xml,{}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">{}</svg>\'>'
)
# Each names the canary, and the build ends with an error that names the address.
REFUSED = {
    "picture": '<img src="{}">',
    "picture with base": '<base href="{}"><img src="canary.svg">',
    "background": '<p style="background:url({})">x</p>',
    "import": '<style>@import url("{}");</style>',
    "import by name": '<style>@import "{}";</style>',
    "import in data": "<link rel=stylesheet href='data:text/css,@import \"{}\";'>",
    "font": '<style>@font-face{{font-family:X;src:url("{}")}}p{{font-family:X}}</style><p>x</p>',
    "content": '<style>p::before{{content:url("{}")}}</style><p>x</p>',
    "list mark": '<ul style="list-style-image:url({})"><li>x</li></ul>',
    "border": '<p style="border:3px solid;border-image:url({}) 1">x</p>',
    "style sheet": '<link rel="stylesheet" href="{}">',
    "attachment": '<link rel="attachment" href="{}">',
    "attached link": '<a rel="attachment" href="{}">x</a>',
    "object": '<object data="{}"></object>',
    "embed": '<embed src="{}">',
}
# Each names the canary, and the build goes on without it.
IGNORED = {
    "frame": '<iframe src="{}"></iframe>',
    "picture set": '<picture><source srcset="{}"><img alt="x"></picture>',
    "image set": '<p style="background:image-set(url({}) 1x)">x</p>',
    "svg image": SVG.format('<image href="{}" width="60" height="20"/>'),
    "svg image xlink": SVG.format('<image xlink:href="{}" width="60" height="20"/>'),
    "svg use": SVG.format('<use href="{}#a"/>'),
    "svg fill": SVG.format('<rect width="60" height="20" fill="url({}#a)"/>'),
    "svg style": SVG.format('<style>@import url("{}");</style><text y="15">x</text>'),
    "data svg image": INSIDE.format("", '<image href="{}" width="60" height="20"/>'),
    "data svg use": INSIDE.format("", '<use href="{}%23a"/>'),
    "data svg entity": INSIDE.format('<!DOCTYPE svg [<!ENTITY x SYSTEM "{}">]>', '<text y="15">%26x;</text>'),
}
SCHEMES = ("http://127.0.0.1:{}/x", "https://127.0.0.1:{}/x", "ftp://127.0.0.1:{}/x", "HTTP://127.0.0.1:{}/x")


@pytest.fixture(scope="module")
def child() -> Iterator[_Child]:
    """One warm child, as a build would have it."""
    made = _Child()
    yield made
    made.end()


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that no PDF may show."""
    path = tmp_path_factory.mktemp("secrets") / "canary.svg"
    path.write_text(PICTURE)
    return path


def test_registered_picture_is_shown(child: _Child, canary: Path) -> None:
    """The canary can be seen, so that the tests below would see it."""
    ((kind, content),) = ask(child, page('<img alt="x" src="asset:canary">', assets={"asset:canary": canary}))
    assert kind == b"D"
    assert "CANARY" in words(content[4:])


@pytest.mark.parametrize("payload", REFUSED.values(), ids=REFUSED)
def test_file_is_refused_with_its_address(payload: str, child: _Child, canary: Path) -> None:
    address = canary.as_uri()
    (*_, last) = ask(child, page(payload.format(address)))
    assert last == (b"E", f"the address {address[:80]} is not part of the report".encode())


@pytest.mark.parametrize("payload", IGNORED.values(), ids=IGNORED)
def test_file_is_left_out(payload: str, child: _Child, canary: Path) -> None:
    (*_, (kind, content)) = ask(child, page(payload.format(canary.as_uri())))
    assert kind == b"D"
    assert "CANARY" not in words(content[4:])


@pytest.mark.parametrize("address", ["//127.0.0.1/x.png", "x.png", "/etc/hostname", "../../etc/hostname"])
def test_address_without_a_scheme_reaches_nothing(address: str, child: _Child) -> None:
    warning, (kind, _) = ask(child, page(f'<img alt="x" src="{address}">'))
    assert warning == (b"W", f"Relative URI reference without a base URI: {address}".encode())
    assert kind == b"D"


@pytest.mark.parametrize("address", SCHEMES)
def test_network_is_not_asked(address: str, child: _Child) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        named = address.format(server.getsockname()[1])
        (*_, last) = ask(child, page(f'<img src="{named}">'))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert last == (b"E", f"the address {named} is not part of the report".encode())


@pytest.mark.parametrize("address", ["asset:other", "asset:canary/../../etc/hostname", "ASSET:canary"])
def test_only_the_registered_address_is_known(address: str, child: _Child, canary: Path) -> None:
    (last,) = ask(child, page(f'<img src="{address}">', assets={"asset:canary": canary}))
    assert last == (b"E", f"the address {address} is not part of the report".encode())


def test_environment_has_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "postgres://canary")
    made = _Child()
    ask(made, page("<p>x</p>"))
    environment = Path(f"/proc/{made.process.pid}/environ").read_text()
    made.end()
    assert sorted(entry.partition("=")[0] for entry in environment.split("\0") if entry) == [
        "HOME",
        "LANG",
        "XDG_CACHE_HOME",
    ]
    assert "canary" not in environment


def test_child_sees_no_file_of_its_parent(child: _Child) -> None:
    opened = [path.readlink() for path in Path(f"/proc/{child.process.pid}/fd").iterdir()]
    named = [str(path) for path in opened if not str(path).startswith(("pipe:", "/dev/null", "/proc/"))]
    assert named == []


FORBIDDEN = {
    "connect": "socket.socket().connect(('127.0.0.1', 9))",
    "bind": "socket.socket().bind(('127.0.0.1', 0))",
    "send": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    "look up": "socket.getaddrinfo('example.org', 80)",
    "run": "subprocess.run(['/bin/true'])",
    "shell": "os.system('true')",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "fork": "os.fork()",
    "exec": "os.execv('/bin/true', ['true'])",
}
LARGE = "bytearray(2**30)"
HARMLESS = "worker.HTML(string='<p>x').render()"
# Runs each argument after the first as code and prints the name of the error that it ends with, or "done".
PROGRAM = """
import importlib.util, os, socket, subprocess, sys
spec = importlib.util.spec_from_file_location("worker", sys.argv[1])
worker = importlib.util.module_from_spec(spec)
spec.loader.exec_module(worker)
worker.confine(2**30)
for code in sys.argv[2:]:
    try:
        exec(code)
        print("done")
    except Exception as error:
        print(type(error).__name__)
"""


@pytest.fixture(scope="module")
def confined() -> dict[str, str]:
    """What becomes of some code in one confined process."""
    codes = [*FORBIDDEN.values(), LARGE, HARMLESS]
    command = [sys.executable, "-I", "-c", PROGRAM, str(builder._WORKER), *codes]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return dict(zip(codes, said, strict=True))


@pytest.mark.parametrize("code", FORBIDDEN.values(), ids=FORBIDDEN)
def test_confined_process_has_neither_network_nor_programs(code: str, confined: dict[str, str]) -> None:
    assert confined[code] == "PermissionError"


def test_confined_process_has_no_more_memory_than_allowed(confined: dict[str, str]) -> None:
    assert confined[LARGE] == "MemoryError"


def test_confined_process_still_works(confined: dict[str, str]) -> None:
    assert confined[HARMLESS] == "done"
