# The commands of the house. `make demo` and `make test` need only git, make and Python 3.11.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.development
REFERENCE := $(VENV)/.reference

.PHONY: help setup demo test check format lint types contracts journeys models bench accuracy lock clean
.DEFAULT_GOAL := help

help: ## Show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort

$(STAMP): requirements/development.txt pyproject.toml
	command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/development.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

# Source distributions are allowed here: two of the references have no wheel.
$(REFERENCE): $(STAMP) requirements/reference.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/reference.txt
	touch $(REFERENCE)

setup: $(STAMP) ## Make the environment in .venv
	@$(BIN)/python -m boussole.web.messages

demo: setup ## Build the demo company and serve it
	$(BIN)/boussole demo

test: setup chromium mail-servers ## Run every test, browser journeys included
	$(BIN)/pytest -n 2

check: setup format lint types contracts test ## What CI runs: format, lint, types, contracts, tests

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || bash scripts/install_chromium.sh

.PHONY: mail-servers
mail-servers:
	@PATH="$$PATH:/usr/sbin"; command -v exim4 >/dev/null && command -v dovecot >/dev/null || bash scripts/install_mail_servers.sh

bench: setup $(REFERENCE) ## Measure speed and size into docs/performance.md
	$(BIN)/python -m benchmarks

models: setup ## Learn the shipped models again from training/
	$(BIN)/python -m training

accuracy: setup $(REFERENCE) ## Measure the signals on data never learnt from into docs/accuracy.md
	$(BIN)/python -m benchmarks.accuracy

lock: ## Refresh the pinned, hashed requirements (needs uv)
	uv lock
	uv export --quiet --no-emit-project --no-dev --no-annotate --no-header -o requirements/product.txt
	uv export --quiet --no-emit-project --no-annotate --no-header -o requirements/development.txt
	uv export --quiet --no-emit-project --group reference --no-annotate --no-header -o requirements/reference.txt

clean: ## Remove the environment and everything the demo built
	rm -rf $(VENV) var
