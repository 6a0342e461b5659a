# The two commands of the README, and a few more. Everything that running leaves behind is in var/.
PYTHON ?= python3
VENV := var/venv
BIN := $(VENV)/bin
SERVE ?= 1
ADDRESS ?= 127.0.0.1:8000
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test bench lint format lock clean

demo: $(VENV)/portal.ok ## Sets up everything, writes both editions of the 2012 report, then serves the portal.
	@$(BIN)/python manage.py demo
ifneq ($(SERVE),0)
	@echo "Serving on http://$(ADDRESS)/ (stop with Ctrl+C)"
	@$(BIN)/gunicorn --config python:unpog_portal.server --bind $(ADDRESS)
endif

test: $(VENV)/dev.ok ## Runs the tests; ARGS goes on to pytest.
	@$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

bench: $(VENV)/dev.ok ## Measures pages, results, answers and the report beside minimal peers, as ratios.
	@$(BIN)/python -m bench

lint: $(VENV)/dev.ok ## Checks style, types, templates and the order of floors and rooms.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/djlint --lint --quiet templates

format: $(VENV)/dev.ok ## Puts the code in the house's format.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/dev.ok ## Writes the hash-locked requirements anew from pyproject.toml.
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 pyproject.toml --group dev -o requirements-dev.txt

clean: ## Removes all that running left behind, the demo database included.
	rm -rf var

$(VENV)/bin/python:
	@.ci/system-packages
	@$(PYTHON) -m venv $(VENV)

$(VENV)/portal.ok: requirements.txt | $(VENV)/bin/python
	@.ci/system-packages
	@echo "Installing the portal's packages (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.ok: requirements-dev.txt $(VENV)/portal.ok
	@echo "Installing the packages for tests and lint (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
