"""What programs put on the clipboard, written after their habits, and what is left of it."""

from dataclasses import dataclass

_BULLET = (
    "<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span "
    "style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>"
    "</span><![endif]>"
)
_FILE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><title>Draft 7 final</title>
<style><!-- p.MsoNormal {{mso-style-parent:""; margin:0cm;}} @page WordSection1 {{size:595.3pt 841.9pt;}} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->{body}<!--EndFragment--></body></html>"""


@dataclass(frozen=True)
class Pasted:
    """One piece of the clipboard: where it comes from, its markup, and the markup that is kept."""

    name: str
    markup: str
    kept: str


def _word(body: str) -> str:
    return _FILE.format(body=body)


def _item(level: int, marker: str, words: str, number: int = 0) -> str:
    style = f"margin-left:{36 * level}.0pt;text-indent:-18.0pt;mso-list:l{number} level{level} lfo1"
    return f"<p class=MsoListParagraphCxSpMiddle style='{style}'>{marker}{words}<o:p></o:p></p>\n"


def _number(text: str) -> str:
    return f"<![if !supportLists]><span style='mso-list:Ignore'>{text}<span>&nbsp;&nbsp; </span></span><![endif]>"


PASTED = (
    Pasted(
        "Word: paragraphs",
        _word(
            "<h1>Opening<o:p></o:p></h1><p class=MsoNormal style='margin-bottom:8.0pt'><b style='mso-bidi-font-weight:"
            "normal'><span lang=EN-GB style='font-size:12.0pt;font-family:\"Calibri\",sans-serif;mso-ascii-theme-font:"
            "minor-latin'>The\nForum</span></b><span lang=EN-GB>&nbsp;&nbsp; met in "
            "<i>Seoul</i>.<o:p></o:p></span></p>"
            '<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>See <a href="https://www.un.org/"><span '
            "style='color:#0563C1'>the site</span></a>.</p>"
        ),
        "<h2>Opening</h2><p><strong>The Forum</strong> met in <em>Seoul</em>.</p>"
        '<p>See <a href="https://www.un.org/">the site</a>.</p>',
    ),
    Pasted(
        "Word: bullets of two levels",
        _word(
            _item(1, _BULLET, "First")
            + _item(2, _BULLET, "Inner")
            + _item(2, _BULLET, "Other")
            + _item(1, _BULLET, "Second")
        ),
        "<ul><li>First<ul><li>Inner</li><li>Other</li></ul></li><li>Second</li></ul>",
    ),
    Pasted(
        "Word: numbers that go on, letters inside",
        _word(
            _item(1, _number("3."), "Third", 1)
            + _item(2, _number("a)"), "Inner", 1)
            + _item(1, _number("4."), "Fourth", 1)
            + "<p class=MsoNormal>After.</p>"
        ),
        '<ol start="3"><li>Third<ol><li>Inner</li></ol></li><li>Fourth</li></ol><p>After.</p>',
    ),
    Pasted(
        "Word: bullets without their marks",
        _word(
            "<p style='mso-list:l0 level1 lfo1'><span style='font-family:Symbol'>·</span><span style='font:7.0pt "
            "Times'>"
            "&nbsp;&nbsp; </span>One</p><p style='mso-list:l0 level1 lfo1'>·&nbsp; Two</p>"
        ),
        "<ul><li>One</li><li>Two</li></ul>",
    ),
    Pasted(
        "Word: a table",
        _word(
            "<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr "
            "style='mso-yfti-irow:0'><td width=301 valign=top style='width:225.4pt;padding:0cm'><p class=MsoNormal><b>"
            "Country<o:p></o:p></b></p></td><td width=301><p class=MsoNormal>People</p></td></tr><tr><td><p "
            "class=MsoNormal>Panama</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>"
        ),
        "<table><tbody><tr><td><strong>Country</strong></td><td>People</td></tr><tr><td>Panama</td><td></td></tr>"
        "</tbody></table>",
    ),
    Pasted(
        "Word: a footnote",
        _word(
            '<p class=MsoNormal>Held in Seoul<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title="">'
            "<span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a>.</p><div "
            "style='mso-element:"
            "footnote-list'><br clear=all><hr align=left size=1 width=\"33%\"><div style='mso-element:footnote' "
            "id=ftn1><p "
            'class=MsoFootnoteText><a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1" title=""><span '
            "class=MsoFootnoteReference>[1]</span></a> At the <i>Lotte</i> Hotel.<o:p></o:p></p></div></div>"
        ),
        "<p>Held in Seoul<small>At the <em>Lotte</em> Hotel.</small>.</p>",
    ),
    Pasted(
        "Word: Arabic",
        _word(
            "<p class=MsoNormal dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span lang=AR-SA "
            "dir=RTL style='font-family:Arial'>منتدى</span></p><p class=MsoNormal dir=LTR><span "
            "lang=EN-US>Forum</span></p>"
        ),
        '<p dir="rtl"><span lang="AR-SA" dir="rtl">منتدى</span></p><p>Forum</p>',
    ),
    Pasted(
        "Word: comments and hidden text",
        _word(
            "<p class=MsoNormal>Kept<span class=MsoCommentReference style='mso-hide:all'>[A1]</span><span "
            "style='display:"
            "none'>hidden</span></p><div style='mso-element:comment-list'><p class=MsoCommentText>Really?</p></div>"
        ),
        "<p>Kept</p>",
    ),
    Pasted(
        "Word: a title and a quotation",
        _word("<p class=MsoTitle>Report</p><p class=MsoQuote>Said.</p><h5>Small</h5>"),
        "<h2>Report</h2><blockquote><p>Said.</p></blockquote><h4>Small</h4>",
    ),
    Pasted(
        "Outlook on the web",
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><div class="elementToProof" '
        'style="font-family: '
        'Aptos, Calibri; font-size: 12pt; color: rgb(0, 0, 0);">Dear all,</div><div class="elementToProof"><br></div>'
        '<div class="elementToProof">We meet on <b>Monday</b>.</div>',
        "<p>Dear all,</p><p>We meet on <strong>Monday</strong>.</p>",
    ),
    Pasted(
        "Google Docs",
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-6a1f"><p dir="ltr" '
        'style="line-height:'
        '1.38;margin-top:0pt;"><span '
        'style="font-size:11pt;font-weight:700;font-style:normal;vertical-align:baseline;">Bold'
        '</span><span style="font-size:11pt;font-weight:400;">, plain, H</span><span '
        'style="font-size:0.6em;vertical-align:'
        'sub;">2</span><span>O</span></p><br /><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" '
        'aria-level="1"><p dir="ltr" role="presentation"><span>one</span></p></li><ul><li dir="ltr" aria-level="2"><p '
        'dir="ltr" role="presentation"><span style="font-style:italic;">inner</span></p></li></ul></ul></b>',
        "<p><strong>Bold</strong>, plain, H<sub>2</sub>O</p><ul><li>one<ul><li><em>inner</em></li></ul></li></ul>",
    ),
    Pasted(
        "LibreOffice",
        '<meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" '
        'content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">p { line-height: 115% }</style><p lang="en-GB" '
        'style="line-height: 100%; margin-bottom: 0cm"><font face="Liberation Serif, serif"><font size="3" '
        'style="font-size: '
        '12pt"><b>Held</b> in Seoul</font></font><a class="sdfootnoteanc" name="sdfootnote1anc" '
        'href="#sdfootnote1sym"><sup>'
        '1</sup></a></p><p lang="en-GB"><br/></p><div id="sdfootnote1"><p class="sdfootnote" lang="en-GB"><a class='
        '"sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>A note.</p></div>',
        "<p><strong>Held</strong> in Seoul<small>A note.</small></p>",
    ),
    Pasted(
        "a mail program: lines and a quotation",
        "<div>One</div><div>Two <div>inside</div></div><blockquote><div>Quoted</div></blockquote>",
        "<p>One</p><p>Two</p><p>inside</p><blockquote><p>Quoted</p></blockquote>",
    ),
    Pasted(
        "a web page",
        '<section class="x"><h1 id="top">Title</h1><p>Text<span class="Apple-converted-space">&nbsp;</span> here.</p>'
        '<figure><img src="https://example.org/x.png" alt="x"><figcaption>Caption</figcaption></figure></section>',
        "<h2>Title</h2><p>Text here.</p><p>Caption</p>",
    ),
)
