# make run      set everything up and serve the demo page at http://127.0.0.1:8000 (PORT=… for another port)
# make test     set everything up and run all checks and tests, those with a real browser and real servers included
# make quick    lint, types and the engine's tests, in under a minute
# make coverage  say which lines of the engine its tests reach
# make ablate   switch each rule of the dialogue off in turn, and say what it buys and which tests notice
# make load     put the server under load, beside a bare Flask route
# make slowest  look for the message that takes longest   make start       measure the time to the first answer
# make bench    measure the matcher beside others         make screenshots take the documentation's pictures
# make audit    look for known faults in what is locked     make lock        lock every package with its hashes
# make sbom     list what is shipped (CycloneDX), and the licences of all of it, in dist/

VENV ?= .venv
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BENCH ?= .venv-bench
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Exactly what was locked: a package whose hash differs is refused, and none is built here.
LOCKED := install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --requirement requirements.lock

export PORT ?= 8000

.PHONY: run test quick check coverage ablate load slowest start bench screenshots audit lock sbom system

run: $(VENV)/ready-run
	@exec $(BIN)/python app.py

test: $(VENV)/ready-test system check
	$(BIN)/python -m pytest --numprocesses=3 --dist=loadfile --no-loadscope-reorder --max-worker-restart=0 --timeout=300 --durations=20

check: $(VENV)/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quick: check
	$(BIN)/python -m pytest tests/bot -m "not slow" --numprocesses=2

coverage: $(VENV)/ready-test system
	$(BIN)/python -m pytest tests/bot --numprocesses=3 --cov --cov-report=term

ablate: $(VENV)/ready-test
	$(BIN)/python -m tools.ablate --tests

load: $(VENV)/ready-run
	$(BIN)/python tests/benchmarks/load.py

slowest: $(VENV)/ready-run
	$(BIN)/python -m tests.benchmarks.slowest

start: $(VENV)/ready-run
	$(BIN)/python -m tests.benchmarks.start

bench: $(BENCH)/ready
	$(BENCH)/bin/python -m tests.benchmarks

screenshots: $(VENV)/ready-test
	@.ci/system-packages pictures
	$(BIN)/python -m tests.browser.screenshots

audit: $(VENV)/ready-test
	$(BIN)/python .ci/audit.py requirements.lock

# From an environment with what is locked and nothing else, as it is shipped.
sbom: $(VENV)/ready-test
	$(PYTHON) -m venv --clear $(VENV)-shipped
	$(VENV)-shipped/bin/python -m pip $(LOCKED)
	$(VENV)-shipped/bin/python -m pip uninstall --quiet --yes pip setuptools
	@mkdir -p dist
	$(BIN)/cyclonedx-py environment $(VENV)-shipped/bin/python --pyproject pyproject.toml --of JSON -o dist/sbom.cdx.json
	$(BIN)/pip-licenses --python $(VENV)-shipped/bin/python --with-urls --format markdown --output-file dist/licences.md

# What is locked stays as it is; `make lock NEWER=--upgrade` takes the newest that the requirements allow.
lock: $(VENV)/ready-test
	$(BIN)/uv pip compile --quiet $(NEWER) --universal --python-version 3.11 --generate-hashes --no-header \
		--output-file requirements.lock requirements.txt requirements-prod.txt requirements-documents.txt

# The servers and the browser that the tests put to work; Debian's packages, where they are missing.
system:
	@.ci/system-packages

$(VENV)/ready-run: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip $(LOCKED)
	@touch $@

$(VENV)/ready-test: requirements-dev.txt $(VENV)/ready-run
	$(PIP) --requirement requirements-dev.txt
	@touch $@

# Heavy, and no part of the product: in an environment of its own, so that tests see what users have.
$(BENCH)/ready: tests/benchmarks/requirements.txt requirements.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/benchmarks/requirements.txt
	@touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
