"""Who gets what at every address: the matrix that `tests/test_permissions.py` walks.

A cell is six letters, one for each person in this order: a stranger, the author of the item, another author, an editor,
finance, an administrator.

    +   the page, or what it was asked to do
    s   the page for signing in
    -   refused (403)
    0   nothing there (404)
    g   gone (410)
    x   not in this way (405)

A row is `(state of the item, method, letters)`; "any" stands for a state that makes no
difference: one published item is tried. (At the public addresses it stands for all of them.)
"""

from tests.data.families import SURVEY_PAGES

Row = tuple[str, str, str]

STATES = ("draft", "published", "withdrawn")

AT_ONCE: tuple[Row, ...] = (
    ("draft", "GET", "s+-+-+"),
    ("draft", "POST", "s+-+-+"),
    ("published", "GET", "s--+-+"),
    ("published", "POST", "s--+-+"),
    ("withdrawn", "GET", "s--+-+"),
    ("withdrawn", "POST", "s--+-+"),
)
_WRITESAT_ONCE = tuple(row for row in AT_ONCE if row[1] == "POST")

# The pages of Django's admin for the models of each family; "delete_selected" is the action of the list, and "+" means
# there and at "POST delete" that the object is really gone.
PAGES: dict[str, dict[str, tuple[Row, ...]]] = {
    "item": {
        "changelist": (("any", "GET", "s+++++"), ("any", "POST", "s+++++")),
        "add": (("any", "GET", "s+++-+"), ("any", "POST", "s+++-+")),
        "change": (
            ("draft", "GET", "s+++++"),
            ("draft", "POST", "s+-+-+"),
            ("published", "GET", "s+++++"),
            ("published", "POST", "s+-+-+"),
            ("withdrawn", "GET", "s+++++"),
            ("withdrawn", "POST", "s+-+-+"),
        ),
        "history": (("any", "GET", "s+++++"), ("any", "POST", "s+++++")),
        "delete": (
            ("draft", "GET", "s+-+-+"),
            ("draft", "POST", "s+-+-+"),
            ("published", "GET", "s----+"),
            ("published", "POST", "s----+"),
            ("withdrawn", "GET", "s----+"),
            ("withdrawn", "POST", "s----+"),
        ),
        "delete_selected": (
            ("draft", "POST", "s+-+-+"),
            ("published", "POST", "s----+"),
            ("withdrawn", "POST", "s----+"),
        ),
        "preview": (("draft", "GET", "s+++++"), ("published", "POST", "s+++++")),
        "links": (("any", "GET", "s+-+-+"), ("any", "POST", "s+-+-+")),
        "links_revoke": (("any", "GET", "s0-0-0"), ("any", "POST", "s+-+-+")),
        "withdraw": (("any", "GET", "s--+-+"), ("any", "POST", "s--+-+")),
        "discard": (("any", "GET", "s+-+-+"), ("any", "POST", "s+-+-+")),
        "restore": (("any", "GET", "s+-+-+"), ("any", "POST", "s+-+-+")),
        # Of events alone: what they do to the rows takes effect at once.
        "clone": (("any", "GET", "s+++-+"), ("any", "POST", "s+++-+")),
        **dict.fromkeys(("programme", "participants", "import", "import_undo", "registration"), AT_ONCE),
        "import_left": tuple((state, method, letters.replace("+", "0")) for state, method, letters in AT_ONCE),
        "export_file": (("any", "GET", "sxxxxx"), ("any", "POST", "s+++-+")),
        "photos": (("any", "GET", "s+++++"), ("any", "POST", "s+++-+")),
        **dict.fromkeys(("counting", "export"), (("any", "GET", "s+++++"), ("any", "POST", "s+++++"))),
        "registration_code": (("any", "GET", "s+++++"), ("any", "POST", "sxxxxx")),
        "registrations": (("any", "GET", "s+++-+"), *_WRITESAT_ONCE),
        "registrations_csv": (("any", "GET", "s+++-+"), ("any", "POST", "sxxxxx")),
        "attendance": (("any", "GET", "s+++++"), *_WRITESAT_ONCE),
        "badge": (("any", "GET", "s+++++"), *_WRITESAT_ONCE),
        **dict.fromkeys(("budget", "costs", "travel"), (("any", "GET", "s---++"), ("any", "POST", "s---++"))),
        "stage": (
            ("draft", "GET", "sx-x-x"),
            ("draft", "POST", "s+-+-+"),
            ("published", "GET", "s--x-x"),
            ("published", "POST", "s--+-+"),
            ("withdrawn", "GET", "s--x-x"),
            ("withdrawn", "POST", "s--+-+"),
        ),
    },
    "row": {
        "changelist": (("any", "GET", "s+++++"), ("any", "POST", "s+++++")),
        "add": (("any", "GET", "s+++-+"), ("any", "POST", "s+++-+")),
        "change": (
            ("any", "GET", "s+++++"),
            ("draft", "POST", "s+-+-+"),
            ("published", "POST", "s--+-+"),
            ("withdrawn", "POST", "s--+-+"),
        ),
        "history": (("any", "GET", "s+++++"), ("any", "POST", "s+++++")),
        "delete": (
            ("draft", "GET", "s+-+-+"),
            ("draft", "POST", "s+-+-+"),
            ("published", "GET", "s--+-+"),
            ("published", "POST", "s--+-+"),
        ),
        "delete_selected": (
            ("draft", "POST", "s+-+-+"),
            ("published", "POST", "s--+-+"),
        ),
        # Of surveys alone: what is done there counts at once.
        **dict.fromkeys(SURVEY_PAGES, AT_ONCE),
        # Letters are the office's voice.
        "letters": (("any", "GET", "s--+-+"), ("any", "POST", "s--+-+")),
        "letters_progress": (("any", "GET", "s--+-+"), ("any", "POST", "s--+-+")),
    },
    "register": {
        "changelist": (("any", "GET", "s+++++"), ("any", "POST", "s+++++")),
        "add": (("any", "GET", "s+++-+"), ("any", "POST", "s+++-+")),
        "change": (("any", "GET", "s+++++"), ("any", "POST", "s--+-+")),
        "history": (("any", "GET", "s+++++"), ("any", "POST", "s+++++")),
        "delete": (("any", "GET", "s--+-+"), ("any", "POST", "s--+-+")),
        "delete_selected": (("any", "POST", "s--+-+"),),
    },
    "money": dict.fromkeys(
        ("changelist", "add", "change", "history", "delete"), (("any", "GET", "s---++"), ("any", "POST", "s---++"))
    )
    | {"delete_selected": (("any", "POST", "s---++"),)},
    "beside": {
        "changelist": (("any", "GET", "s+++-+"), ("any", "POST", "s+++-+")),
        "add": (("any", "GET", "s-----"), ("any", "POST", "s-----")),
        "change": (("any", "GET", "s+++-+"), ("any", "POST", "s-----")),
        "history": (("any", "GET", "s+++-+"), ("any", "POST", "s+++-+")),
        "delete": (("any", "GET", "s-----"), ("any", "POST", "s-----")),
        "delete_selected": (("any", "POST", "s-----"),),
    },
    "safety": {
        "changelist": (("any", "GET", "s----+"), ("any", "POST", "s----+")),
        "add": (("any", "GET", "s-----"), ("any", "POST", "s-----")),
        "change": (("any", "GET", "s----+"), ("any", "POST", "s-----")),
        "history": (("any", "GET", "s----+"), ("any", "POST", "s----+")),
        "delete": (("any", "GET", "s-----"), ("any", "POST", "s-----")),
        "delete_selected": (("any", "POST", "s-----"),),
    },
    "account": dict.fromkeys(
        ("changelist", "add", "change", "history", "delete", "password_change"),
        (("any", "GET", "s----+"), ("any", "POST", "s----+")),
    )
    | {"delete_selected": (("any", "POST", "s----+"),)},
}
# Deleting a count lets somebody try again at once.
PAGES["lock"] = PAGES["safety"] | {page: PAGES["account"][page] for page in ("delete", "delete_selected")}

# The short form of an object's address, which leads on to its page.
SHORT_FORM = "s+++++"

# The look-ups behind the choosers of related objects, by the family of what they find.
CHOOSERS = {"item": "s+++++", "row": "s+++++", "register": "s+++++", "money": "s---++"}

# The two editions of a report in the admin; the internal one names travellers beside amounts.
EDITIONS = {"public": "s+++++", "internal": "s---++"}
