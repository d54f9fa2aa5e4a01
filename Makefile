# `make help` lists what there is. More words for a program: make demo ARGS="--port 8001"

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
READY := .venv/.ready
PACKAGES := node_modules/.ready
FACE := src/banenbrug/web/static/web/built/banenbrug.css
CATALOGUES := $(wildcard src/banenbrug/web/locale/*/LC_MESSAGES/django.po)
LINTS := lint-style lint-types lint-floors lint-templates lint-migrations lint-texts lint-locks
BROWSER ?= yes
# A file of tests stays in one process: its tests share databases and servers.
PYTEST := $(BIN)/pytest --numprocesses=auto --dist=loadfile

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: setup
setup: $(READY) $(CATALOGUES:.po=.mo) $(FACE) ## Make .venv with the console script `banenbrug`, and the style sheet

$(READY): requirements-setup.txt requirements-dev.txt pyproject.toml setup.py CHANGELOG.md tools/set-up-python
	@tools/set-up-python
	@touch $@

%.mo: %.po tools/messages.py | $(READY)
	@$(BIN)/python tools/messages.py compile

$(PACKAGES): package.json package-lock.json .npmrc tools/npm | $(READY)
	@echo "Fetching what the style sheet is built from"
	@tools/npm ci --no-progress --loglevel=error >/dev/null
	@touch $@

$(FACE): $(PACKAGES) tools/build_front_end.py $(wildcard src/banenbrug/web/face/*) | $(READY)
	@$(BIN)/python tools/build_front_end.py

.PHONY: demo
demo: setup ## Show the program with a story of fictional people; Ctrl-C stops it
	@tools/need-pango || echo "All else works: there are no PDFs in this demonstration."
	@$(BIN)/banenbrug demo $(ARGS)

.PHONY: test
test: setup ## Run the tests; ARGS="-k words" picks, BROWSER=no leaves out the browser
	@tools/need-pango
ifeq ($(BROWSER),no)
	@[ -z "$${CI:-}" ] || { echo "BROWSER=no is not for CI: there all tests run." >&2; exit 1; }
	@$(PYTEST) -m "not browser" $(ARGS)
	@echo "NOT RUN: the browser tests (BROWSER=no)."
else
	@tools/need-chromium
	@$(PYTEST) $(ARGS)
endif

.PHONY: lint
lint: setup ## Check style, types, imports, templates, migrations, translations and locks
	@$(MAKE) --jobs=2 --keep-going --output-sync=target $(LINTS)

.PHONY: check
check: lint test ## lint and test

.PHONY: bench
bench: setup ## Measure speed beside its floor
	@$(BIN)/banenbrug bench $(ARGS)

.PHONY: pictures
pictures: setup ## Make the pictures of README and docs anew; ARGS="vandaag" picks
	@tools/need-pango
	@tools/need-chromium
	@$(BIN)/python tools/pictures.py $(ARGS)

.PHONY: format
format: setup ## Lay out the code and mend what can be mended by itself
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

.PHONY: messages
messages: setup ## Bring the Dutch catalogue up to date with the source
	@$(BIN)/python tools/messages.py update
	@$(BIN)/python tools/messages.py check

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: lock
lock: setup ## Write the lock files after a change in pyproject.toml; ARGS=--upgrade for newer versions
	@$(LOCK) $(ARGS) --group setup -o requirements-setup.txt
	@$(LOCK) $(ARGS) pyproject.toml -o requirements.txt
	@$(LOCK) $(ARGS) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	@tools/npm install --package-lock-only --loglevel=error >/dev/null
	@$(BIN)/python tools/without_addresses.py package-lock.json

# --- the parts of lint; each can be run by itself -------------------------------------------------

.PHONY: $(LINTS)
lint-style:
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Not laid out: run make format"; exit 1; }

lint-types:
	@$(BIN)/mypy

lint-floors:
	@$(BIN)/lint-imports --no-logo

lint-templates:
	@$(BIN)/djlint src --lint --quiet
	@$(BIN)/python tools/template_text.py

lint-migrations: # needs no database: without one only the order of applied migrations goes unchecked
	@PYTHONWARNINGS="ignore:Got an error checking" $(BIN)/banenbrug manage makemigrations --check --dry-run --skip-checks

lint-texts:
	@$(BIN)/python tools/messages.py check

lint-locks:
	@! grep -nE '://|file:|@' requirements*.txt || { echo "A lock file names an address."; exit 1; }
	@! grep -nE '://|file:|registry=' package-lock.json package.json .npmrc || { echo "A lock file names an address."; exit 1; }
