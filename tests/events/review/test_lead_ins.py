"""Words that promise a link."""

import pytest

from events.review.lead_ins import lead_ins
from tests.reviewing import said, told

LINK = '<a href="https://example.org/report">the final report</a>'
KEPT = [
    f"<p>For more information, please refer to the following link: {LINK}</p>",
    f"<p>For more information, please refer to the following link:</p><p>{LINK}</p>",
    f"<p>The photos are uploaded at:</p><ul><li>no link yet</li><li>{LINK}</li></ul>",
    f"<p>The photos are uploaded at:<br>{LINK}</p>",
    f"<p>For further details:</p><table><tbody><tr><td>{LINK}</td></tr></tbody></table>",
    '<p>The programme is available <a href="/x/">here</a>.</p>',
    '<p>Please see <a href="/x/">the following link</a>.</p>',
    "<p>The programme is available at: https://example.org/programme</p>",
]
BROKEN = [
    ("<p>For more information, please refer to the following link:</p>", "following link"),
    ("<p>For more information, please refer to the following link.</p><p>Thank you.</p>", "following link"),
    ("<p>Photographs of both days are uploaded at:</p>", "uploaded at:"),
    ("<p>The programme is available at</p>", "available at"),
    ("<p>To register, click here.</p>", "click here"),
    ("<p>The report can be downloaded here.</p>", "downloaded here"),
    ("<p>For more information on the Survey:</p><p>The Survey of 2014</p>", "For more information"),
    ("<ul><li>See also:</li><li>The Survey</li></ul>", "See also:"),
    (f"<p>{LINK} is out. The photographs are published at:</p>", "published at:"),
    ("<p>Please use the links below.</p><p>They are kept up to date.</p>", "links below"),
    ("<p>The programme is available <a>here</a>.</p>", "available here"),
    ("<h2>Website:</h2><p>Not ready</p>", "Website:"),
]
FINE = [
    "<p>The participants discussed the following links between institutions:</p><ul><li>trust</li></ul>",
    "<p>For more information, please contact: Ms. Lee, telephone +82 2 000 0000.</p>",
    "<p>For more information, please contact the following person:</p><p>Ms. Lee</p>",
    "<p>The Forum was held here in Seoul. Information was available at the desk.</p>",
    "<p>Services are available at all hours: day and night.</p>",
    "<p>Here is what the Meeting found. See Annex I.</p>",
    "<p>Further information was requested by two delegations.</p>",
    "<p>He made three proposals:</p><ul><li>one</li><li>two</li><li>three</li></ul>",
    "<p>Never write “click here” for a link.</p>",
    "<p>The survey can be found in this issue.</p>",
    "<p>The link between trust and use was examined.</p>",
    "<p>The data made available here for the first time are open.</p>",
    "<p>The report will be available on this website.</p>",
    "<p>Send the form to the following address:</p><p>1 River Road, Seoul</p>",
    "<p>The Survey is available in:</p><ul><li>Arabic</li><li>Chinese</li></ul>",
    "<p>Delegates will visit:</p><ul><li>the City Hall</li></ul>",
    "<p>The form asks for some additional information:</p><ul><li>the country</li></ul>",
    "<p>The office is located at:</p><p>1 River Road, Seoul</p>",
    "<p>Participants looked at:</p><ul><li>trust</li><li>use</li></ul>",
]


@pytest.mark.parametrize("body", KEPT)
def test_lead_in_with_its_link_is_kept(body: str) -> None:
    assert said(lead_ins, body) == []


@pytest.mark.parametrize(("body", "words"), BROKEN)
def test_lead_in_without_its_link_is_found(body: str, words: str) -> None:
    quotes = said(lead_ins, body)
    assert len(quotes) == 1
    assert words in quotes[0]


@pytest.mark.parametrize("body", FINE)
def test_other_words_promise_no_link(body: str) -> None:
    assert said(lead_ins, body) == []


def test_lead_in_says_where_it_is_and_blocks() -> None:
    message = "“Photographs are uploaded at:” leads to a link, and no link follows."
    assert told(lead_ins, "<p>Photographs are uploaded at:</p>") == [("body", message, True)]


@pytest.mark.parametrize(("rows", "left"), [(0, ["Photos:", "Files:"]), (1, ["Photos:"]), (2, []), (3, [])])
def test_rows_below_keep_the_last_lead_ins(rows: int, left: list[str]) -> None:
    body = "<p>It is over. More pictures at Photos:</p><p>More details on Files:</p>"
    assert [quote.split()[-1] for quote in said(lead_ins, body, rows_below=rows)] == left


def test_rows_below_do_not_keep_a_lead_in_in_the_middle() -> None:
    body = "<p>Photographs are uploaded at:</p><p>The Meeting is over.</p>"
    assert said(lead_ins, body, rows_below=1) == ["Photographs are uploaded at:"]


def test_lead_is_continued_by_the_body() -> None:
    assert said(lead_ins, f"<p>{LINK}</p>", lead="For more information:") == []
    assert said(lead_ins, "<p>Nothing</p>", lead="For more information:") == ["For more information:"]


def test_long_sentence_is_quoted_at_its_end() -> None:
    body = f"<p>{'The report is long and so is this, ' * 5} as it can be found at:</p>"
    (quote,) = said(lead_ins, body)
    assert quote.startswith("… ")
    assert quote.endswith("as it can be found at:")


@pytest.mark.parametrize(
    ("body", "language", "count"),
    [
        ("<p>Pour plus d’informations :</p>", "fr", 1),
        ("<p>Le rapport est disponible au lien suivant :</p>", "fr", 1),
        ("<p>Les liens entre les services</p>", "fr", 0),
        ("<p>For more information:</p>", "es", 0),
    ],
)
def test_lead_ins_are_read_in_english_and_french(body: str, language: str, count: int) -> None:
    assert len(said(lead_ins, body, language=language)) == count
