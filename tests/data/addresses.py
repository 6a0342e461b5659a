"""Who gets what at every address that is no list or form of the admin: the second half of `permissions.py`."""

from tests.data.permissions import AT_ONCE, Row

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
_REGISTRATION: tuple[Row, ...] = (
    *_OF_AN_ITEM[:3],
    ("published", "POST", EVERYBODY),
    ("draft", "POST", "000000"),
    ("withdrawn", "POST", "gggggg"),
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
    "events:event_participation_csv": _OF_AN_ITEM,
    "events:event_participation_json": _OF_AN_ITEM,
    # A form is filled in by everybody alike, and a link of somebody's own is for whoever holds it.
    "events:registration": _REGISTRATION,
    "events:registration_thanks": _OF_AN_ITEM,
    "events:registration_own": _OF_AN_ITEM,
    "events:registration_change": _REGISTRATION,
    "events:registration_cancel": _REGISTRATION,
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
    # A number leads to its event by itself, so that nothing is remembered of an event that was withdrawn.
    "reports:certificate": (
        ("published", "GET", EVERYBODY),
        ("draft", "GET", "000000"),
        ("withdrawn", "GET", "000000"),
        ("any", "POST", NOBODY_POSTS),
    ),
    # Whoever holds a signed link sees the item, whatever its state; its signature is the right.
    "preview": (("any", "GET", EVERYBODY), ("any", "POST", NOBODY_POSTS)),
    # Imports, merging and files at the desk.
    "admin:events_import_participants": (("", "GET", "s+-+-+"), ("", "POST", "s+-+-+")),
    "admin:evaluations_survey_new": AT_ONCE,
    "admin:events_person_duplicates": (("", "GET", "s--+-+"), ("", "POST", "s--0-0")),
    "admin:events_person_merge": (("", "GET", "s--+-+"), ("", "POST", "s--+-+")),
    "admin:events_organization_duplicates": (("", "GET", "s--+-+"), ("", "POST", "s--0-0")),
    "admin:events_organization_merge": (("", "GET", "s--+-+"), ("", "POST", "s--+-+")),
    # What is known of a person is shown to those who may merge people; only administrators erase.
    "admin:events_person_known": (("", "GET", "s--+-+"), ("", "POST", "s--+-+")),
    "admin:events_person_erase": (("", "GET", "s----+"), ("", "POST", "s----+")),
    "admin:personal_data": (("", "GET", "s----+"), ("", "POST", "sxxxxx")),
    # Papers that name people, and one that names them beside amounts: the page offers to each role its own.
    "admin:events_event_documents": (("any", "GET", "s+++++"), ("any", "POST", "s+++++")),
    "admin:events_event_documents_build": (("any", "GET", "s+++-+"), ("any", "POST", "s+++-+")),
    "admin:events_event_documents_file": (("any", "GET", "s+++-+"), ("any", "POST", "sxxxxx")),
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
