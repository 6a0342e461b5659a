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

_AT_ONCE: tuple[Row, ...] = (
    ("draft", "GET", "s+-+-+"),
    ("draft", "POST", "s+-+-+"),
    ("published", "GET", "s--+-+"),
    ("published", "POST", "s--+-+"),
    ("withdrawn", "GET", "s--+-+"),
    ("withdrawn", "POST", "s--+-+"),
)

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
        "programme": _AT_ONCE,
        "participants": _AT_ONCE,
        "photos": (("any", "GET", "s+++++"), ("any", "POST", "s+++-+")),
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
        **dict.fromkeys(SURVEY_PAGES, _AT_ONCE),
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

EVERYBODY, NOBODY_POSTS = "++++++", "xxxxxx"
_OPEN: tuple[Row, ...] = (("", "GET", EVERYBODY), ("", "POST", NOBODY_POSTS))
_OF_AN_ITEM: tuple[Row, ...] = (
    ("published", "GET", EVERYBODY),
    ("draft", "GET", "000000"),
    ("withdrawn", "GET", "gggggg"),
    ("any", "POST", NOBODY_POSTS),
)
# Files are handed to the staff at the same addresses before and after the public may have them.
_FILE_OF_AN_ITEM: tuple[Row, ...] = (
    ("published", "GET", EVERYBODY),
    ("draft", "GET", "0+++++"),
    ("withdrawn", "GET", "g+++++"),
    ("any", "POST", NOBODY_POSTS),
)
# A form is filled in by everybody alike; who may answer is said by the ticket in it.
_OF_A_SURVEY: tuple[Row, ...] = (
    ("published", "GET", EVERYBODY),
    ("draft", "GET", "000000"),
    ("withdrawn", "GET", "000000"),
    ("published", "POST", EVERYBODY),
    ("draft", "POST", "000000"),
    ("withdrawn", "POST", "000000"),
)
_STAFF: tuple[Row, ...] = (("", "GET", "s+++++"), ("", "POST", "s+++++"))
_ALL: tuple[Row, ...] = (("", "GET", EVERYBODY), ("", "POST", EVERYBODY))
_STAFF_READS: tuple[Row, ...] = (("", "GET", "s+++++"), ("", "POST", "sxxxxx"))
_NOT_THERE: tuple[Row, ...] = (("", "GET", "s00000"), ("", "POST", "s00000"))
# There is no password or second factor to confirm oneself by: the people of this office came in without.
_CONFIRM: tuple[Row, ...] = (("", "GET", "s-----"), ("", "POST", "s-----"))

# All other addresses, by their name in the URLconf.
ADDRESSES: dict[str, tuple[Row, ...]] = {
    "home": _OPEN,
    "about": _OPEN,
    "data": _OPEN,
    "search": _OPEN,
    "favicon": _OPEN,
    "robots": _OPEN,
    "sitemap": _OPEN,
    "health_live": _OPEN,
    "health_ready": _OPEN,
    "events:news_list": _OPEN,
    "events:news_feed": _OPEN,
    "events:news_detail": _OF_AN_ITEM,
    "events:news_attachment": _FILE_OF_AN_ITEM,
    "events:news_picture": _FILE_OF_AN_ITEM,
    "events:event_list": _OPEN,
    "events:event_calendar": _OPEN,
    "events:event_ics": _OF_AN_ITEM,
    "events:event_detail": _OF_AN_ITEM,
    "events:event_people": _OF_AN_ITEM,
    "events:event_material": _FILE_OF_AN_ITEM,
    "events:event_photo": _FILE_OF_AN_ITEM,
    "events:event_photo_rendition": _FILE_OF_AN_ITEM,
    "evaluations:results": _OF_AN_ITEM,
    "evaluations:results_csv": _OF_AN_ITEM,
    "evaluations:results_json": _OF_AN_ITEM,
    "evaluations:survey_form": _OF_A_SURVEY,
    "evaluations:survey_invitation": (*_OF_A_SURVEY[:3], ("any", "POST", NOBODY_POSTS)),
    "evaluations:survey_thanks": (*_OF_A_SURVEY[:3], ("any", "POST", NOBODY_POSTS)),
    "reports:report_list": _OPEN,
    "reports:report_pdf": _OF_AN_ITEM,
    "reports:report_detail": _OF_AN_ITEM,
    "reports:report_cover": _OF_AN_ITEM,
    # Whoever holds a signed link sees the item, whatever its state; its signature is the right.
    "preview": (("any", "GET", EVERYBODY), ("any", "POST", NOBODY_POSTS)),
    # Imports, merging and files at the desk.
    "admin:events_import_participants": (("", "GET", "s+-+-+"), ("", "POST", "s+-+-+")),
    "admin:evaluations_survey_new": _AT_ONCE,
    "admin:events_person_duplicates": (("", "GET", "s--+-+"), ("", "POST", "s--0-0")),
    "admin:events_person_merge": (("", "GET", "s--+-+"), ("", "POST", "s--+-+")),
    "admin:events_material_file": _STAFF,
    "admin:events_picture_rendition": _STAFF,
    # Signing in, passwords and second factors: everybody's own, and nobody else's.
    "account_login": _ALL,
    "account_logout": (("", "GET", "s+++++"), ("", "POST", "ssssss")),
    "account_inactive": _OPEN,
    "account_reset_password": _ALL,
    "account_reset_password_done": _OPEN,
    "account_reset_password_from_key": _ALL,
    "account_reset_password_from_key_done": _OPEN,
    "account_change_password": _STAFF,
    "account_set_password": _STAFF,
    "account_reauthenticate": _CONFIRM,
    "mfa_reauthenticate": _CONFIRM,
    "mfa_reauthenticate_webauthn": _CONFIRM,
    "mfa_index": _STAFF_READS,
    "mfa_authenticate": _STAFF,
    "mfa_login_webauthn": _STAFF,
    "mfa_activate_totp": _STAFF,
    "mfa_deactivate_totp": _NOT_THERE,
    "mfa_list_webauthn": _STAFF_READS,
    "mfa_add_webauthn": _STAFF,
    "mfa_edit_webauthn": _NOT_THERE,
    "mfa_remove_webauthn": _NOT_THERE,
    "mfa_generate_recovery_codes": _STAFF,
    "mfa_view_recovery_codes": (("", "GET", "s00000"), ("", "POST", "sxxxxx")),
    "admin:index": _STAFF,
    "admin:app_list": _STAFF,
    "admin:login": (("", "GET", "ssssss"), ("", "POST", "ssssss")),
    "admin:logout": (("", "GET", EVERYBODY), ("", "POST", "+sssss")),
    "admin:password_change": _STAFF,
    "admin:password_change_done": _STAFF_READS,
    "admin:jsi18n": _STAFF_READS,
    # No model names a page of its own in this way.
    "admin:view_on_site": _NOT_THERE,
    "admin/(?P<url>.*)$": _NOT_THERE,
}

# The two editions of a report in the admin; the internal one names travellers beside amounts.
EDITIONS = {"public": "s+++++", "internal": "s---++"}
