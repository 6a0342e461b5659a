"""Stories of travel costs and of headcounts."""

from typing import Any

from events.models import Participation
from tests.journeys.stories import Pair, Story, headcount, travel_line, typed
from unpog_portal.management.commands.demo import SLUG


def _costs(words: tuple[Pair, ...], staff: str, all_lines: str, organization: str, line: Pair) -> dict[str, Any]:
    """What a change of line 7 does: sums of staff and of all in the order travel, DSA, TE, total."""
    old_staff, old_all, old_organization = (
        "56,100 16,360 1,618 74,078",
        "71,700 22,904 2,276 96,880",
        "UNESCAP 1 700 818 152 1,670",
    )
    total = all_lines.rsplit(maxsplit=1)[-1]
    return {
        "report": (
            *words,
            ("cost 96,880 in all", f"cost {total} in all"),
            ("Per cent of 96,880", f"Per cent of {total}"),
            ("Of 96,880 spent", f"Of {total} spent"),
        ),
        "unnamed": (
            (f"Staff 9 {old_staff}", f"Staff 9 {staff}"),
            (f"Grand total 13 {old_all}", f"Grand total 13 {all_lines}"),
            (old_organization, organization),
        ),
        "internal": (
            line,
            (f"Subtotal, 9 travellers {old_staff}", f"Subtotal, 9 travellers {staff}"),
            (f"Grand total {old_all}", f"Grand total {all_lines}"),
        ),
    }


LINE_7 = "7 Tiziana Bonapace 2 days × 409; 4 legs elsewhere × 38 UNESCAP 700 818 152 1,670"
MONEY = {
    "travel cost": Story(
        travel_line(7),
        typed(travel_cost="1700"),
        _costs(
            (
                ("24 per cent for daily subsistence", "23 per cent for daily subsistence"),
                ("allowance 24 per cent", "allowance 23 per cent"),
                ("\n24\n", "\n23\n"),
            ),
            "57,100 16,360 1,618 75,078",
            "72,700 22,904 2,276 97,880",
            "UNESCAP 1 1,700 818 152 2,670",
            (LINE_7, LINE_7.replace("700 818 152 1,670", "1,700 818 152 2,670")),
        ),
    ),
    "days": Story(
        travel_line(7),
        typed(dsa_days="3"),
        _costs(
            (),
            "56,100 16,769 1,618 74,487",
            "71,700 23,313 2,276 97,289",
            "UNESCAP 1 700 1,227 152 2,079",
            (LINE_7, LINE_7.replace("2 days", "3 days").replace("818 152 1,670", "1,227 152 2,079")),
        ),
    ),
    "legs": Story(
        travel_line(7),
        typed(legs__0__count="2"),
        _costs(
            (),
            "56,100 16,360 1,542 74,002",
            "71,700 22,904 2,200 96,804",
            "UNESCAP 1 700 818 76 1,594",
            (LINE_7, LINE_7.replace("4 legs", "2 legs").replace("152 1,670", "76 1,594")),
        ),
    ),
}

TOTAL: dict[str, tuple[Pair, ...]] = {
    "report": (
        ("766 participants", "767 participants"),
        ("sixty-six people", "sixty-seven people"),
        ("Total 766 100", "Total 767 100"),
    ),
    "print": (("Participants 766 from", "Participants 767 from"),),
    "event": (
        ("together 766 people", "together 767 people"),
        ("participants\n766\n", "participants\n767\n"),
        ("Of 766 participants", "Of 767 participants"),
    ),
    "people": (("All participants 766", "All participants 767"),),
    "evaluation": (("766 participants", "767 participants"),),
    "csv": (("Respondents,68,9,766,", "Respondents,68,9,767,"),),
    "json": (('"of": 766,', '"of": 767,'),),
}


def _one_more(report: tuple[Pair, ...], bars: tuple[Pair, ...], people: Pair) -> dict[str, tuple[Pair, ...]]:
    """One participant more: the new total, and what changes with the group."""
    return TOTAL | {"report": (*TOTAL["report"], *report), "bars": bars, "people": (*TOTAL["people"], people)}


PEOPLE = {
    "headcount": Story(
        headcount(sector="academia"),
        typed(count=106),
        _one_more(
            (
                ("549 national", "550 national"),
                ("and 549 from", "and 550 from"),
                ("105 from academia", "106 from academia"),
                ("academia 105 14", "academia 106 14"),
                ("(Republic of Korea) 549", "(Republic of Korea) 550"),
            ),
            (("academia 105.", "academia 106."), ("\n105\n", "\n106\n")),
            ("academia 105", "academia 106"),
        ),
    ),
    "participation outside the headcounts": Story(
        lambda: Participation.objects.get(event__slug=SLUG, person__family_name="Ensebayev"),
        typed(),
        _one_more(
            (
                ("217 international", "218 international"),
                ("International 217 28", "International 218 28"),
            ),
            (("International 217, ", "International 218, "), ("\n217\n", "\n218\n")),
            ("International 217", "International 218"),
        ),
        unticked=("is_in_headcount",),
    ),
    "ministers": Story(
        headcount(role="minister"),
        typed(count=20),
        {
            "report": (
                ("19 ministers", "20 ministers"),
                ("Nineteen ministers", "Twenty ministers"),
                ("Ministers and vice-ministers 19", "Ministers and vice-ministers 20"),
            ),
            "event": (
                ("19 ministers", "20 ministers"),
                ("Nineteen ministers", "Twenty ministers"),
                ("vice-ministers\n19\n", "vice-ministers\n20\n"),
            ),
            "cover": (("dots 19 of 14", "dots 20 of 14"),),
            "print": (("dots 19 of 12.5", "dots 20 of 12.5"), ("19 amber dots", "20 amber dots")),
        },
    ),
    "countries": Story(
        headcount(unit="countries"),
        typed(count=51),
        {
            "report": (("50 countries", "51 countries"), ("represented 50", "represented 51")),
            "event": (("50 countries", "51 countries"), ("\ncountries\n50\n", "\ncountries\n51\n")),
            "cover": (("drawn: 50 strokes", "drawn: 51 strokes"),),
            "print": (("50 strokes", "51 strokes"),),
        },
    ),
}
