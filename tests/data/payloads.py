"""Hostile markup, written by generators: each piece would run `pwn()` or ask a foreign host somewhere.

The shapes are those that browsers and sanitizers have fallen for: handlers, addresses in disguise, foreign content that
is parsed twice, elements whose text is no text, styles, requests without a click, names that shadow a page's own.
"""

from collections.abc import Iterator
from itertools import product

from tests.data.payload_shapes import (
    ADDRESSED,
    COMMENTS,
    DISGUISES,
    FETCHING,
    GLUES,
    HANDLED,
    HANDLERS,
    INNER,
    SCRIPTS,
    SWITCHES,
)

HOST = "evil.example"
FOREIGN = f"https://{HOST}/x"
RUN = "pwn()"

NAMES = (
    "body",
    "cookie",
    "forms",
    "getElementById",
    "location",
    "parentNode",
    "attributes",
    "children",
    "csp",
    "django",
)
SHADOWS = (
    "<a id={n}>x</a>",
    "<a id={n} name=x href=cid:x>x</a><a id={n}>y</a>",
    "<form name={n}><input name=attributes></form>",
    "<img name={n}>",
    "<iframe name={n} srcdoc=x></iframe>",
    "<p id={n} class={n}>x</p>",
)
WRAPPED = (  # as it comes from a word processor or a mail program
    "<div>{p}</div>",
    "<p class=MsoNormal style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>{p}</p>",
    "<b style='font-weight:normal' id=docs-internal-guid-1><p dir=ltr>{p}</p></b>",
    "<font face=x>{p}</font>",
    "<p class=MsoNormal><a href='#_ftn1' name=_ftnref1>[1]</a></p><p><a name=_ftn1 href='#_ftnref1'>[1]</a>{p}</p>",
)


def _by_handler() -> Iterator[str]:
    for (place, tag), (other, handler) in product(enumerate(HANDLED), enumerate(HANDLERS)):
        glue = GLUES[(place + other) % len(GLUES)].format(h=handler, u=handler.upper(), c=RUN)
        yield f"<{tag}{glue}>x</{tag}>"


def _by_address() -> Iterator[str]:
    for (place, shape), (other, disguise) in product(enumerate(ADDRESSED), enumerate(DISGUISES)):
        if place < 2 or (place + other) % 3 == 0:
            yield shape.format(a=disguise.format(c=RUN))


def _by_switch() -> Iterator[str]:
    for switch, inner in product(SWITCHES, INNER):
        closed = "".join(f"</{part.split()[0]}>" for part in reversed(switch.split("><")))
        yield f"<{switch}>{inner.format(c=RUN)}{closed}"


def _plain() -> Iterator[str]:
    for shape in (*SCRIPTS, *COMMENTS):
        yield shape.format(c=RUN)
    for shape in FETCHING:
        yield shape.format(f=FOREIGN)
    for shape, name in product(SHADOWS, NAMES):
        yield shape.format(n=name)


def _in_allowed_elements() -> Iterator[str]:
    shells = (
        "<p>{p}</p>",
        "<table><tr><td>{p}</td></tr></table>",
        "<ul><li>{p}",
        "<small>{p}</small>",
        "<a href=/x>{p}</a>",
    )
    for shell, shape in product(shells, (*SCRIPTS[::3], *COMMENTS[::3])):
        yield shell.format(p=shape.format(c=RUN))


def _from_programs() -> Iterator[str]:
    for place, shape in enumerate((*SCRIPTS, *COMMENTS, *INNER)):
        yield WRAPPED[place % len(WRAPPED)].format(p=shape.format(c=RUN))
    for place, shape in enumerate(FETCHING):
        yield WRAPPED[place % len(WRAPPED)].format(p=shape.format(f=FOREIGN))


SOURCES = (_by_handler, _by_address, _by_switch, _plain, _in_allowed_elements, _from_programs)
PAYLOADS = tuple(dict.fromkeys(payload for source in SOURCES for payload in source()))
