"""Hostile files, through the doors by which they would come: each is refused in words of its own, and none is kept."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from events.files.documents import check_document
from events.images import rewrite
from events.models import Material, Picture, PostAttachment
from tests import factories as make
from tests.data.bombs import bombs
from tests.data.documents import document, picture
from tests.data.file_names import FILE_NAMES
from tests.data.uploads import Upload, bad_documents, bad_pictures, cleaned_pictures
from tests.stored import stored_files

MOST_SECONDS, MOST_MEGABYTES = 5, 300  # of computing; an idle machine needs a fraction of a second
MEASURE = """
import json, sys, time
from pathlib import Path
import django
django.setup()
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from events.images import rewrite
found = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    started = time.process_time()
    try:
        rewrite(ContentFile(path.read_bytes(), name=path.name))
        said = ""
    except ValidationError as error:
        said = error.messages[0]
    found[path.name] = (said, time.process_time() - started)
# Not the peak of getrusage: that one begins with the memory of the process that started this one.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
peak = int(status["VmHWM"].split()[0]) / 1024
sys.stdout.write(json.dumps({"found": found, "peak": peak}))
"""


def _message(judge: Any, upload: Upload) -> str:
    with pytest.raises(ValidationError) as refused:
        judge(ContentFile(upload.content, name=upload.name))
    return refused.value.messages[0]


def test_corpus_is_as_large_as_it_is_said_to_be() -> None:
    payloads = {(upload.name, upload.content) for upload in (*bad_pictures(), *bad_documents())}
    assert len(payloads) >= 120
    assert (len(bombs()), len(set(FILE_NAMES)) >= 60) == (20, True)


@pytest.mark.parametrize("upload", bad_pictures(), ids=str)
def test_bad_pictures_are_refused_in_plain_words(upload: Upload) -> None:
    assert upload.says in _message(rewrite, upload)


@pytest.mark.parametrize("upload", bad_documents(), ids=str)
def test_bad_documents_are_refused_in_plain_words(upload: Upload) -> None:
    assert upload.says in _message(check_document, upload)


@pytest.mark.django_db
def test_bad_files_are_refused_by_the_models_and_leave_nothing() -> None:
    event, post = make.make_event(), make.make_post()
    before = stored_files()
    for upload in bad_pictures():
        with pytest.raises(ValidationError):
            Picture.objects.create(original=ContentFile(upload.content, name=upload.name))
    for upload in bad_documents():
        file = ContentFile(upload.content, name=upload.name)
        with pytest.raises(ValidationError):
            Material.objects.create(event=event, title="Programme", file=file)
        with pytest.raises(ValidationError):
            PostAttachment.objects.create(post=post, title="Programme", file=file)
    assert stored_files() == before
    assert (Picture.objects.count(), Material.objects.count(), PostAttachment.objects.count()) == (0, 0, 0)


def test_picture_bombs_cost_little(tmp_path: Path) -> None:
    for name, (content, _) in bombs().items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-W", "ignore", "-c", MEASURE, str(tmp_path)]
    answer = subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True)
    measured = json.loads(answer.stdout)
    for name, (_, says) in bombs().items():
        said, seconds = measured["found"][name]
        assert any(words in said for words in ((says,) if isinstance(says, str) else says)), (name, said)
        assert seconds < MOST_SECONDS, name
    assert measured["peak"] < MOST_MEGABYTES


@pytest.mark.parametrize("name", cleaned_pictures())
def test_pictures_lose_all_but_the_picture(name: str) -> None:
    content = cleaned_pictures()[name]
    assert b"Camera" in content
    written = rewrite(ContentFile(content, name=name)).read()
    assert not any(word in written for word in (b"Camera", b"alert", b"EXIF", b"XMP", b"ICCP", b"ftyp"))
    assert Image.open(BytesIO(written)).format == "WEBP"
    assert int.from_bytes(written[4:8], "little") + 8 == len(written)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILE_NAMES)
def test_names_lead_nowhere(name: str, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "store" / "media"
    event = make.make_event()
    for ending in ("pdf", "jpg"):
        upload: Any = ContentFile(document("pdf") if ending == "pdf" else picture("JPEG", size=(8, 8)))
        upload.name = f"{name or 'report'}.{ending}"
        model, field = (Material, "file") if ending == "pdf" else (Picture, "original")
        fields = {"event": event, "title": "Programme"} if ending == "pdf" else {}
        model.objects.create(**fields, **{field: upload})
    kept = stored_files()
    assert len(kept) == 5
    assert all(path.split("/")[-1].replace(".", "").replace("-", "").isalnum() for path in kept)
    outside = {path for path in tmp_path.rglob("*") if path.is_file()} - {settings.MEDIA_ROOT / path for path in kept}
    assert outside == set()


@pytest.mark.django_db
@pytest.mark.parametrize("upload", bad_documents()[::8], ids=str)
def test_form_says_why_a_document_is_refused(upload: Upload, publisher: Any) -> None:
    event = make.make_event(live=False)
    before = stored_files()
    sent = {"event": event.pk, "title": "Programme", "position": 1, "language": "en"}
    file = SimpleUploadedFile(upload.name.strip(), upload.content)
    answer = publisher.post("/admin/events/material/add/", {**sent, "file": file})
    errors = answer.context["adminform"].form.errors["file"]
    assert (answer.status_code, len(errors)) == (200, 1)
    assert upload.says in errors[0] or "empty" in errors[0]
    assert stored_files() == before
