#!/usr/bin/env bash
# Everything on SQLite with the browser; beside it what asks a database on PostgreSQL, then the figures on Spark.
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
echo "==> SQLite, with the browser"
$bin/python -m pytest -q
first=$?
wait $beside
second=$?
echo "==> PostgreSQL, all that asks a database"
cat "$said"
exit $((first + second > 0))
