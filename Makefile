# Commands of this repository. `make` alone lists them.

PORT ?= 8000

# The first Python on the path that is neither too old nor newer than the pinned packages know.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
	2>/dev/null && echo $(name))))
endif
IN_VENV := .venv/bin/python

.PHONY: help run install test licences format frontend requirements wheel bundle clean

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*##/ { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: install  ## Install what is missing and serve the hub at http://localhost:8000 (PORT=… changes it)
	@.venv/bin/ieum up --port $(PORT)

install: python  ## Install what running needs, and nothing else
	@$(PYTHON) tools/install.py run
	@$(IN_VENV) -m tools.frontend
	@$(IN_VENV) -m tools.knowledge

test: python  ## Run every check and the whole test suite, on SQLite and on PostgreSQL
	@$(PYTHON) tools/install.py test
	@$(IN_VENV) -m tools.frontend
	@$(IN_VENV) -m tools.knowledge
	@$(IN_VENV) -m tools.check

licences:  ## Refuse a dependency under the GPL or AGPL
	@$(IN_VENV) -m tools.licences

format:  ## Lay out the code and put right what can be put right by itself
	@.venv/bin/ruff check --fix src tests benchmarks tools
	@.venv/bin/ruff format src tests benchmarks tools

frontend:  ## Take stylesheets and fonts again from the front-end packages
	@$(IN_VENV) -m tools.frontend

requirements:  ## Compile requirements/*.txt from pyproject.toml (UPGRADE=1 moves every package up)
	@$(IN_VENV) -m tools.requirements $(if $(UPGRADE),--upgrade)

wheel: install  ## Build dist/ieum-….whl, which carries its static files
	@rm -rf build && .venv/bin/uv build --wheel --no-build-isolation --python $(IN_VENV) --quiet
	@ls -1 dist/*.whl

bundle: install  ## Make dist/ieum-….tar, from which `make run` works without any network
	@$(IN_VENV) -m tools.bundle

clean:  ## Remove what was installed and built; data in ieum-data stays
	rm -rf .venv node_modules build dist src/ieum/hub/look/static/vendor src/ieum/hub/learnt

python:
	@test -n "$(PYTHON)" || { \
	echo "Ieum needs Python 3.11, 3.12, 3.13 or 3.14; found: $$(python3 --version 2>&1)." >&2; \
	echo "파이썬 3.11~3.14 가 필요합니다. 설치한 뒤 다시 실행하거나 make PYTHON=경로 로 알려 주세요." >&2; \
	exit 1; }
.PHONY: python
