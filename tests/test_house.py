"""What a linter cannot hold: mirrored names, sizes, words, templates that are used, and fixtures that load."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db.models import Model

from tests.factories import complaints
from unpog_portal.management.commands.demo import FIXTURES

ROOT = settings.BASE_DIR
FLOORS = ("events", "evaluations", "reports")
HOUSE = (*FLOORS, "unpog_portal", "bench", "tests")
# What nouns are made of, and no nouns themselves.
NO_NOUNS = {"__init__", "keys", "fields", "rows", "publishing", "neighbours"}
# Parts of the lists and forms that belong to no single noun.
FORM_PARTS = {
    "answers",
    "attendance",
    "beginning",
    "counting",
    "exports",
    "erasing",
    "flow",
    "imports",
    "languages",
    "letters",
    "merging",
    "moderation",
    "opening",
    "paper",
    "progress",
    "questionnaire",
    "registering",
    "registrations",
    "runs",
    "totals",
}
# Rooms whose tests mirror them file by file.
MIRRORED = ("models", "figures", "admin")
VAGUE = {"utils", "helpers", "common", "core", "misc", "manager", "managers", "service", "services"}
# Django looks for these by their name.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
# And packages for these: the templates of the admin and of the accounts.
OF_PACKAGES = ("admin/", "account/", "mfa/")
MOST_LINES = {"file": 300, "function": 40}
# The only public pages with a script: one keeps what is typed until it is sent, the other removes it again.
KEEPING_A_DRAFT = {
    f"evaluations/survey/{name}.html": ['<script src="{% static "js/survey.js" %}" defer></script>']
    for name in ("form", "thanks")
}


def _modules() -> list[Path]:
    found = [path for top in HOUSE for path in (ROOT / top).rglob("*.py")]
    return [*found, ROOT / "manage.py"]


def _nouns(app: str) -> list[str]:
    return sorted(path.stem for path in (ROOT / app / "models").glob("*.py") if path.stem not in NO_NOUNS)


def _templates() -> list[str]:
    top = ROOT / "templates"
    return sorted(str(path.relative_to(top)) for path in top.rglob("*") if path.is_file())


def _names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("app", FLOORS)
def test_every_noun_has_its_form(app: str) -> None:
    assert [noun for noun in _nouns(app) if not (ROOT / app / "admin" / f"{noun}.py").exists()] == []


@pytest.mark.parametrize("app", FLOORS)
def test_every_form_has_its_noun(app: str) -> None:
    forms = {path.stem for path in (ROOT / app / "admin").glob("*.py")}
    assert forms - NO_NOUNS - FORM_PARTS - set(_nouns(app)) == set()


@pytest.mark.parametrize("app", FLOORS)
def test_every_model_module_has_its_tests(app: str) -> None:
    modules = {path.stem for path in (ROOT / app / "models").glob("*.py")} - {"__init__"}
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / app / "models").glob("test_*.py")}
    assert modules - tests == set()


@pytest.mark.parametrize("app", FLOORS)
@pytest.mark.parametrize("room", MIRRORED)
def test_every_test_has_its_module(app: str, room: str) -> None:
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / app / room).glob("test_*.py")}
    assert tests - {path.stem for path in (ROOT / app / room).glob("*.py")} == set()


def test_files_are_short() -> None:
    lengths = {_names(path): len(path.read_text().splitlines()) for path in _modules()}
    written = {name: lines for name, lines in lengths.items() if "/migrations/" not in name}
    assert {name: lines for name, lines in written.items() if lines > MOST_LINES["file"]} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{_names(path)}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in _modules()
        for function in _functions(path)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES["function"]} == {}


def test_every_module_says_what_it_is() -> None:
    written = [path for path in _modules() if not ("migrations" in path.parts and path.stem != "__init__")]
    assert [_names(path) for path in written if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_no_name_is_vague() -> None:
    assert [_names(path) for path in _modules() if VAGUE & {*path.relative_to(ROOT).with_suffix("").parts}] == []


def test_every_model_is_in_the_admin() -> None:
    models = {model for app in FLOORS for model in apps.get_app_config(app).get_models()}
    models = {model for model in models if not hasattr(model, "history_object")}
    assert {model for model in models if not admin.site.is_registered(model)} == set()


def _sources() -> str:
    code = [path.read_text() for path in _modules() if "tests" not in path.relative_to(ROOT).parts]
    return "\n".join(code + [(ROOT / "templates" / name).read_text() for name in _templates()])


def _is_used(name: str, sources: str) -> bool:
    if f'"{name}"' in sources or f"'{name}'" in sources:
        return True
    # Names such as f"reports/sections/_{self.kind}.html", whose kind stands in quotes somewhere.
    for pattern in re.findall(r'f"([^"\n]*\{[^"\n]*\.(?:html|svg|txt))"', sources):
        parts = re.split(r"\{[^}]*\}", pattern)
        match = re.fullmatch("(.+)".join(re.escape(part) for part in parts), name)
        if match and all(f'"{value}"' in sources for value in match.groups()):
            return True
    return False


def test_every_template_is_used() -> None:
    sources = _sources()
    own = [name for name in _templates() if name not in BY_NAME and not name.startswith(OF_PACKAGES)]
    assert [name for name in own if not _is_used(name, sources)] == []


def test_template_that_nobody_names_is_found() -> None:
    sources = 'render("a/b.html") f"c/_{self.kind}.html" kind = "facts"'
    names = ("a/b.html", "c/_facts.html", "c/_other.html", "b.html")
    assert [_is_used(name, sources) for name in names] == [True, True, False, False]


def test_templates_have_nothing_inline_and_nothing_unescaped() -> None:
    inline = r"\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\|\s*safe\b|\{%\s*autoescape\s+off|\son[a-z]+\s*=|javascript:"
    found = {name: re.findall(inline, (ROOT / "templates" / name).read_text()) for name in _templates()}
    assert {name: parts for name, parts in found.items() if parts} == {}


def test_public_pages_have_no_script() -> None:
    public = [name for name in _templates() if not name.startswith(OF_PACKAGES)]
    found = {name: re.findall("<script.*?</script>", (ROOT / "templates" / name).read_text()) for name in public}
    assert {name: scripts for name, scripts in found.items() if scripts} == KEEPING_A_DRAFT


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    lines = {
        name: next(line for line in text.splitlines() if line.strip().startswith(f'"{name}"')) for name in declared
    }
    assert [name for name, line in lines.items() if not re.search(r"# \w{2,}", line)] == []


def _state() -> dict[str, list[dict[str, Any]]]:
    models: list[type[Model]] = [model for app in FLOORS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


def test_every_fixture_is_in_the_demo() -> None:
    top = ROOT / "fixtures"
    written = {str(path.relative_to(top).with_suffix("")) for path in top.rglob("*.json")}
    assert (written, len(FIXTURES)) == (set(FIXTURES), len(set(FIXTURES)))


@pytest.mark.django_db
def test_every_fixture_loads_twice_without_a_change() -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)
    first = _state()
    call_command("loaddata", *FIXTURES, verbosity=0)
    second = _state()
    assert {name: len(rows) for name, rows in second.items()} == {name: len(rows) for name, rows in first.items()}
    assert second == first


@pytest.mark.django_db
def test_every_fixture_passes_the_forms() -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)
    rows = [row for app in FLOORS for model in apps.get_app_config(app).get_models() for row in model.objects.all()]
    found = {f"{row._meta.label} {row.natural_key()}": complaints(row) for row in rows}
    assert {name: errors for name, errors in found.items() if errors} == {}
