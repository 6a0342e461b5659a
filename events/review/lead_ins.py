"""Words that promise a link, and the link that does not follow."""

import re
from collections.abc import Iterator, Sequence

from events.models import Language
from events.review.blocks import Block
from events.review.finding import Finding
from events.review.subject import Subject, Text
from events.review.words import sentences

_PROMISES = {
    Language.ENGLISH: re.compile(
        r"\b(?:(?:following|below)\s+(?:web\s*)?(?:links?|URLs?|web\s*sites?|pages?)|(?:this|these)\s+(?:links?|URLs?))\b"
        r"(?!\s+(?:between|among|to|with|of|in|by|and|from|is|are|was|were|has|have|will|itself)\b)"
        r"|\b(?:following|below)\s+(?:web|internet|online)\s+address(?:es)?\b"
        r"|\b(?:links?|URLs?|web\s+address(?:es)?)\s+(?:given\s+)?below\b"
        r"|\b(?:click(?:ing)?(?:\s+on)?|(?:available|see|seen|found|read|downloaded?|register(?:ed)?|viewed|accessed|uploaded|"
        r"posted|published|accessible|consulted)(?:\s+(?:on\s?line|it|them|more))?)\s+here\b(?!\s+(?:in|at|as|on|by|for|until|"
        r"from|when|soon|once|and)\b)",
        re.IGNORECASE,
    ),
    Language.FRENCH: re.compile(
        r"\bliens?\s+(?:suivants?|ci-dessous)\b|\bcliqu(?:ez|er)\s+(?:ici|sur\s+le\s+lien)\b"
        r"|\b(?:disponible|consultable|accessible|téléchargeable)s?\s+ici\b",
        re.IGNORECASE,
    ),
}
_ENDS = {
    Language.ENGLISH: re.compile(
        r"(?:\b(?:uploaded|available|found|published|posted|accessible|viewed|seen|accessed|downloaded|read|register|registered|"
        r"consulted|shared|online|on\s+line)\s+(?:(?:on\s?line|as\s+well|also)\s+)?(?:at|from|here|via)\s*:?"
        r"|(?:^|[.!?;,(]\s+|\bfor\s+)(?:more|further|additional|other|detailed|full)\s+(?:information|details|info|particulars|"
        r"photos|photographs|pictures)\b[^.!?:]{0,80}:|\b(?:see|see\s+also|refer\s+to|read\s+more|learn\s+more|download|"
        r"find\s+out\s+more|click)\s*:|\bplease\s+(?:visit|see|click|refer\s+to|go\s+to|watch)\s*:?"
        r"|\b(?:links?|web\s*sites?|web\s*pages?|URL)\s*:)\s*$",
        re.IGNORECASE,
    ),
    Language.FRENCH: re.compile(
        r"(?:\bplus\s+d[’']informations?\b[^.!?:]{0,60}:|\b(?:voir|voir\s+aussi|consulter|liens?|site\s+web)\s*:"
        r"|\b(?:disponible|consultable|accessible)s?\s+(?:à\s+l[’']adresse|sur)\s*:)\s*$",
        re.IGNORECASE,
    ),
}
_MOST_QUOTED = 90
_CONTACT = re.compile(r"\bcontact(?:er|ez)?\b|\b(?:write|call|telephone|phone|e-?mail)\b", re.IGNORECASE)
# Words that are only cited: a guide may speak of “click here”.
_QUOTED = re.compile(r"“[^“”]{1,40}”|\"[^\"]{1,40}\"|«[^«»]{1,40}»")
# An address that is written out; it is no link, and another rule says so, but the reader is not left without it.
ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>“”]*[^\s<>“”.,;:!?)]")


def _has_link(block: Block, start: int = 0) -> bool:
    links = any(link.end > start and link.text and link.address for link in block.links)
    return links or ADDRESS.search(block.text, start) is not None


def _promise(block: Block, language: str) -> tuple[str, int, bool] | None:
    """A lead-in that its own block does not keep: its sentence, its place, and whether it closes the block."""
    promises, ends = _PROMISES.get(Language(language)), _ENDS.get(Language(language))
    if promises is None or ends is None:
        return None
    said = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), block.text)
    spoken = list(promises.finditer(said))
    if end := ends.search(said):
        last = sentences(block.text)[-1]
        if not _CONTACT.search(last):
            spoken.append(end)
    for match in spoken:
        if not _has_link(block, match.start()):
            rest = block.text[match.end() :]
            closes = not re.search(r"\w", rest)
            sentence = next((s for s in sentences(block.text) if match[0].strip() in s), block.text)
            return sentence, match.start(), closes
    return None


def _goes_on(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block after a lead-in, or the list that begins there, has a link."""
    later = blocks[place + 1 :]
    if not later:
        return False
    if not later[0].items:
        return _has_link(later[0])
    first = later[0].items[0][0]
    return any(_has_link(block) for block in later if block.items and block.items[0][0] == first)


def _pieces(subject: Subject) -> tuple[list[tuple[Text, Block]], list[Block]]:
    pairs = [(text, block) for text in subject.prose for block in text.blocks]
    return pairs, [block for _, block in pairs]


def lead_ins(subject: Subject) -> Iterator[Finding]:
    """A lead-in without its link, in its block, in the next one, or in the rows below the text that it closes.

    Blocking: readers would look for a link that is not there. English and French items only.
    """
    pairs, blocks = _pieces(subject)
    kept = _kept_by_rows(subject, blocks)
    for place, (text, block) in enumerate(pairs):
        promise = _promise(block, subject.language)
        if promise is None or place in kept or (promise[2] and _continues(pairs, blocks, place)):
            continue
        quote = _ending(promise[0])
        yield Finding(
            "lead_in",
            text.field,
            quote,
            f"“{quote}” leads to a link, and no link follows.",
            "Add the link, in the text or among the links below it, or take the words out.",
            is_blocking=True,
        )


def _ending(sentence: str) -> str:
    """The last words of a sentence, where a lead-in stands."""
    if len(sentence) <= _MOST_QUOTED:
        return sentence
    return f"… {sentence[-_MOST_QUOTED:].partition(' ')[2]}"


def _continues(pairs: list[tuple[Text, Block]], blocks: list[Block], place: int) -> bool:
    is_apart = place + 1 < len(pairs) and not _are_together(pairs[place][0].field, pairs[place + 1][0].field)
    return not is_apart and _goes_on(blocks, place)


def _are_together(one: str, other: str) -> bool:
    """Whether one text is read right after the other: a lead and its body, not two outcomes."""
    return one == other or {one, other} in ({"lead", "body"}, {"lead", "description"}, {"lead", "summary"})


def _kept_by_rows(subject: Subject, blocks: list[Block]) -> set[int]:
    """The lead-ins at the very end whose links are rows below the text, the last with the last row."""
    kept: set[int] = set()
    for place in reversed(range(len(blocks))):
        promise = _promise(blocks[place], subject.language)
        if len(kept) >= subject.rows_below or promise is None or not promise[2]:
            break
        kept.add(place)
    return kept
