# The one door. `make demo` and `make test` do all the set-up by themselves.
SHELL := bash
PORT ?= 8000
BIN := .venv/bin
.PHONY: help demo test check fix golden spark bench lock assets pictures reference clean

help: ## say what can be done
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

demo: ## fill a fictional borough and serve it on PORT
	@scripts/bootstrap.sh demo
	@scripts/demo.sh $(PORT)

test: ## all that asks a database on SQLite, with the browser; beside it everything else too on PostgreSQL
	@scripts/bootstrap.sh test
	@$(MAKE) --no-print-directory check
	@scripts/test.sh

check: ## format, lint, types, contracts, licences, advisories, templates, migrations, deployment, reference
	@scripts/bootstrap.sh test
	@scripts/check.sh

fix: ## the same, changing what can be changed
	@scripts/bootstrap.sh test
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .
	@$(MAKE) --no-print-directory reference

pictures: ## take the guide's pictures anew, from the journey
	@scripts/bootstrap.sh test
	@SCREENSHOTS=docs/pictures $(BIN)/python -m pytest -q tests/journeys/test_cycle.py -k "closed_loop or concern"

reference: ## write docs/reference anew
	@DEMO=yes $(BIN)/python manage.py write_reference

bench: ## the figures of docs/reference/benchmarks.md
	@scripts/bootstrap.sh test
	@DEMO=yes $(BIN)/python -m scripts.bench

golden: ## run a folder of golden vectors (DIR) through the statistics
	@$(BIN)/python -m tests.golden $(or $(DIR),tests/golden/vectors)

spark: ## the catalogue on Spark against DuckDB, where Java is present
	@scripts/bootstrap.sh test
	@scripts/spark.sh

lock: ## pin every dependency with its hashes
	cd requirements && for f in base dev spark; do ../$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $$f.in -o $$f.txt; done
	@! grep -nE 'https?://' requirements/*.txt

assets: ## copy the design systems' files into the project
	npm ci --prefix frontend && $(BIN)/python scripts/vendor_assets.py frontend/node_modules goldenthread/ui/static/vendor tests/axe.min.js

clean: ## take away what the project made
	rm -rf .venv staticfiles var db.sqlite3*
