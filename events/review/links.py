"""Links: where they lead, and what their words say."""

import re
from collections.abc import Iterator

from events.review.addresses import Addresses, Target
from events.review.blocks import Block
from events.review.finding import Finding
from events.review.lead_ins import ADDRESS
from events.review.subject import Subject

_EMPTY_WORDS = {
    *("here", "click here", "click", "click this", "click on this link", "click this link", "this link", "link"),
    *("links", "the link", "the following link", "following link", "this", "this page", "this site"),
    *("this website", "website", "web site", "page", "web page", "site", "more", "read more", "read", "see more"),
    *("see here", "see", "learn more", "find out more", "more information", "further information", "more info"),
    *("info", "details", "more details", "download", "download here", "open", "view", "view here", "go", "go here"),
    *("continue", "continue reading", "url", "address", "file", "document", "pdf", "read here", "press here"),
    *("available here", "find here", "visit", "next", "ici", "cliquez ici", "lien", "le lien", "ce lien"),
    *("lire la suite", "en savoir plus", "plus", "suite", "voir", "aquí", "haga clic aquí", "enlace"),
    *("este enlace", "leer más", "más", "más información", "ver más", "здесь", "тут", "нажмите здесь", "ссылка"),
    *("по ссылке", "подробнее", "читать далее", "далее", "هنا", "اضغط هنا", "انقر هنا", "رابط", "الرابط", "المزيد"),
    *("اقرأ المزيد", "这里", "此处", "点击这里", "点击此处", "链接", "更多", "阅读更多", "详情", "여기", "이곳"),
    *("여기를 클릭", "클릭", "링크", "더 보기", "더보기", "자세히", "자세히 보기"),
}
_HOST = r"(?:[\w-]+\.)+(?:org|com|net|int|gov|edu|info|kr|eu|io)(?:\.\w\w)?"
_BARE = re.compile(rf"(?:https?://|www\.)\S+|{_HOST}(?:/\S*)?", re.IGNORECASE)
_FILE = re.compile(r"[^\s/]+\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|txt|zip|jpe?g|png)", re.IGNORECASE)
_TYPED_HOST = re.compile(rf"(?:www\.|{_HOST}(?:/|$))", re.IGNORECASE)


def _placed(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """Every link of the item with an address: field, words, address."""
    for text in subject.texts:
        for block in text.blocks:
            for link in block.links:
                if link.address:
                    yield text.field, link.text, link.address
    for row in subject.links:
        if row.address:
            yield row.address_field, row.label, row.address


def dead_links(subject: Subject) -> Iterator[Finding]:
    """A link that leads nowhere public on this portal; other hosts are never asked.

    Blocking, but for a link to a place on the same page, which the page may have without our knowing.
    """
    placed = list(_placed(subject))
    addresses = Addresses(base=subject.address, at=subject.public_at)
    targets = addresses.targets(address for _, _, address in placed if not address.startswith("#"))
    ids = frozenset().union(*(text.ids for text in subject.texts))
    for field, words, address in placed:
        if address.startswith("#"):
            if address[1:] not in ids:
                yield _no_place(field, words, address)
        elif finding := _dead(field, words, address, targets[address]):
            yield finding
    yield from _without_address(subject)


def _no_place(field: str, words: str, address: str) -> Finding:
    message = f"The link “{words or address}” leads to “{address}”, and no text of this item has such a place."
    return Finding("dead_link", field, words or address, message, "Link to a page, or take the link off its words.")


def _dead(field: str, words: str, address: str, target: Target) -> Finding | None:
    quote, named = words or address, f"The link “{words}” leads to {address}" if words else f"A link leads to {address}"
    if target is Target.HIDDEN:
        remedy = "Publish that page first, or take the link out."
        return Finding("dead_link", field, quote, f"{named}, which is not public yet.", remedy, is_blocking=True)
    if target is Target.BROKEN:
        return Finding(
            "dead_link", field, quote, f"{named}, which is no address.", "Correct the address.", is_blocking=True
        )
    if target is Target.NOWHERE:
        remedy = "Open the page that is meant, and copy its address from there."
        if _TYPED_HOST.match(address):
            remedy = f"If another site is meant, write https://{address}"
        return Finding("dead_link", field, quote, f"{named}, and there is no such page here.", remedy, is_blocking=True)
    return None


def _without_address(subject: Subject) -> Iterator[Finding]:
    for text in subject.texts:
        for block in text.blocks:
            for link in block.links:
                if link.text and not link.address:
                    message = f"“{link.text}” is marked as a link and has no address."
                    remedy = "Give the link its address, or take the link off these words."
                    yield Finding("dead_link", text.field, link.text, message, remedy, is_blocking=True)


def link_texts(subject: Subject) -> Iterator[Finding]:
    """A link whose words do not say where it leads: "click here", a bare address, a file's name, or none at all.

    Advisory: the link works, but nobody who hears or scans the links alone knows what it is. All languages.
    """
    for text in subject.texts:
        for block in text.blocks:
            for link in block.links:
                if link.address and (message := _says_nothing(link.text, link.address)):
                    yield _link_text(text.field, link.text or link.address, message)
            if not text.is_line:
                yield from _written_out(text.field, block)
    for row in subject.links:
        if row.address and (message := _says_nothing(row.label, row.address)):
            yield _link_text(row.label_field, row.label, message)


def _says_nothing(words: str, address: str) -> str:
    plain = " ".join(words.casefold().strip(" .,:;!…>»→›()[]\xa0").split())
    if not plain:
        return f"The link to {address} has no words."
    if plain in _EMPTY_WORDS:
        return f"The link text “{words}” does not say where it leads."
    if _BARE.fullmatch(plain):
        return f"The link text “{words}” is an address, not words."
    return f"The link text “{words}” is the name of a file." if _FILE.fullmatch(plain) else ""


def _link_text(field: str, quote: str, message: str) -> Finding:
    remedy = "Put the link on words that name the page or the document behind it."
    return Finding("link_text", field, quote, message, remedy)


def _written_out(field: str, block: Block) -> Iterator[Finding]:
    for match in ADDRESS.finditer(block.text):
        if not any(link.start < match.end() and match.start() < link.end for link in block.links):
            message = f"“{match[0]}” is written out and is no link."
            remedy = "Take the address out, and put the link on words that name the page."
            yield Finding("plain_address", field, match[0], message, remedy)
