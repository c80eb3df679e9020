# Two commands: `make demo` and `make test`. The others serve them; the work is in tools/.
# The system's own Python, where it is new enough: it is built to be a tenth faster than others.
NEW_ENOUGH := import sys; print(sys.executable if sys.version_info >= (3, 11) else "python3")
PYTHON ?= $(or $(shell /usr/bin/python3 -c '$(NEW_ENOUGH)' 2>/dev/null),python3)
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: demo test test-slow check bench setup lock messages docs screens

check docs: export TILTS_HOME := $(CURDIR)/.cache/home

demo: setup # a fictional service of full size, and the address to open; ARGS="--small" for less
	@$(BIN)/tilts demo $(ARGS)

test: setup # checks, both databases, browser: 20 minutes at most on two cores
	@$(BIN)/python -m tools.suite test

test-slow: setup # every language, kill tests, the full demo, the wheel
	@$(BIN)/python -m tools.suite slow

check: setup # lint, format, types and layers, in seconds
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup # each speed against its baseline in the same run, on both databases
	@$(BIN)/python -m bench $(ARGS)

setup: # .venv with everything in it; nothing to do when nothing changed
	@$(PYTHON) -m tools.setup

lock: setup # requirements/*.txt anew, by hash and without addresses; ARGS="--upgrade" for newer ones
	@$(LOCK) $(ARGS) pyproject.toml --extra postgresql -o requirements/tilts.txt
	@$(LOCK) $(ARGS) pyproject.toml --extra postgresql --group dev -o requirements/dev.txt
	@$(LOCK) $(ARGS) --group node -o requirements/node.txt
	@$(LOCK) $(ARGS) --group uv -o requirements/uv.txt

messages: setup # strings of the pages into the translators' files, and how many are reviewed
	@$(PYTHON) -m tools.debian gettext
	@$(BIN)/python -m tools.messages

docs: setup # the pages of docs/ that are printed from the code
	@$(BIN)/python -m tools.docs
	@$(BIN)/python -m tools.access

screens: setup # docs/screens, from the pages as they are now
	@$(PYTHON) -m tools.debian chromium
	@$(BIN)/python -m pytest -m browser --screens docs/screens
