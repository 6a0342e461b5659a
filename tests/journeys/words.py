"""Stories of answers, outcomes, hosts, sessions, of the event itself, and of the switch that names travellers."""

from collections.abc import Mapping

from events.models import Host, Organization, Outcome, Person
from reports.models import Report
from tests.journeys.stories import Pair, Story, question, session, the_event, typed
from unpog_portal.management.commands.demo import SLUG

RATED = "rated their overall impression of the sessions as excellent"
UNSAID = " The answers of the remaining five respondents, or 7 per cent, are not stated."
STATED: Pair = (
    f"{RATED} and 50 per cent (34) as good.{UNSAID}",
    f"{RATED}, 50 per cent (34) as good and 7 per cent (five) as satisfactory. The mean is 4.4 (excellent is 5, "
    "satisfactory 3) and the median “good”.",
)
ASKED = "1,What was your overall impression of the sessions?"
BAR: Pair = (
    "50 per cent (34) and not stated 7 per cent (five).\n43\n50\n",
    "50 per cent (34) and satisfactory 7 per cent (five).\n43\n50\n7\n",
)
LAST = "Too many speakers in a session, and so too little time for each presentation"
NEW = "Rooms that were cold"
USEFUL = "Which element of Track 3 was the least useful to you? {} answers."


def _json_of_first_question(satisfactory: tuple[str, str], not_stated: tuple[str, str]) -> str:
    """The last answer of the first question and its remainder, as the JSON file writes them."""
    return (
        f'"label": "Satisfactory",\n          "count": {satisfactory[0]},\n          "per_cent": {satisfactory[1]}\n'
        f'        }}\n      ],\n      "not_stated": {{\n        "count": {not_stated[0]},\n'
        f'        "per_cent": {not_stated[1]}\n'
    )


_TWO_BEST = '"count": 63,\n        "per_cent": 93.0\n      },\n      '


def _json_of_text(text: str) -> str:
    return f'        {{\n          "text": "{text}",\n          "count": 1\n        }}'


EVALUATION = {
    "tally": Story(
        question(1),
        typed(choices__2__count=5),
        {
            "bars": (BAR,),
            "evaluation": (
                BAR,
                STATED,
                ("Satisfactory not stated not stated\nNot stated in the source 5 7\n", "Satisfactory 5 7\n"),
            ),
            "report": (
                STATED,
                (
                    "Not stated All (n)\nRespondents 29 34 not stated 5 68\nPer cent 43% 50% not stated 7% 100%",
                    "All (n)\nRespondents 29 34 5 68\nPer cent 43% 50% 7% 100%",
                ),
            ),
            "csv": (
                (f"{ASKED},Satisfactory,,,68", f"{ASKED},Satisfactory,5,7,68"),
                (f"{ASKED},Not stated,5,7,68", f"{ASKED},Not stated,0,0,68"),
                (
                    f"{ASKED},Two best answers,63,93,68,,,\n",
                    f"{ASKED},Two best answers,63,93,68,,,\n{ASKED},Mean,,,68,4.4,,\n{ASKED},Median,,,68,4.0,,\n",
                ),
            ),
            "json": (
                (
                    _json_of_first_question(("null", "null"), ("5", "7.0")),
                    _json_of_first_question(("5", "7.0"), ("0", "0.0")),
                ),
                (
                    f'{_TWO_BEST}"mean": null,\n      "median": null,',
                    f'{_TWO_BEST}"mean": 4.4,\n      "median": 4.0,',
                ),
            ),
        },
    ),
    "open answer": Story(
        question(10),
        typed(open_answers__TOTAL_FORMS=6, open_answers__5__position=6, open_answers__5__text=NEW),
        {
            "report": (
                ("Annex II gives all five answers.", "Annex II gives all six answers."),
                (USEFUL.format(5), USEFUL.format(6)),
                (f"\n{LAST}\n", f"\n{LAST}\n{NEW}\n"),
            ),
            "evaluation": ((USEFUL.format(5), USEFUL.format(6)), (f"\n{LAST}\n", f"\n{LAST}\n{NEW}\n")),
            "json": ((_json_of_text(LAST), f"{_json_of_text(LAST)},\n{_json_of_text(NEW)}"),),
        },
    ),
}


def _another_host() -> Mapping[str, object]:
    return {"organization": Organization.objects.get(acronym="NIA").pk}


