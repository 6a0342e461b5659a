"""A notice that tells of its event before it happened, or announces it after it was over."""

import re
from collections.abc import Callable, Iterator

from events.narrative import date_range, day_text
from events.review.days import days_in
from events.review.finding import Finding
from events.review.mentions import Mention, Naming
from events.review.subject import Subject
from events.review.words import readable, sentences
from events.text import excerpt

_NO_PARTICIPLE = r"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bto )(?<!\bbeing )\b"
# What one does with an event, in the past.
_HELD_IT = re.compile(
    rf"{_NO_PARTICIPLE}(?:organi[sz]ed|hosted|held|convened|attended|opened|closed|concluded|completed|conducted|chaired|"
    r"joined|participated in|took part in|taken part in|(?:gathered|met|came together) (?:at|for|in))\s+(?:\w+ly\s+)?$"
)
_DID_THERE = re.compile(
    rf"{_NO_PARTICIPLE}(?:delivered|presented|discussed|spoke|gave|shared|adopted|signed|agreed|met|gathered|exchanged|"
    r"introduced|proposed|stressed|highlighted|explained|emphasi[sz]ed|addressed|moderated|chaired|showed|reviewed|"
    r"examined|explored|participated|attended)\b(?! by)[^.;]{0,80}\b(?:at|during)\s+$"
)
# What was done before the event is no account of it.
_BEFOREHAND = (
    r"(?:to|not yet|announced|scheduled|planned|postponed|called|cancell?ed|requested|proposed|agreed|initiated|"
    r"designed|chosen|created|established|set|prepared|first|originally|moved|mandated|expected)\b"
)
# What the event did, or what happened to it.
_HAPPENED = (
    rf"(?:(?:was|were|has been|had been)\s+(?!{_BEFOREHAND})|took\s+place|concluded|ended|closed|opened|began|started|"
    r"brought|gathered|attracted|drew|met|heard|adopted|discussed|provided|explored|focused|addressed|featured|served|offered|"
    r"saw|marked|covered|examined|reviewed|considered|produced|resulted|led|finished|kicked\s+off|wrapped\s+up|came\s+to|"
    r"welcomed|allowed|enabled|looked|aimed|dealt|divided)\b"
)
_COMING = r"(?:will|shall|is|are|aims|seeks|would|may|can|to\s+be)\b"
_SAID_OF = re.compile(rf"[^.;:]{{0,90}}?\b(?:(?P<past>{_HAPPENED})|(?P<coming>{_COMING}))")
_WHICH = "first|second|third|fourth|fifth|sixth|last|final|opening|closing|plenary|morning|afternoon"
_SESSION = re.compile(rf"\b(?:{_WHICH}) sessions?\s+{_HAPPENED}")
_THERE_WERE = re.compile(
    r"\b[Tt]here\s+(?:was|were)\b[^.;]{0,60}\b(?:sessions?|presentations?|participants|speakers)\b"
)
_MET = re.compile(
    r"\b(?:was held|were held|took place|took part|gathered|met|participated|came together|organi[sz]ed an?)\b"
)
_BACKGROUND = re.compile(r"\b(?:ago|last year|previous|in the past|since)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_WILL = re.compile(
    r"[^.;:,]{0,60}?\b(?:will|shall|is\s+to|is\s+going\s+to)\s+(?:be\s+(?:held|organi[sz]ed|hosted|convened|conducted|opened|"
    r"attended)|take\s+place|bring\s+together|gather|start|begin|open|discuss|explore|focus|examine|address|consist|feature)\b"
)
_WILL_HOLD = re.compile(
    r"\b(?:will|shall|is\s+to|are\s+to|plans\s+to|is\s+going\s+to)\s+(?:jointly\s+)?(?:hold|host|organi[sz]e|convene|attend|"
    r"conduct|participate\s+in|take\s+part\s+in)\s+$"
)


def _is_background(sentence: str, naming: Naming) -> bool:
    years = {int(year) for year in _YEAR.findall(sentence)}
    is_older = any(year < min(naming.years) for year in years) and not years & naming.years
    return is_older or bool(_BACKGROUND.search(sentence))


def _has_own_days(sentence: str, naming: Naming) -> bool:
    event = naming.event
    return any(days.dates(event.starts_on.year) == (event.starts_on, event.ends_on) for days in days_in(sentence))


def _is_told(sentence: str, mention: Mention) -> bool:
    before, after = sentence[: mention.start], sentence[mention.end :]
    said = _SAID_OF.match(after)
    is_subject = said is not None and said["past"] is not None and not re.match(r"\s+by\b", after[said.end() :])
    return bool(_HELD_IT.search(before) or _DID_THERE.search(before)) or (is_subject and not mention.is_owner)


def tells_of_it(sentence: str, naming: Naming) -> bool:
    """Whether a sentence says that the event took place. "A Meeting organized by …" does not; nor do past editions."""
    if _is_background(sentence, naming):
        return False
    own = [mention for mention in naming.mentions(sentence) if mention.is_own]
    if any(_is_told(sentence, mention) for mention in own):
        return True
    if _SESSION.search(sentence) or _THERE_WERE.search(sentence):
        return True
    return _has_own_days(sentence, naming) and bool(_MET.search(sentence)) and "will" not in sentence.split()


def announces_it(sentence: str, naming: Naming) -> bool:
    """Whether a sentence says that the event is still to come."""
    if any(int(year) > max(naming.years) for year in _YEAR.findall(sentence)) and not _has_own_days(sentence, naming):
        return False
    own = [mention for mention in naming.mentions(sentence) if mention.is_own and not mention.is_owner]
    return any(_WILL.match(sentence, mention.end) or _WILL_HOLD.search(sentence[: mention.start]) for mention in own)


def _said(subject: Subject, naming: Naming, says: Callable[[str, Naming], bool]) -> Iterator[tuple[str, str]]:
    for text in subject.texts:
        for block in text.blocks:
            for sentence in sentences(readable(block.text)):
                if says(sentence, naming):
                    yield text.field, " ".join(sentence.split())


def tense(subject: Subject) -> Iterator[Finding]:
    """A past tense before the event, a future after it: one finding with the first such sentence.

    Advisory: either the date of the notice or the tense is wrong, and only the writer knows which. English items only.
    """
    event, told_on = subject.event, subject.told_on
    if event is None or told_on is None or not subject.is_english or event.starts_on <= told_on <= event.ends_on:
        return
    is_before = told_on < event.starts_on
    found = list(_said(subject, Naming(event), tells_of_it if is_before else announces_it))
    if not found:
        return
    field, quote = found[0][0], excerpt(found[0][1], 120)
    side, way = ("before", "tells of it in the past tense") if is_before else ("after", "announces it")
    more = f", in {len(found)} sentences" if len(found) > 1 else ""
    yield Finding(
        "tense",
        field,
        quote,
        f"The text is dated {day_text(told_on)}, {side} the event ({date_range(event.starts_on, event.ends_on)}), "
        f"and {way}{more}: “{quote}”",
        "Correct the date, or write of what is to come." if is_before else "Correct the date, or write of what was.",
    )
