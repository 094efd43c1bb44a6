# One virtual environment, made once; every target brings it along, so none needs another first.
.DEFAULT_GOAL := help
.PHONY: help install run test check check-slow lint attack bench model facts encoders example clean

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TREEBANKS ?= treebanks
FACTS_OUT ?= build/facts
PASSAGES := $(sort $(wildcard flows/training/passages/[a-g].jsonl.gz))
MINUTES ?= 8
ARTICLES ?= 50
RELEASE ?= 500
AGAIN ?= 30
# Prefect's test server does not end in a process of pytest-xdist; tests that wait for servers are better off alone.
SERVERS := tests/flow tests/cli tests/site tests/wikidata

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP)  ## make .venv and install the pinned packages

run: $(STAMP)  ## read the shipped example article and publish it to output/
	@# Status 1 says that the gate held something back: a release is there all the same.
	$(BIN)/communique run || test $$? -eq 1

test: $(STAMP)  ## run every test but the slow ones: on two processes, then one by one those that start servers
	@# Status 1 says that tests failed; what else ends pytest, say Ctrl-C, ends this.
	@failed=; \
	$(BIN)/python -m pytest -m 'not slow' -n 2 --dist loadfile $(SERVERS:%=--ignore=%) || \
		{ status=$$?; test $$status -eq 1 || exit $$status; failed="on two processes"; }; \
	$(BIN)/python -m pytest -m 'not slow' $(SERVERS) || \
		{ status=$$?; test $$status -eq 1 || exit $$status; failed="$${failed:+$$failed, }one by one"; }; \
	test -z "$$failed" || { echo "Tests failed: $$failed (see above)." >&2; exit 1; }

check: $(STAMP) lint test  ## format, lint, types, tests

check-slow: $(STAMP)  ## run the slow tests: the package as others install it, a schedule that fires
	$(BIN)/python -m pytest -m slow

lint: $(STAMP)  ## format, lint and types only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

attack: $(STAMP)  ## try hostile pages, servers, texts and faults of Wikidata, on this machine alone
	$(BIN)/python tests/attack.py

bench: $(STAMP)  ## time the line on copies of the shipped example (ARTICLES=500 for many), runs on releases of 50 and RELEASE articles, runs that find nothing new (AGAIN=), what commands load, and pages; SPACY= the Python of an environment with spaCy, to read beside it
	$(BIN)/python tests/flow/bench.py --articles $(ARTICLES)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/flow/bench_jobs.py --articles $(ARTICLES)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/extract/bench_reading.py $(if $(SPACY),--beside $(SPACY))
	$(BIN)/python tests/cli/bench_start.py
	$(BIN)/python tests/publish/bench_release.py --small 50 --large $(RELEASE)
	$(BIN)/python tests/flow/bench_again.py --articles $(AGAIN)
	$(BIN)/python tests/site/bench_site.py --articles $(RELEASE)

model: $(STAMP)  ## train the model of trees and names again (TREEBANKS=, ENCODER= and TEXT= name folders; CONTRIBUTING.md)
	@test -n "$(ENCODER)" || { echo "ENCODER= names the folder of a BERT-layout encoder." >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m flows.training.learn $(TREEBANKS) flows/language/model --encoder $(ENCODER) \
		$(if $(TEXT),--text $(TEXT)) --minutes $(MINUTES)
	$(BIN)/python -m flows.training.evaluate flows/language/model $(TREEBANKS)

facts: $(FACTS_OUT)/windows.npz  ## train the network that tells of facts again (TREEBANKS=, ENCODER=, TEACHER=; CONTRIBUTING.md)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m flows.training.learn_facts $(FACTS_OUT) flows/language/model --encoder $(ENCODER) \
		--teacher $(TEACHER) --minutes $(MINUTES) --teacher-minutes $(MINUTES)
	rm -rf $(FACTS_OUT)
	$(BIN)/python tests/quality/passages.py flows/training/passages/measure.jsonl.gz

$(FACTS_OUT)/windows.npz: $(PASSAGES) | $(STAMP) encoders
	rm -rf $(FACTS_OUT)
	$(BIN)/python -m flows.training.prepare $(TREEBANKS) $(FACTS_OUT) --encoder $(ENCODER) \
		$(if $(TEXT),--text $(TEXT)) --passages $(PASSAGES)

encoders:
	@test -n "$(ENCODER)" -a -n "$(TEACHER)" || \
		{ echo "ENCODER= names the folder of the student's encoder, TEACHER= that of its teacher's." >&2; exit 1; }

example: $(STAMP)  ## publish output/example and the answers to the questions again, to review with git diff
	rm -rf build/example
	$(BIN)/communique run --out build/example --no-site || test $$? -eq 1
	rm -rf output/example && mkdir output/example
	cp -RL build/example/* output/example/
	$(BIN)/python tests/ontology/answers.py

clean:  ## remove what the tools left behind (keeps .venv and output/)
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis build

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Communiqué needs Python 3.11 or newer; none was found." >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version): this takes a minute or two."
	@$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)
