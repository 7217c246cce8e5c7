# A newcomer needs three of these: make install, make demo, make test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install demo test lint bench lock clean

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml models/en_detente/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Détente needs Python 3.11, 3.12 or 3.13; name one with: make install PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation ./models/en_detente -e .
	@touch $@

demo: install
	@rm -rf demo && mkdir demo
	$(BIN)/detente read examples/afghanistan --ledger demo/ledger.duckdb
	$(BIN)/detente brief --ledger demo/ledger.duckdb --out demo/brief.html
	$(BIN)/detente brief --ledger demo/ledger.duckdb --out demo/question.html --question "Will Kabul and the Taliban make peace?"
	@echo "Open demo/question.html and demo/brief.html in a browser."

test: install
	$(BIN)/python -m pytest

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install
	$(BIN)/detente benchmark

# The lock holds names, versions and hashes, and no registry's address.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet -o requirements.lock

clean:
	rm -rf .venv demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
