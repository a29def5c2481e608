# make demo  sets up its own environment and shows what tigraph does
# make test  sets up its own environment and passes all tests
# make test-quick  what a change wants at once; says what it leaves out, and why
# Both need Python 3.11 or later, and nothing installed by hand. Where node is (20.19 or later),
# the page's script is held to its rules, types and tests as well.

PYTHON ?= python3
VENV ?= .venv
# How many processes run the tests side by side, a file of tests each; 0 runs them in one.
WORKERS ?= logical
BIN := $(VENV)/bin
# `MEASURED="-m slipcover"` prints at the end, by file, what no test has reached; it takes longer.
MEASURED ?=
# A disk makes each store that a test builds wait: where memory has room (8 GB in /dev/shm, 12 GB
# free), what tests write goes there, and away when they have passed.
SCRATCH ?= $(shell awk '/^MemAvailable/ && $$2 > 12e6 {free = 1} END {exit !free}' /proc/meminfo \
  2>/dev/null && df -k /dev/shm 2>/dev/null | awk 'END {if ($$4 > 8e6) print "/dev/shm"}')
# More than four are short of memory sooner than of processors.
# Where Python is told to write no bytecode, each process would compile all tests anew.
PYTEST := PYTHONDONTWRITEBYTECODE= $(if $(SCRATCH),TMPDIR=$(SCRATCH)) $(BIN)/python $(MEASURED) -m pytest -rs -n $(WORKERS) --maxprocesses 4 --dist loadfile \
  --no-loadscope-reorder

NODE_IS_HERE := node -e 'const [a, b] = process.versions.node.split("."); \
  process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null

# Letters and coasts of pictures, and the editor of questions, where npm is: without them pictures
# take the machine's letters, and a question is written in a plain field.
BUNDLED := tigraph/drawing/npm tigraph/pages/npm
.PHONY: demo test test-python test-quick docs docs-site page-case lint lint-style lint-types lint-page test-page clean

$(VENV)/ready: pyproject.toml $(BUNDLED:=/package-lock.json)
	@$(PYTHON) -c 'import sys; sys.exit("tigraph needs Python 3.11 or later; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[figures,serve]"
	@if command -v npm >/dev/null; then for one in $(BUNDLED); do \
	  npm ci --silent --ignore-scripts --prefix $$one || \
	  echo "npm could not fetch what $$one lists: tigraph goes without it"; done; fi
	@touch $@

$(VENV)/ready-test: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --group test
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	@npm ci --silent
	@touch $@

demo: $(VENV)/ready
	@mkdir -p demo
	@echo; echo '$$ tigraph info'
	@$(BIN)/tigraph info
	@echo; echo '$$ tigraph show "Cédric Bôle"'
	@$(BIN)/tigraph show "Cédric Bôle"
	@echo; echo '$$ tigraph query who-presides'
	@$(BIN)/tigraph query who-presides
	@echo; echo '$$ tigraph query number-of-territories'
	@$(BIN)/tigraph query number-of-territories
	@echo; echo '$$ tigraph view people -o demo/people.html'
	@$(BIN)/tigraph view people -o demo/people.html --force
	@$(BIN)/tigraph view people -o demo/people.svg --force
	@echo; echo 'Open demo/people.html in a browser: it needs no network.'

lint: lint-style lint-types lint-page

lint-style: $(VENV)/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

lint-types: $(VENV)/ready-test
	$(BIN)/mypy

lint-page test-page:
	@if $(NODE_IS_HERE); then $(MAKE) --no-print-directory $@-by-node; \
	else echo "$@: left out, for node 20.19 or later is not here"; test -z "$$TIGRAPH_TEST_ALL"; fi

lint-page-by-node: node_modules/.package-lock.json
	npm run --silent types
	npm run --silent lint

test-page-by-node: node_modules/.package-lock.json
	npm test --silent

test: lint test-page test-python

test-python: $(VENV)/ready-test
	$(PYTEST) $(PYTEST_ARGUMENTS)

test-quick: $(VENV)/ready-test
	$(PYTEST) --quick tests

# What is generated of the documentation.
docs: $(VENV)/ready-test
	$(BIN)/python tests/support/write_docs.py

# The documentation as a site, in build/docs-site; in an environment of its own.
docs-site: $(VENV)-docs/ready
	$(VENV)-docs/bin/python tests/support/docs_site.py

$(VENV)-docs/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VENV)-docs/bin/python -m pip install --quiet --group docs
	@touch $@

# The page that the tests of the script are given, as Python writes it.
page-case: $(VENV)/ready-test node_modules/.package-lock.json
	PYTHONPATH=tests/support $(BIN)/python tests/drawing/test_page_cases.py
	npm run --silent format

clean:
	rm -rf $(VENV) $(VENV)-docs node_modules $(PICTURES)/node_modules demo build dist