def _another_talk() -> Mapping[str, object]:
    row = {"position": 8, "role": "speaker", "mode": "in_person", "title": "Closing words", "findings": "<p>Good.</p>"}
    row["speaker"] = Person.objects.get(family_name="West").pk
    return {"presentations-TOTAL_FORMS": 8} | {f"presentations-7-{name}": value for name, value in row.items()}


OUTCOME = (
    "Participants became better acquainted with the strategies by which the regional commissions of the United Nations "
    "support e-government in their regions."
)
MKE, NIA = "Ministry of Knowledge Economy", "National Information Society Agency"
KEY = "Public-private partnership was presented as a road to innovation"
TITLE = "Global e-Government Development Trends and Challenges"
CONTENT = {
    "outcome": Story(
        lambda: Outcome.objects.get(event__slug=SLUG, position=3),
        typed(text="<p>People of {countries} countries met.</p>"),
        dict.fromkeys(("report", "event"), ((OUTCOME, "People of 50 countries met."),)),
    ),
    "host": Story(
        lambda: Host.objects.get(event__slug=SLUG, position=3),
        _another_host,
        {
            "report": (
                (f"\n{MKE}\nParticipants", f"\n{NIA}\nParticipants"),
                (f"the {MKE} (MKE)", f"the {NIA} (NIA)"),
                (f"\nMKE\n{MKE}\n", "\n"),
            ),
            "event": ((f"Security; {MKE}", f"Security; {NIA}"), (f"the {MKE} (MKE)", f"the {NIA} (NIA)")),
            "print": (("UN DESA, MOPAS, MKE", "UN DESA, MOPAS, NIA"),),
        },
    ),
    "session title": Story(
        session("3-1"),
        typed(title="Trends"),
        {"report": ((TITLE, "Trends"),), "event": ((TITLE, "Trends"),)},
    ),
    "presentation": Story(
        session("3-3"),
        _another_talk,
        {
            "report": (
                ("21 presentations in", "22 presentations in"),
                ("to which 21 speakers", "to which 22 speakers"),
                ("Twenty-one presentations", "Twenty-two presentations"),
                ("International organizations 21", "International organizations 22"),
                ("Seven speakers from government", "Eight speakers from government"),
                (
                    f"\n{KEY}",
                    f"\nDarrell West\n“Closing words”\nGood.\n{KEY}",
                ),
            ),
            "event": (
                ("in which 21 speakers", "in which 22 speakers"),
                ("for Mutual Development 7 speakers", "for Mutual Development 8 speakers"),
                ("South South News\n", "South South News\nDarrell West\n"),
            ),
            "cover": (("21 of 8", "22 of 8"),),
            "print": (("21 of 6.5", "22 of 6.5"), ("21 small dots", "22 small dots")),
        },
    ),
}

DAYS = (("18–19 October 2012", "18–20 October 2012"), ("Thursday and Friday", "Thursday to Saturday"))
THEME = "Smart e-Government for a Better Future"
EVENT = {
    "dates": Story(
        the_event,
        typed(ends_on="2012-10-20"),
        {
            "report": (
                DAYS[0],
                DAYS[1],
                ("\nTwo days, three tracks", "\nThree days, three tracks"),
                ("on 18 and 19 October 2012", "from 18 to 20 October 2012"),
                ("the two-day Forum", "the three-day Forum"),
            ),
            "event": (*DAYS, ("For two days", "For three days")),
            "people": DAYS[:1],
            "evaluation": DAYS[:1],
        },
    ),
    "venue": Story(
        the_event,
        typed(venue="Grand Hyatt"),
        {
            "report": (
                ("\nLotte Hotel\n", "\nGrand Hyatt\n"),
                ("2012: Lotte Hotel", "2012: Grand Hyatt"),
                ("the Lotte Hotel in Seoul", "the Grand Hyatt in Seoul"),
            ),
            "print": (("Venue Lotte Hotel", "Venue Grand Hyatt"),),
            "event": (("Lotte Hotel Seoul", "Grand Hyatt Seoul"),),
        },
    ),
    "theme": Story(
        the_event,
        typed(theme="Open Government"),
        {
            "report": ((f"\n{THEME}\n", "\nOpen Government\n"), (f"theme “{THEME}”", "theme “Open Government”")),
            "event": ((f"\n{THEME}\n", "\nOpen Government\n"),),
        },
    ),
}


def switch() -> Report:
    """The report, whose page in the admin has the switch that names travellers."""
    return Report.objects.get(slug=SLUG)
