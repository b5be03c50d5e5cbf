# Every command of the course. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup setup-tests lint format student course test test-all book pdf page serve exercises question grade report bench publish pins

PORT ?= 8000
JOBS ?=
SCHEDULER ?=
COURSE ?= gradebook
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
export PYTHONHASHSEED := 0
PYTHON := .venv/bin/python
# More workers than cores: browsers, kernels and servers are often waited for.
PYTEST_OPTIONS := -n 4 --dist loadfile --no-loadscope-reorder --durations 10

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup:  ## the environment: .venv, Node's packages, bubblewrap
	@./setup.sh
	@$(MAKE) --no-print-directory student

setup-tests:
	@./setup.sh tests
	@$(MAKE) --no-print-directory student

# What students and the sandbox import: the wheel of course_lib, unpacked. Never the checkout.
student: .venv/student/.complete
	@:
.venv/student/.complete: pyproject.toml $(shell find course_lib -type f -not -name '*.bundle.js' -not -name '*.pyc')
	@npm run --silent figures
	@rm -rf .venv/student _build/wheel
	@.venv/bin/uv build --quiet --wheel --out-dir _build/wheel
	@.venv/bin/uv pip install --quiet --no-deps --compile-bytecode --python $(PYTHON) --target .venv/student _build/wheel/*.whl
	@touch $@

course: setup  ## the whole course on this machine: book, hub, demo accounts (PORT=8000)
	@$(PYTHON) -m website.build $(if $(CLEAN),--clean,--if-changed)
	@$(PYTHON) -m hub $(if $(filter-out file,$(origin PORT)),--port $(PORT)) --course $(COURSE)

book: setup  ## the website in _build/html (CLEAN=1 runs every cell anew)
	@$(PYTHON) -m website.build $(if $(CLEAN),--clean)

pdf: setup-tests book  ## the whole book on paper: _build/basic-deep-learning.pdf
	@$(PYTHON) -m website.pdf

page: setup  ## one page of the book in seconds, to look at: P=what_is_deep
	@$(PYTHON) -m website.preview $(or $(P),$(error which page? make page P=what_is_deep))

serve: setup  ## the book while you write: built again at each change (PORT=8080)
	@$(PYTHON) -m website.preview --port $(if $(filter file,$(origin PORT)),8080,$(PORT))

exercises: setup  ## exercises/ anew from solutions/
	@$(PYTHON) -m grading release --to exercises

question: setup  ## the skeleton of a new question: NAME=ps3_depth/its_name
	@$(PYTHON) -m grading question $(or $(NAME),$(error which question? make question NAME=ps3_depth/its_name))

grade: setup  ## grades all submissions: ASSIGNMENT=ps2_counting [JOBS=cores] [SCHEDULER=] [COURSE=gradebook]
	@$(PYTHON) -m grading grade $(ASSIGNMENT) --course $(COURSE) $(if $(JOBS),--jobs $(JOBS)) $(if $(SCHEDULER),--scheduler $(SCHEDULER))

report: setup  ## how a class has fared, in a page: ASSIGNMENT=ps2_counting [COURSE=gradebook]
	@$(PYTHON) -m grading report $(or $(ASSIGNMENT),$(error which assignment? make report ASSIGNMENT=ps2_counting)) --course $(COURSE)

lint: setup  ## what ruff, codespell, the type checkers and our list of phrases say
	@ruff check --quiet . && ruff format --check --quiet . && codespell --quiet-level 3
	@mypy
	@npm run --silent types
	@$(PYTHON) -m website phrases

format: setup  ## lets ruff put the code in order
	@ruff check --quiet --fix . ; ruff format --quiet .

ifneq ($(FILE)$(K),)
test: .venv/.complete  ## every test, sampled; or some of them: FILE=tests/library K=softmax
	@$(if $(filter %.js,$(FILE)),node --test $(FILE),$(PYTHON) -m pytest $(FILE) $(if $(K),-k "$(K)"))
else
test: setup-tests lint
	@npm test --silent
	@$(PYTHON) -m pytest $(PYTEST_OPTIONS)
endif

.venv/.complete:
	@$(MAKE) --no-print-directory setup-tests

test-all: setup-tests lint  ## the whole of what `make test` samples
	@npm test --silent
	@COURSE_TESTS=all $(PYTHON) -m pytest $(PYTEST_OPTIONS)

bench: setup  ## the speed tables, _build/bench.json [TABLE=...]
	@$(PYTHON) -m benchmarks $(TABLE)

publish: setup-tests  ## _build/student: what students may see, the PDF too
	@$(PYTHON) -m website.build --if-changed
	@$(PYTHON) -m website publish

pins: setup  ## requirements.txt anew from pyproject.toml
	@uv pip compile --quiet --universal --python-version 3.11 --all-extras pyproject.toml -o requirements.txt
	@grep -v '^jupyterhub==' requirements.txt >hub/kubernetes/requirements.txt # the same versions, but that
	@uv pip compile --quiet --universal --python-version 3.11 --extra course --override hub/kubernetes/jupyterhub.txt pyproject.toml -o hub/kubernetes/requirements.txt
