# The one place for every command: developers, pre-commit and CI type these words.
# `make` alone lists them. Another Python: `make PYTHON=python3.13 test`; after a change of Python, `make clean` first.
# More for a command: `make test ARGS="-k ports"`, `make serve ARGS="--open"`, `make lock ARGS="--upgrade"`.

WINDOWS := $(filter Windows_NT,$(OS))
PYTHON ?= $(if $(WINDOWS),python,python3)
BIN := $(if $(WINDOWS),Scripts,bin)
VENV := .venv
NODE := .node
TYPESCRIPT := 5.9.3
RUN := $(VENV)/$(BIN)/python -m
ARGS ?=

unexport PYTHONHOME PYTHONPATH
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site serve tsc test test-interop lint check bench format wheel lock clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-19s %s\n", $$1, $$2 }'

# Sitemaps carry a date: it is the commit's, so that two builds of one commit are the same bytes.
site: $(VENV)/.made ## build the site into site/
	SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || echo 315532800)}" $(RUN) mkdocs build --strict $(ARGS)

serve: $(VENV)/.made ## show the site while you edit the model and the pages
	$(RUN) mkdocs serve $(ARGS)

# No lock file: there is one package, and it needs no others; its own scripts are not run.
tsc: ## install TypeScript into .node/, with npm; then the tests check the types of the pages' script
	npm install --prefix $(NODE) --ignore-scripts --no-audit --no-fund --no-save --no-package-lock --loglevel=error typescript@$(TYPESCRIPT)

test: $(VENV)/.made ## run the tests
	$(RUN) pytest -n auto $(ARGS)

test-interop: $(VENV)/.made ## run the tests with forks of MkDocs and other plugins, which they download
	$(RUN) pytest -m interop $(ARGS)

lint: $(VENV)/.made ## check everything that is checked without running it
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(RUN) mypy
	$(VENV)/$(BIN)/lint-imports --no-logo
	$(RUN) diagramgen number
	$(RUN) diagramgen lint

check: lint test ## lint, then test: what a change must pass

bench: $(VENV)/.made ## time whole commands against their floors
	$(RUN) benchmarks $(ARGS)

format: $(VENV)/.made ## put the code into shape
	$(RUN) ruff check --fix-only
	$(RUN) ruff format

wheel: $(VENV)/.made ## build the wheel into dist/
	$(RUN) build --wheel --no-isolation

# In a folder of its own: the pins must be mendable when they can no longer be installed.
lock: $(VENV)-lock/.made ## write constraints.txt anew from pyproject.toml
	$(VENV)-lock/$(BIN)/python -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--fork-strategy fewest --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" --output-file constraints.txt --quiet $(ARGS)

clean: ## remove everything that these commands made
	rm -rf $(VENV) $(VENV)-lock $(NODE) .interop site dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find diagramgen model scripts tests -type d -name __pycache__ -prune -exec rm -rf {} +

# constraints.txt is complete, so nothing is resolved here; `pip check` says when that is no longer true.
$(VENV)/.made: pyproject.toml constraints.txt
	@$(python-is-new-enough)
	@echo "Setting up $(VENV) …"
	@rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --no-deps --requirement constraints.txt
	$(RUN) pip install --quiet --no-deps --no-build-isolation --editable .
	$(RUN) pip check
	@touch $@

$(VENV)-lock/.made:
	@$(python-is-new-enough)
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/$(BIN)/python -m pip install --quiet uv
	@touch $@

define python-is-new-enough
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo "diagramgen needs Python 3.11 or newer, and '$(PYTHON)' is not: name one, as in 'make PYTHON=python3.13'." >&2; exit 1; }
endef
