# make chat: talk to the assistant. make bot: start it in Telegram. make test: run the tests.
# make lint: what else CI checks. make bench: speed and memory. make docs: figures and pictures in docs/.
# make lock: pin the dependencies anew.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat bot test lint bench docs lock clean

chat: .venv/run.ready
	$(BIN)/fundstelle chat

bot: .venv/run.ready
	$(BIN)/fundstelle bot

test: .venv/dev.ready
	$(BIN)/python -m pytest

lint: .venv/dev.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/hadolint Dockerfile

bench: .venv/dev.ready
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.telegram

docs: .venv/dev.ready
	$(BIN)/python -m tools.document

lock: .venv/dev.ready
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml --extra eval --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.ready: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	touch $@

.venv/dev.ready: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps -e .
	touch $@ .venv/run.ready
