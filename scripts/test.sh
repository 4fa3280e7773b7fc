#!/usr/bin/env bash
# What asks a database on SQLite, the browser, and the figures on Spark; beside it all but the browser on PostgreSQL,
# then killed processes: so that both take about as long. Who opens which page, and how many questions a page asks, is the
# same on both, and long: once, on SQLite.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
said=$(mktemp)
trap 'rm -f "$said"' EXIT
{
  $bin/python scripts/pgtemp.py -- $bin/python -m pytest -q -p no:cacheprovider -m "not journey and not crash" \
    --ignore=tests/access --ignore=tests/growth
  rc=$?
  $bin/python -m pytest -q -p no:cacheprovider -m crash && exit $rc
} > "$said" 2>&1 &
beside=$!
echo "==> SQLite: what asks a database, and the browser; then Spark"
$bin/python -m pytest -q --asks-a-database -m "not crash"
first=$?
scripts/spark.sh
spark=$?
wait $beside
second=$?
echo "==> PostgreSQL: everything but the browser; then killed processes"
cat "$said"
exit $((first + spark + second > 0))
