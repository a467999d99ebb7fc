# Everything a newcomer needs: `make run` and `make test`, from Debian with python3 and make.
SHELL := /bin/bash
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
# Networks of municipalities often have a certificate of their own.
export UV_SYSTEM_CERTS := true
# Every start reads what Python compiled before, also where somebody switched that off: it takes seconds otherwise.
export UV_COMPILE_BYTECODE := true
export PYTHONDONTWRITEBYTECODE :=
# Tables of a few hundred rows gain nothing by threads, and the tests already use all cores.
test check: export POLARS_MAX_THREADS := 1
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --custom-compile-command "make lock"

# On two cores, file by file: what a file sets up for its tests is made once. (Grouping single tests does not work with
# the pytest of today.) Those in the browser come first, so that nothing long is left for the end.
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: run test check bench browser nginx postgres pictures lock sbom clean

run: $(VENV)/.run
	$(BIN)/factsheet voorbeeld --als-leeg
	$(BIN)/streamlit run streamlit_app.py --server.headless true

test: $(VENV)/.test browser nginx postgres
	$(MAKE) --no-print-directory lint
	$(PYTEST)

# The fast part: formatter, linter, types, and all tests but those in the browser.
check: $(VENV)/.test postgres
	$(MAKE) --no-print-directory lint
	$(PYTEST) -m "not browser"

.PHONY: lint
lint:
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy --no-error-summary

bench: $(VENV)/.bench browser
	$(BIN)/python -m tests.bench

# The pictures of the README, made from the running example.
pictures: $(VENV)/.test browser
	@command -v pdftoppm >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get install -y -qq --no-install-recommends poppler-utils; }
	$(BIN)/python -m tests.browser.pictures docs

# A real browser: Debian's chromium for root on Debian, otherwise Playwright's own. Without a window around the page it
# needs half the processor.
browser: $(VENV)/.test
	@if [ -x /usr/bin/chromium-headless-shell ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ] && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-core; then exit 0; fi; \
	$(BIN)/playwright install --with-deps chromium-headless-shell || $(BIN)/playwright install chromium-headless-shell

# The store is tested on PostgreSQL too: that of FACTSHEET_TEST_POSTGRES, otherwise Debian's, which root installs here.
postgres:
	@if [ -n "$$FACTSHEET_TEST_POSTGRES" ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; \
	else echo "The tests need PostgreSQL. Install it, or name a server for tests in FACTSHEET_TEST_POSTGRES." >&2; exit 1; fi

# What stands in front of the app is tested with it; root on Debian gets it installed.
nginx:
	@if PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light openssl; \
	else echo "The tests need nginx. Install it, for example with: apt install nginx-light" >&2; exit 1; fi

# Versions with hashes and without addresses.
lock: $(VENV)/.uv
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade pyproject.toml --extra postgres -c requirements.lock -o requirements-postgres.lock
	$(COMPILE) --upgrade pyproject.toml --extra sso -c requirements.lock -o requirements-sso.lock
	$(COMPILE) --upgrade pyproject.toml --group test -o requirements-test.lock
	$(COMPILE) --upgrade pyproject.toml --group test --group bench -o requirements-bench.lock

# What the program consists of, for who looks for known leaks: CycloneDX, made from the locked versions.
sbom:
	$(PYTHON) deploy/sbom.py

$(VENV)/.uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	touch $@

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/.uv
	$(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/.test: requirements-test.lock pyproject.toml | $(VENV)/.uv
	$(BIN)/uv pip install --quiet --require-hashes -r requirements-test.lock
	$(BIN)/uv pip install --quiet --no-deps --editable .
	touch $(VENV)/.run $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.test
	$(BIN)/uv pip install --quiet --require-hashes -r requirements-bench.lock
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
