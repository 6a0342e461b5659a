"""What a child process does to itself before it reads what others made: limits, no network, no programs.

Programs that run as such a child import it; it knows nothing of Django. They talk in frames: one letter, the length in
eight bytes, the content.
"""

import ctypes
import os
import resource
import struct
import sys
from typing import Any, BinaryIO

FRAME = struct.Struct(">cQ")
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
_REFUSED_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto")
_REFUSED = (*_REFUSED_NETWORK, "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


def send(out: BinaryIO, kind: bytes, content: bytes) -> None:
    """Writes one frame."""
    out.write(FRAME.pack(kind, len(content)) + content)
    out.flush()


def own_output() -> BinaryIO:
    """The pipe to the parent; what else is printed goes where errors go."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"{event} is not allowed in a confined process")


def confine(memory_bytes: int, file_bytes: int = 2**26) -> None:
    """Limits memory, files and the network of this process, for good."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)  # without either the audit hook below still refuses every socket
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def allow_seconds(seconds: int) -> None:
    """Ends the process once it has computed for this long from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
