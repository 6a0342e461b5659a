"""The register of personal data of the whole portal: of every floor, and of the packages that keep some."""

from django.apps import apps
from django.db.models import Model

from evaluations import personal as evaluations
from events import personal as events
from events.personal import WITH_ACCOUNT, Register, none, personal, sensitive
from reports import personal as reports

_TO_SIGN_IN = "To let the staff sign in"

# What Django and its packages keep about the staff.
_PACKAGES: Register = {
    "auth.User": (
        none("id is_superuser is_staff is_active date_joined"),
        personal("username first_name last_name email", "To know who works here, and to write to them", WITH_ACCOUNT),
        personal("last_login", "To find accounts that nobody uses", WITH_ACCOUNT),
        sensitive("password", f"{_TO_SIGN_IN}; only a hash is kept", WITH_ACCOUNT),
    ),
    "auth.User_groups": (none("id group"), personal("user", "To give rights by role", WITH_ACCOUNT)),
    "auth.User_user_permissions": (none("id permission"), personal("user", "To give rights", WITH_ACCOUNT)),
    "auth.Group": (none("id name"),),
    "auth.Group_permissions": (none("id group permission"),),
    "auth.Permission": (none("id name content_type codename"),),
    "contenttypes.ContentType": (none("id app_label model"),),
    "admin.LogEntry": (
        none("id action_time content_type object_id action_flag"),
        personal("user", "To say who changed what", WITH_ACCOUNT),
        personal("object_repr change_message", "To say what was changed; it may name people", events.WITH_ITEM),
    ),
    "sessions.Session": (
        none("expire_date"),
        sensitive("session_key session_data", "To keep the staff signed in", "ten hours, or until they sign out"),
    ),
    "account.EmailAddress": (
        none("id verified primary"),
        personal("user email", "To write to the staff about a forgotten password", WITH_ACCOUNT),
    ),
    "account.EmailConfirmation": (
        none("id created sent"),
        personal("email_address", "To check an address of the staff", WITH_ACCOUNT),
        sensitive("key", "To check an address of the staff", WITH_ACCOUNT),
    ),
    "mfa.Authenticator": (
        none("id type created_at"),
        personal("user last_used_at", f"{_TO_SIGN_IN} with a second factor", WITH_ACCOUNT),
        sensitive("data", f"{_TO_SIGN_IN} with a second factor", WITH_ACCOUNT),
    ),
}

REGISTER: Register = {**events.REGISTER, **evaluations.REGISTER, **reports.REGISTER, **_PACKAGES}


def every_model() -> list[type[Model]]:
    """Every table of the portal, the histories and those between two others among them."""
    return list(apps.get_models(include_auto_created=True))
