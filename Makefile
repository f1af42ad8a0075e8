# The book's commands. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup site preview check test test-all lint lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/ready ## Create .venv with everything that the book needs

# The marker is written last, so that an interrupted set-up starts again.
.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.11 ...")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

site: .venv/ready ## Build the site: _build/html
	$(BIN)/reading build

preview: .venv/ready ## Serve the site, and rebuild it when files are saved; Ctrl-C ends it
	$(BIN)/reading preview

check: .venv/ready ## List every mistake in pages, data, lexicon, notebooks, spelling and code
	$(BIN)/reading check

# Tests that share something that takes long to make run in one process: see GROUPS in tests/conftest.py.
# With a process for each processor, threads within a process would only wait for each other.
PYTEST := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test: site ## Run the tests, also those in a real browser
	$(PYTEST) -m "not extended"

test-all: export EXTENDED = 1
test-all: site ## Run all tests, also those that take minutes: whole books on other documents
	$(PYTEST)

lint: .venv/ready ## Check style, types and spelling of the code, and the workflows
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/codespell
	$(BIN)/zizmor --offline --quiet .
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml

lock: .venv/ready ## Write requirements.txt from the ranges in pyproject.toml, with the newest versions
	$(BIN)/uv pip compile --universal --python-version 3.11 --fork-strategy fewest --group dev --upgrade --output-file requirements.txt pyproject.toml

clean: ## Remove everything that the build has written
	rm -rf _build
