# make demo  sets up its own environment and shows what tigraph does
# make test  sets up its own environment and passes all tests
# Both need Python 3.11 or later, and nothing installed by hand.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint clean

$(VENV)/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("tigraph needs Python 3.11 or later; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[figures]"
	@touch $@

$(VENV)/ready-test: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --group test
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

lint: $(VENV)/ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) demo build dist
