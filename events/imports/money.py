"""Amounts, numbers of days, and parts such as "New York: 2; elsewhere: 2", as cells state them."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from events.imports.names import plain
from events.imports.values import CellError

# Which currencies a sign may stand for.
_SIGNS = {
    "US$": {"USD"},
    "$": {"USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS"},
    "€": {"EUR"},
    "£": {"GBP", "EGP"},
    "₩": {"KRW"},
    "¥": {"JPY", "CNY"},
    "₹": {"INR"},
    "₽": {"RUB"},
    "฿": {"THB"},
}
_SIGN = re.compile(r"US\$|[$€£₩¥₹₽฿]|\b[A-Za-z]{3}\b")
_BLANKS = re.compile("[\\s\\u00a0\\u2007\\u2009\\u202f]+")
_ENGLISH = re.compile(r"\d+(\.\d{1,2})?|\d{1,3}(,\d{3})+(\.\d{1,2})?|\d{1,3}(['’]\d{3})+(\.\d{1,2})?")
_COMMA = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+),(\d{1,2})")
_B = r"[^\S\n]*"  # blanks within a line
_PART = re.compile(
    rf'\s*(?:"((?:[^"]|"")*)"|([^;:\n"]+?)){_B}:{_B}(\d+(?:\.\d)?){_B}'
    rf"(?:[×x*]{_B}([\d.,]+){_B}(%?){_B})?(?:from{_B}(\d{{4}}-\d\d-\d\d){_B})?"
    rf'(?:at{_B}(?:the{_B})?rate{_B}of{_B}(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<rate>[^;:\n"()]+?)){_B})?'
    rf"(?P<vehicle>\((?:a\s+)?vehicle\)|with (?:a )?vehicle)?{_B}",
    re.IGNORECASE,
)
_REMEDY = "Write it like 1234.50 or 1,234.50."


def _without_currency(text: str, currency: str) -> str:
    """The number alone. Raises CellError where it is in another currency than the event's."""
    bare = text
    for sign in _SIGN.findall(text):
        meant = _SIGNS.get(sign, {sign.upper()})
        if currency not in meant:
            stated = currency or "no currency"
            raise CellError(
                f"“{text}” is in another currency.", f"The event's budget is in {stated}: convert it first."
            )
        bare = bare.replace(sign, "", 1)
    return bare.strip()


def read_amount(text: str, currency: str) -> Decimal:
    """An amount of money with two decimals at most, in the currency of the event."""
    bare = _without_currency(text, currency)
    if re.match(r"[-−(]", bare):
        raise CellError(f"“{text}” is below zero.", "An amount is zero or more.")
    bare = bare.lstrip("+")
    joined = (
        _BLANKS.sub("", bare)
        if re.fullmatch(r"\d{1,3}([\s\u00a0\u2007\u2009\u202f]\d{3})+([.,]\d{1,2})?", bare)
        else bare
    )
    if found := _COMMA.fullmatch(joined):
        point = f"{found[1].replace('.', '')}.{found[2]}"
        raise CellError(f"“{text}” has a comma before its decimals.", f"If you mean {point}, write it so.")
    if re.fullmatch(r"\d{1,3}\.\d{3}", joined):
        whole = joined.replace(".", "")
        raise CellError(f"“{text}” may mean {whole} or {joined[:-1]}.", f"Write {whole}, or two decimals.")
    if re.fullmatch(r"\d+\.\d{3,}", joined):
        raise CellError(f"“{text}” has more than two decimals.", "Round it to two decimals.")
    if not _ENGLISH.fullmatch(joined):
        raise CellError(f"“{text}” is no amount.", _REMEDY)
    return Decimal(re.sub(r"[,'’]", "", joined))


def read_days(text: str) -> Decimal:
    """A number of days with one decimal at most."""
    if not re.fullmatch(r"\d{1,4}(\.\d)?", text):
        raise CellError(f"“{text}” is no number of days.", "Write it like 4 or 4.5.")
    return Decimal(text)


def read_number(text: str) -> int:
    """The number of a line."""
    if not re.fullmatch(r"\d{1,5}", text) or not 0 < int(text) <= 32_767:
        raise CellError(f"“{text}” is no number of a line.", "Write a whole number from 1 to 32,767.")
    return int(text)


@dataclass(frozen=True)
class Part:
    """Something that is named and counted; `amount` is what one costs, or a share in per cent.

    `rate` is the place whose rate is paid, where it is not the one of the name.
    """

    name: str
    count: Decimal
    amount: Decimal | None = None
    since: date | None = None
    has_vehicle: bool = False
    rate: str = ""


def _unquoted(text: str) -> str:
    return text.replace('""', '"')


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def read_parts(text: str, *, is_share: bool = False) -> tuple[Part, ...]:
    """ "New York: 2; elsewhere: 2 × 38.00 (vehicle)": each part once; semicolons or line breaks part them."""
    example = "Lodging: 2 × 50%" if is_share else "New York: 2; elsewhere: 2"
    at, parts = 0, list[Part]()
    while at < len(text):
        found = _PART.match(text, at)
        if not found or (found.end() < len(text) and text[found.end()] not in ";\n"):
            raise CellError(f"“{text[at:].strip()}” cannot be read.", f"Write it like {example}.")
        at = found.end() + 1
        rate = found["rate"] or _unquoted(found["quoted"] or "")
        if bool(found[5]) != bool(is_share and found[4]) or (is_share and rate):
            raise CellError(f"“{found[0].strip()}” cannot be read.", f"Write it like {example}.")
        amount = read_amount(found[4], "") if found[4] else None
        name = _unquoted(found[1]) if found[1] is not None else found[2]
        since = date.fromisoformat(found[6]) if found[6] else None
        parts.append(Part(name, Decimal(found[3]), amount, since, bool(found["vehicle"]), rate))
        while at < len(text) and text[at] in ";\n ":
            at += 1
    names = [plain(part.name) for part in parts]
    twice = next((part.name for part in parts if names.count(plain(part.name)) > 1), "")
    if twice:
        raise CellError(f"“{twice}” is named twice.", "Add the two up.")
    return tuple(parts)


def written_part(part: Part, *, is_share: bool = False) -> str:
    """A part as `read_parts` reads it."""
    is_plain = re.fullmatch(r'[^;:\n"×*]+', part.name) and part.name.strip() == part.name
    name = part.name if is_plain else _quoted(part.name)
    count = f"{part.count.normalize():f}"
    amount = f" × {part.amount:f}{'%' if is_share else ''}" if part.amount is not None else ""
    since = f" from {part.since.isoformat()}" if part.since else ""
    rate = f" at the rate of {_quoted(part.rate)}" if part.rate else ""
    return f"{name}: {count}{amount}{since}{rate}{' (vehicle)' if part.has_vehicle else ''}"
