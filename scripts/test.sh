#!/usr/bin/env bash
# What asks a database on SQLite, the browser, then the figures on Spark; beside it all but the browser on PostgreSQL.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
said=$(mktemp)
trap 'rm -f "$said"' EXIT
$bin/python scripts/pgtemp.py -- $bin/python -m pytest -q -p no:cacheprovider -m "not journey and not crash" \
  > "$said" 2>&1 &
beside=$!
echo "==> SQLite: what asks a database, the browser, and killed processes"
$bin/python -m pytest -q --asks-a-database
first=$?
scripts/spark.sh
third=$?
wait $beside
second=$?
echo "==> PostgreSQL: everything but the browser and killed processes"
cat "$said"
exit $((first + second + third > 0))
