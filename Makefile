# The two commands of the README are `make serve` and `make test`; `make help` lists the others.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
FETCHED := .cache/fetched
QUIETLY := --quiet --disable-pip-version-check
PORT ?= 8000
HALF ?= dev
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve build intact check sources due lint test test-clients bench generate messages eval-search search-worker typeface lock lock-clients clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 22

# The virtual environment is made again whenever the locked dependencies change. All that it needs is fetched before,
# so that without a network the old one stays.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: set PYTHON, as in 'make PYTHON=python3.12 serve'"; exit 1; }
	@$(PYTHON) -m venv --clear $(FETCHED) \
	  || { echo "Python's venv module is needed: install it (on Debian and Ubuntu: python3-venv)"; exit 1; }
	$(FETCHED)/bin/python -m pip wheel $(QUIETLY) --require-hashes --wheel-dir $(FETCHED)/wheels -r requirements.lock
	@$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install $(QUIETLY) --no-index --no-deps $(FETCHED)/wheels/*.whl
	$(BIN)/python -m pip install $(QUIETLY) --no-deps --no-build-isolation --editable .
	@rm -rf $(FETCHED) && touch $(READY)

# What readers of the published site see is shown here too.
serve: export REPO_URL ?= https://example.org/our-team/glossary
serve: $(READY) ## build the site and serve it at 127.0.0.1:8000, again after every change
	$(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

build: $(READY) ## write the site to site/, or nothing if anything is wrong
	$(BIN)/mkdocs build --strict

intact: $(READY) ## say what the built site has lost of the glossary
	$(BIN)/glossary check --site site

check: $(READY) ## say what is wrong with the pages, by file and line
	$(BIN)/glossary check

lint: $(READY) ## say what is wrong with the form of the code, and with its types
	$(BIN)/ruff format --check --quiet . || { echo "some files are not formatted: run $(BIN)/ruff format"; exit 1; }
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy

# The tests in the browser mostly wait, so there are more processes than cores.
test: lint ## say what is wrong with the code, then run all tests, those in the browser included
	browser="$$(sh scripts/browser.sh)" && CHROMIUM="$$browser" $(BIN)/python -m pytest --numprocesses 3 --dist worksteal

test-clients: $(READY) ## run other people's tools on what we publish (slow, needs the network once)
	browser="$$(sh scripts/browser.sh)" && CHROMIUM="$$browser" $(BIN)/python -m pytest -m client tests/clients

bench: $(READY) ## measure speed and memory against stock Material
	$(BIN)/python scripts/bench.py

generate: $(READY) ## write again what is derived from the code: schema, tables, lists
	$(BIN)/glossary export
	$(BIN)/python scripts/integrations_page.py

messages: $(READY) ## bring the words of the interface up to date in the catalogue of each language
	$(BIN)/python scripts/messages.py

eval-search: $(READY) ## measure the search against stock Material's; HALF=test for the half not tuned on
	browser="$$(sh scripts/browser.sh)" && CHROMIUM="$$browser" $(BIN)/python scripts/eval_search.py --half $(HALF)

search-worker: ## write the search worker from scripts/search/ (needs Node.js)
	sh scripts/search/bundle.sh

typeface: ## write the typefaces with the signs of scripts/typeface.sh (needs npm)
	sh scripts/typeface.sh

lock: ## lock the newest allowed dependencies (needs uv)
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra site --extra test \
	  --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml

lock-clients: ## lock the newest allowed version of each client (needs uv and npm)
	cd tests/clients/locks && for name in *.in; do uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	  --custom-compile-command "make lock-clients" --output-file "$${name%.in}.txt" "$$name" || exit; done
	for lock in tests/clients/locks/*/package.json; do npm install --package-lock-only --prefix "$$(dirname $$lock)" || exit; done

sources: $(READY) ## ask every cited address whether it still answers (needs the network)
	@$(BIN)/glossary sources >/dev/null

due: $(READY) ## say which pages and sources are to be looked at
	@$(BIN)/glossary due

clean: ## remove everything that make has made
	rm -rf $(VENV) site .site.tmp .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
