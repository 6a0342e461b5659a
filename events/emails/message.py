"""The one function by which a letter becomes an e-mail: plain text, nothing smuggled into a head or made a link."""

import re
import unicodedata
from email.charset import QP, Charset
from email.mime.text import MIMEText
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from events.text import clean_line

# What mail programs make links of: "example.org", "https://…", "somebody@…", with the dots of other scripts.
_LINKING = re.compile(r"[/\\@:<>\[\](){}|&%#=?_*`~^\"]+")
_DOTS = re.compile(r"[.\u3002\uff0e\uff61\u2024](?=\S)")
# What a mail server's words must not carry into the books: the link of the letter that it returns.
_SECRET = re.compile(r"https?:\S+|[0-9a-f]{40}", re.IGNORECASE)
LONGEST_NAME, LONGEST_SUBJECT, LONGEST_REASON = 120, 200, 220


def kept_reason(words: str) -> str:
    """What a mail server said, as the books keep it: one short line without any address of a page."""
    return clean_line(_SECRET.sub("[…]", words))[:LONGEST_REASON]


def harmless(name: str) -> str:
    """A name as a letter may print it: one line in which no mail program finds an address or markup."""
    plain = clean_line(unicodedata.normalize("NFKC", name))
    return clean_line(_DOTS.sub(". ", _LINKING.sub(" ", plain)))[:LONGEST_NAME].strip()


def _charset() -> Charset:
    """Letters of every script in seven bits, which every mail server takes."""
    found = Charset("utf-8")
    found.body_encoding = QP
    return found


def _lines(body: str) -> str:
    """Text in which only line feeds control anything."""
    return "\n".join(clean_line(line) for line in re.split(r"\r\n|\r|\n", body)).strip() + "\n"


def plain_message(*, to: str, subject: str, body: str, identifier: str, language: str) -> EmailMessage:
    """An e-mail of the office in plain text. Line breaks never reach a head: `clean_line` makes blanks of them."""
    message = EmailMessage(
        subject=clean_line(subject)[:LONGEST_SUBJECT],
        body=_lines(body),
        from_email=clean_line(settings.DEFAULT_FROM_EMAIL),
        to=[clean_line(to)],
        headers={
            "Message-ID": clean_line(identifier),
            "Content-Language": clean_line(language),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
        },
    )
    message.encoding = _charset()
    return message


def message_identifier(kind: str, key: int) -> str:
    """The number of a letter, the same whenever it is made, which nobody else can make."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    proof = salted_hmac(f"events.{kind}", str(key), algorithm="sha256").hexdigest()[:20]
    return f"<{kind}.{key}.{proof}@{host}>"


def calendar_part(calendar: str) -> MIMEText:
    """An iCalendar file as mail programs offer it for one's calendar."""
    part = MIMEText(calendar, "calendar", "utf-8")
    part.set_param("method", "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename="event.ics")
    return part
