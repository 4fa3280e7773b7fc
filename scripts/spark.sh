#!/usr/bin/env bash
# The catalogue on Spark gives the integers that it gives on DuckDB; where there is no Java, says so.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v java > /dev/null; then
  echo "==> Spark: not run, there is no Java on this machine"
  exit 0
fi
echo "==> Spark"
if ! .venv/bin/pip install -q --disable-pip-version-check --no-deps --upgrade --target .spark \
  --require-hashes -r requirements/spark.txt; then
  echo "    NOT RUN, though there is Java: its packages could not be fetched"
  exit 0
fi
PYTHONPATH=.spark .venv/bin/python -m pytest -q tests/engines -m spark
