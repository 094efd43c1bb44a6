# One virtual environment, made once; every target brings it along, so none needs another first.
.DEFAULT_GOAL := help
.PHONY: help install run test check lint bench model example clean

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TREEBANKS ?= treebanks
MODEL_OUT ?= build/model
ARTICLES ?= 50

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP)  ## make .venv and install the pinned packages

run: $(STAMP)  ## read the shipped example article and publish it to output/
	@# Status 1 says that the gate held something back: a release is there all the same.
	$(BIN)/communique run || test $$? -eq 1

test: $(STAMP)  ## run every test
	$(BIN)/python -m pytest

check: $(STAMP) lint test  ## format, lint, types, tests

lint: $(STAMP)  ## format, lint and types only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(STAMP)  ## time the line on copies of the shipped example (ARTICLES=500 for many)
	$(BIN)/python tests/flow/bench.py --articles $(ARTICLES)
	OPENBLAS_NUM_THREADS=1 $(BIN)/python tests/extract/bench_reading.py

TRAIN = $(BIN)/python -m spacy train --code flows/training/tokens.py

model: $(STAMP)  ## train the language model again (TREEBANKS=folder with UD English EWT and GUM)
	$(BIN)/python -m flows.training.convert $(TREEBANKS) $(MODEL_OUT)/data --gazetteer mappings/gazetteer
	$(TRAIN) flows/training/parse.cfg --output $(MODEL_OUT)/parse \
		--paths.train $(MODEL_OUT)/data/parse-train.spacy --paths.dev $(MODEL_OUT)/data/parse-dev.spacy
	$(TRAIN) flows/training/names.cfg --output $(MODEL_OUT)/names --paths.encoder $(MODEL_OUT)/parse/model-best \
		--paths.train $(MODEL_OUT)/data/names-train.spacy --paths.dev $(MODEL_OUT)/data/names-dev.spacy
	$(BIN)/python -m flows.training.assemble $(MODEL_OUT)/parse/model-best $(MODEL_OUT)/names/model-best \
		flows/language/model
	$(BIN)/python -m flows.training.evaluate flows/language/model $(MODEL_OUT)/data

example: $(STAMP)  ## publish output/example and the answers to the questions again, to review with git diff
	rm -rf build/example
	$(BIN)/communique run --out build/example || test $$? -eq 1
	rm -rf output/example && mkdir output/example
	cp -RL build/example/* output/example/
	$(BIN)/python tests/ontology/answers.py

clean:  ## remove what the tools left behind (keeps .venv and output/)
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis build

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Communiqué needs Python 3.11 or newer; none was found." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)
