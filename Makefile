# make chat: talk to the assistant. make bot: start it in Telegram. make web: the review page in the browser.
# make test: run the tests; make browser: install what those of the review page need. make lint: what else CI checks.
# make bench: speed and memory. make docs: figures and pictures in docs/. make lock: pin the dependencies anew.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat bot web test browser lint bench docs lock clean

chat: .venv/run.ready
	$(BIN)/fundstelle chat

bot: .venv/run.ready
	$(BIN)/fundstelle bot

web: .venv/run.ready
	$(BIN)/fundstelle web

test: .venv/dev.ready
	$(BIN)/python -m pytest

# Debian's Chromium; where it can neither be found nor installed, the tests in a browser are skipped and say so.
browser:
	@command -v chromedriver >/dev/null || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium chromium-driver; \
	else echo "Not installed: chromium, chromium-driver. Install them as root for the tests in a browser."; fi

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
	$(BIN)/python -m tools.screenshots

lock: .venv/dev.ready
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml --extra web -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
		pyproject.toml --extra eval --extra web --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

# Where Python may not keep what it compiled, each start would compile it anew.
.venv/run.ready: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e .
	$(BIN)/python -m compileall -q bot knowledge
	touch $@

.venv/dev.ready: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps -e .
	$(BIN)/python -m compileall -q bot knowledge
	touch $@ .venv/run.ready
