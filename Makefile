# A thin shell around commands that also work by hand; see README.md.
PYTHON ?= python3
DEMO_PORT ?= 8000
V := .venv/bin
export DEBUG ?= 1
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

.PHONY: installeer pango demo test traag test-alles zwaar bench lint beleid requirements

$(V)/.runtime: requirements.txt
	test -x $(V)/python || $(PYTHON) -m venv .venv
	$(V)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(V)/.dev: requirements-dev.txt $(V)/.runtime
	$(V)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

pango: $(V)/.runtime
	@$(V)/python -c "import weasyprint" 2>/dev/null || \
	  (command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	   apt-get install -y -qq --no-install-recommends $(PANGO) >/dev/null) || \
	  echo "PDF's hebben Pango nodig: sudo apt-get install --no-install-recommends $(PANGO)"

installeer: $(V)/.dev pango

demo: $(V)/.runtime pango
	$(V)/python manage.py demo --poort $(DEMO_PORT) $(DEMO_OPTIES)

test: installeer
	$(V)/python -m pytest -q -n auto

traag: installeer
	$(V)/python -m pytest -q -n auto -m traag

test-alles: installeer
	$(V)/python -m pytest -q -n auto -m "traag or not traag"

# The slow set with its full numbers, and the benchmark.
zwaar: export VERMINKT = 10000
zwaar: export MATRIX = 1
zwaar: export KNOEIEN = 1000
zwaar: export KILLS = 100
zwaar: export FOUTEN = alles
zwaar: export VIJANDIG = 1
zwaar: traag bench

bench: installeer
	$(V)/python -m tests.prestaties

lint: installeer
	$(V)/ruff check .
	$(V)/ruff format --check .
	$(V)/mypy monitor/regels gemeenten/kaart samenwerking/regels.py
	$(V)/djlint templates --lint --quiet
	$(V)/bandit -q -ll -c pyproject.toml -r gemeenten samenwerking monitor

# The policy as a page; a test says when it is out of date.
beleid: $(V)/.runtime
	$(V)/python manage.py beleid > docs/toegang.md

requirements:
	uv pip compile -q --python-version 3.11 --no-annotate --no-header requirements.in -o requirements.txt
	uv pip compile -q --python-version 3.11 --no-annotate --no-header -c requirements.txt requirements-dev.in -o requirements-dev.txt
