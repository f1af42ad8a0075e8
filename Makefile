# The book's commands. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
# The locks are complete, so pip need not look for dependencies. Python compiles modules when it first imports them.
# With -I, no module that lies in this folder takes the place of pip.
INSTALL := $(BIN)/python -I -m pip install --disable-pip-version-check --no-deps --no-compile
# Ends a command `{ pip ...`: prints every twentieth package that pip fetches, and fails where pip has.
COUNT = && echo installed; } | awk '/^Collecting/ && ++n % 20 == 0 { print "  " n " of $(shell grep -c '^[a-z0-9]' $(1)) packages" } \
	{ last = $$0 } END { exit last != "installed" }'
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--custom-compile-command 'make lock' --upgrade

# Where this is set, as in many container images, Python compiles every module anew at each start: three seconds more.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup tools site pictures charts approve epub pdf preview check style check-editions test test-all lint lock clean

# A checksum of what the environment is made from, so that the times of files do not count.
KEY := $(shell cat requirements.txt requirements-editions.txt tests/requirements.txt pyproject.toml | cksum | tr ' ' -)
VERSION := -c 'import sys; print(*sys.version_info[:2], sep=".")'
HAS := $(shell $(BIN)/python $(VERSION) 2>/dev/null)
# Without `PYTHON=...`, an environment may have any Python.
WANTED := $(if $(filter file,$(origin PYTHON)),$(HAS),$(shell $(PYTHON) $(VERSION)))
ifeq ($(and $(HAS),$(filter $(HAS),$(WANTED))),)
.PHONY: .venv/site-$(KEY)
endif

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/site-$(KEY) ## Create .venv with what the site needs

tools: .venv/tools-$(KEY) ## Add to .venv the tools of the tests, of `make lint` and of `make lock`

# The markers are written last, so that an interrupted set-up starts again. The old environment stays until the new
# one is whole, and comes back if that fails.
.venv/site-$(KEY):
	@$(PYTHON) -I -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.11 ...")'
	@$(PYTHON) -I -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@[ ! -d .venv.old ] || { rm -rf .venv && mv .venv.old .venv; }
	@[ ! -d .venv ] || mv .venv .venv.old
	@undo() { \
		trap - EXIT INT TERM; rm -rf .venv; \
		[ ! -d .venv.old ] || { mv .venv.old .venv; echo "The new environment cannot be set up; .venv is as it was before." >&2; }; \
		exit 1; \
	}; \
	trap undo EXIT INT TERM; set -e; echo 'Setting up .venv. This takes about a minute.'; \
	$(PYTHON) -I -m venv .venv; \
	sed -n '/^pip==/,/[^\\]$$/p' requirements.txt >.venv/pip.txt; \
	$(INSTALL) --quiet --require-hashes --requirement .venv/pip.txt; \
	{ $(INSTALL) --require-hashes --requirement requirements.txt $(call COUNT,requirements.txt); \
	$(INSTALL) --quiet --no-build-isolation --editable .; \
	trap - EXIT INT TERM
	@rm -rf .venv.old
	@touch $@

.venv/tools-$(KEY): .venv/site-$(KEY)
	@echo 'Adding the tools of the tests'
	@{ $(INSTALL) --require-hashes --requirement tests/requirements.txt $(call COUNT,tests/requirements.txt)
	@touch $@

.venv/editions-$(KEY): .venv/site-$(KEY)
	@echo 'Adding what makes the PDF'
	@$(INSTALL) --quiet --require-hashes --requirement requirements-editions.txt
	@touch $@

site: .venv/site-$(KEY) ## Build the site: _build/html
	$(BIN)/reading build

pictures: site .venv/tools-$(KEY) ## Take the pictures of the README from the site
	$(BIN)/python .ci/pictures.py

charts: site .venv/tools-$(KEY) ## Put all charts on one page, in light and dark: _build/charts.html
	$(BIN)/python -m tests.pictures

approve: site .venv/tools-$(KEY) ## Approve the charts as they are now: tests/pictures
	$(BIN)/python -m tests.pictures approve

epub: site ## Make an EPUB of the site: _build/book.epub
	$(BIN)/reading epub

pdf: site .venv/editions-$(KEY) ## Make a PDF of the site: _build/book.pdf; needs Pango
	$(BIN)/reading pdf

preview: .venv/site-$(KEY) ## Serve the site, and rebuild it when files are saved; Ctrl-C ends it
	$(BIN)/reading preview

# No setting of a branch has codespell and ruff correct files or keep a cache: codespell reads settings where it is
# started, which is outside of the clone, and the options of ruff overrule its settings.
UNREAD := *.csv,*.bib,*.gz,requirements*.txt
UNREAD := .git,.venv,_build,$(UNREAD),*/tests/mistakes,*/tests/browser/search_queries_fresh.yml
RIGHT := annote,bloc,blocs,caf,finis,nd,pres,securit,thur,titel,tre,yse
SPELL := '$(CURDIR)/$(BIN)/codespell' --skip='$(UNREAD)' --ignore-words-list=$(RIGHT)
RUFF_OUTPUT_FORMAT ?= concise
export RUFF_OUTPUT_FORMAT
STYLE = { wrong=0; \
	words=$$(cd / && $(SPELL) '$(CURDIR)') || { wrong=1; echo "$$words" | sed 's|^$(CURDIR)/||'; }; \
	if [ -x $(BIN)/ruff ]; then \
		code=0; $(BIN)/ruff check --quiet --no-fix --no-fix-only --no-cache . || code=1; \
		$(BIN)/ruff format --quiet --check --no-cache . || code=1; \
		[ $$code = 0 ] || { wrong=1; echo 'ruff corrects most of this: $(BIN)/ruff check --fix . && $(BIN)/ruff format .'; }; \
	else echo 'not checked: the style of code and of notebook cells (`make tools` installs ruff for it)'; fi; \
	[ $$wrong = 0 ]; }

check: .venv/site-$(KEY) ## List every mistake in pages, data, lexicon, notebooks and spelling; after `make tools` also in code
	@failed=0; $(BIN)/reading check || failed=1; $(STYLE) && exit $$failed

style: ## Check spelling, and with the tools also the style of code; both without setting up anything
	@$(STYLE)

check-editions: epub pdf .venv/tools-$(KEY) ## Check the EPUB with EPUBCheck (needs Java) and axe, and the tags of the PDF
	$(BIN)/python -m pytest -m editions tests/editions tests/browser/test_editions.py

# A process for each core. The tests of a file share what takes long to make, and run in one process, in the order that
# tests/conftest.py gives them.
PYTEST := $(BIN)/python -m pytest --numprocesses logical --dist loadfile --no-loadscope-reorder

test: site .venv/tools-$(KEY) ## Run the tests, also those in a real browser
	$(PYTEST) -m "not extended and not editions"

test-all: export EXTENDED = 1
test-all: site .venv/tools-$(KEY) ## Run all tests, also those that take minutes, and try the deliberate faults
	$(PYTEST) -m "not editions"
	EXTENDED= $(BIN)/python -m benchmarks.mutants

lint: .venv/tools-$(KEY) ## Check style, types and spelling of the code, and the workflows
	@$(STYLE)
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

lock: .venv/tools-$(KEY) ## Write the locks from the ranges in pyproject.toml, with the newest versions
	$(LOCK) --output-file requirements.txt --group setup pyproject.toml
	$(LOCK) --constraints requirements.txt --output-file tests/requirements.txt --group dev
	$(LOCK) --constraints requirements.txt --constraints tests/requirements.txt --output-file requirements-editions.txt --group editions

clean: ## Remove everything that the build has written
	rm -rf _build
