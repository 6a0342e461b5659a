"""Several people who decide at the same moment, each on a connection of its own, on a database of their own."""

import json
import os
from pathlib import Path

from tests.servers import manage, own_database

APPROVE = """
import json
from threading import Barrier, Thread
from django.contrib.auth.models import User
from django.db import connection
from events.actions.deciding import DecisionError, approve
from events.models import AuditEntry, Participation, Registration, RegistrationForm
from tests import factories as make
by = User.objects.create_user("editor")
PEOPLE = 6
ended = make.make_event()
last = make.make_registration_form(event=ended, capacity=1)
same = make.make_registration_form(capacity=9)
waiting = [make.make_registration(form=last, state="waiting") for _ in range(PEOPLE)]
pending = make.make_registration(form=same)
RegistrationForm.objects.filter(pk=same.pk).update(taken=1)
start, results = Barrier(2 * PEOPLE), []
def decide(key):
    one = Registration.objects.select_related("form__event").get(pk=key)
    start.wait()
    try:
        approve(registration=one, by=by)
        results.append((one.form_id, "approved"))
    except DecisionError as error:
        results.append((one.form_id, type(error).__name__))
    connection.close()
threads = [Thread(target=decide, args=[key]) for key in [one.pk for one in waiting] + [pending.pk] * PEOPLE]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
for form in (last, same):
    said = sorted(said for key, said in results if key == form.pk)
    confirmed = Registration.objects.filter(form=form, state="confirmed").count()
    form.refresh_from_db()
    people = Participation.objects.filter(event=form.event).count()
    print("found " + json.dumps([said, confirmed, form.taken, people]))
print("found " + json.dumps(AuditEntry.objects.count()))
"""


def test_last_place_and_same_person_are_approved_exactly_once(tmp_path: Path) -> None:
    with own_database(tmp_path) as database:
        environment = os.environ | {
            "PORTAL_VAR_DIR": str(tmp_path),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        manage(environment, "migrate", "-v0")
        lines = manage(environment, "shell", "-v0", "-c", APPROVE).splitlines()
    found = [json.loads(line.removeprefix("found ")) for line in lines if line.startswith("found ")]
    assert found == [
        [["FullError"] * 5 + ["approved"], 1, 1, 1],
        [["DecidedError"] * 5 + ["approved"], 1, 1, 1],
        2,
    ]
