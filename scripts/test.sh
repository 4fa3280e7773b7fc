#!/usr/bin/env bash
# What asks a database on SQLite, and the browser; beside it all but the browser on PostgreSQL, then the figures on Spark.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
said=$(mktemp)
trap 'rm -f "$said"' EXIT
{
  $bin/python scripts/pgtemp.py -- $bin/python -m pytest -q -p no:cacheprovider -m "not journey and not crash"
  rc=$?
  scripts/spark.sh && exit $rc
} > "$said" 2>&1 &
beside=$!
echo "==> SQLite: what asks a database, the browser, and killed processes"
$bin/python -m pytest -q --asks-a-database
first=$?
wait $beside
second=$?
echo "==> PostgreSQL: everything but the browser and killed processes; then Spark"
cat "$said"
exit $((first + second > 0))
