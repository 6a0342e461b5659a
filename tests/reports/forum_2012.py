"""What the source of the 2012 forum's report says, figure by figure, as the PDF must print it."""

TITLE = "Final report of the 2012 Global e-Government Forum"
# Number, name, travel, allowance, terminal expenses, total.
TRAVELLERS = (
    (1, "Haiyan Qian", "5,800 1,636 202 7,638"),
    (2, "Vincenzo Aquaro", "5,800 2,045 202 8,047"),
    (3, "Richard Kerby", "5,800 1,636 202 7,638"),
    (4, "Yu Jung (Victoria) Kim", "5,800 2,045 202 8,047"),
    (5, "Robert de Jesus", "5,800 2,045 202 8,047"),
    (7, "Tiziana Bonapace", "700 818 152 1,670"),
    (8, "Haidar Fraihat", "5,700 1,636 152 7,488"),
    (9, "Aida Opoku-Mensah", "6,500 2,045 152 8,697"),
    (10, "Alejandra Naser", "14,200 2,454 152 16,806"),
    (11, "Efim Malitikov", "2,900 2,045 152 5,097"),
    (13, "Francis Lorenzo", "5,800 1,227 202 7,229"),
    (14, "Gloria Parker", "6,900 1,636 152 8,688"),
    (15, "Ahmed Alkhiary", "0 1,636 152 1,788"),
)
FAMILY_NAMES = (
    *("Qian", "Aquaro", "Kerby", "Kim", "de Jesus", "Bonapace", "Fraihat"),
    *("Opoku-Mensah", "Naser", "Malitikov", "Lorenzo", "Parker", "Alkhiary"),
)
# Heading, counts and percentages: excellent, good, satisfactory, where needed not stated, all.
QUESTIONS = (
    ("1. Overall impression", "29 34 not stated 5 68", "43% 50% not stated 7% 100%"),
    ("2. Clarity of session objectives", "30 34 4 68", "44% 50% 6% 100%"),
    ("3. Selection of session themes", "25 35 not stated 8 68", "37% 51% not stated 12% 100%"),
    ("4. Achievement of objectives", "27 32 9 68", "40% 47% 13% 100%"),
    ("5. Quality of materials and media", "37 17 not stated 14 68", "54% 25% not stated 21% 100%"),
    ("6. Administration and facilities", "32 30 not stated 6 68", "47% 44% not stated 9% 100%"),
    ("7. Overall value and quality", "27 34 7 68", "40% 50% 10% 100%"),
    ("8. Relevance to own organization", "31 27 10 68", "46% 40% 15% 101%"),
    ("11. How often the Forum should be held", "51 15 2 68", "75% 22% 3% 100%"),
)
SPEAKERS = {
    "Track 3, session 1": (
        "Vincenzo Aquaro, Alexei Tikhomirov, Tiziana Bonapace, Haidar Fraihat, Aida Opoku-Mensah, Alejandra Naser, "
        "Efim Malitikov"
    ),
    "Track 3, session 2": (
        "Robert de Jesus, Richard Kerby, Mr. Fredriksson, Mr. Izmestiev, Mr. Sudan, Mr. Chander, Mr. Enock"
    ),
    "Track 3, session 3": (
        "Mr. Cho, Ahmed Alkhiary, Mr. Yoon, Lee Byungshik, Mr. Ensebayev, Gloria Parker, Francis Lorenzo"
    ),
}
ANNEXES = {"Annex I. Most useful elements": (9, 33), "Annex II. Least": (10, 5), "Annex III. Comments": (12, 8)}
