"""Names one letter away from a known one, and acronyms that nobody explains."""

import pytest

from events.review.names import names
from tests.reviewing import named, said, told

REGISTER = named(
    acronyms=("UNPOG", "UN DESA", "WeGO", "UNDP", "ICT", "AfDB", "KAIST"),
    names=(
        "World Bank",
        "Ministry of Knowledge Economy",
        "Samsung SDS",
        "Jae-hong Lim",
        "Efim Malitikov",
        "Gloria Parker",
    ),
    single=("Transparencia",),
    people=("Lim", "Malitikov", "Parker", "West", "Sudan", "Chander"),
)
NEAR = [
    ("Head of UPOG, Mr. Lim", "UPOG", "UNPOG"),
    ("UPNOG’s staff", "UPNOG", "UNPOG"),
    ("an UNPOC-led workshop", "UNPOC", "UNPOG"),
    ("UNDEAS came", "UNDEAS", "UN DESA"),
    ("Mr. Malitkov’s paper", "Malitkov", "Malitikov"),
    ("as Malitkov said", "Malitkov", "Malitikov"),
    ("Efim Malitkov spoke", "Efim Malitkov", "Efim Malitikov"),
    ("Jae-hung Lim spoke", "Jae-hung Lim", "Jae-hong Lim"),
    ("the Worl Bank", "Worl Bank", "World Bank"),
    ("the Ministry of Knowlege Economy", "Ministry of Knowlege Economy", "Ministry of Knowledge Economy"),
    ("Mr. Parkr spoke", "Parkr", "Parker"),
    ("with Transparancia in Lima", "Transparancia", "Transparencia"),
]
FINE = [
    *(
        "UNPOG and UN DESA, UNDESA, WeGo, WEGO and AFDB",
        "the World Bank’s projects",
        "world banks and knowledge economies",
    ),
    *("Jaehong Lim and LIM Jae-hong", "Mr. Lim and Mr. Kim", "Mrs. Parker went West", "South Sudan", "a parked car"),
    *(
        "Parked cars were moved.",
        "the best test",
        "He went to the West Bank",
        "chandlers",
        "Mr. Malitikov’s",
        "World Banks",
    ),
    *("two ICT-enabled services and PPT-free talks of UNDP", "Samsung SDS", "Ministries of Knowledge"),
]
UNKNOWN = [
    ("The EGM met", "EGM"),
    ("the OECD and the OECD", "OECD"),
    ("a CSO-led project", "CSO"),
    ("MoU signed", "MoU"),
    ("many NGOs came", "NGOs"),
    ("UNEP and UNICEF", "UNICEF"),
]
KNOWN = [
    "an Expert Group Meeting (EGM), and the EGM",
    "experts in open government data (OGD) use OGD",
    "Open Government Data is new. OGD is open.",
    "the Executive Committee Meeting (hereinafter EXCOM Meeting); EXCOM agreed",
    "EGM (Expert Group Meeting) and EGM",
    "Part II, Annex IV, Workshop I and item XIV",
    "the US, the UK, the EU, KR and KOR, at 9 AM in UTC",
    "document UNPOG/FR/2012/01 and A/RES/66/288",
    "SungHee Kim on YouTube and eGov with COVID-19, G20 and 3D",
    "NEWS LIST",
    "THE THIRD GENERAL ASSEMBLY OF CITIES",
    "chief information officers (CIOs) and a CIO",
    "{ABCD} at https://example.org/ABCD and mail ABCD@EXAMPLE.ORG",
    "Q&A",
    "a civil society organization (CSO)",
]


@pytest.mark.parametrize(("text", "written", "known"), NEAR)
def test_name_one_letter_away_is_found_once(text: str, written: str, known: str) -> None:
    assert told(names, f"<p>We saw {text}.</p>", register=REGISTER) == [
        ("body", f"“{written}” is one letter away from “{known}”.", False)
    ]


@pytest.mark.parametrize("text", FINE)
def test_known_names_and_plain_words_are_fine(text: str) -> None:
    near = [message for _, message, _ in told(names, f"<p>{text}</p>", register=REGISTER) if "one letter" in message]
    assert near == []


@pytest.mark.parametrize(("text", "written"), UNKNOWN)
def test_unknown_acronym_is_found(text: str, written: str) -> None:
    assert written in said(names, f"<p>{text}</p>", register=REGISTER)


@pytest.mark.parametrize("text", KNOWN)
def test_explained_acronym_is_fine(text: str) -> None:
    assert said(names, f"<p>{text}</p>", register=REGISTER) == []


def test_several_places_are_one_finding_with_their_number() -> None:
    found = told(names, "<p>UPOG and UPOG</p>", lead="UPOG", register=REGISTER)
    assert found == [("lead", "“UPOG” is one letter away from “UNPOG” (it stands here 3 times).", False)]


def test_acronym_is_explained_in_another_field() -> None:
    assert said(names, "<p>The EGM met.</p>", lead="An Expert Group Meeting (EGM)", register=REGISTER) == []


def test_names_are_read_in_english_only() -> None:
    assert said(names, "<p>UPOG et OCDE</p>", language="fr", register=REGISTER) == []
