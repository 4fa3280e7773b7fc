#!/usr/bin/env bash
# demo.sh PORT: a fictional borough, its year, a worker, a scheduler and the server.
set -euo pipefail
cd "$(dirname "$0")/.."
port="${1:-8000}"
export DEMO=yes BASE_URL="http://127.0.0.1:$port" EMAIL_BACKEND=django.core.mail.backends.filebased.EmailBackend
bin=.venv/bin
$bin/python manage.py migrate -v0
$bin/python manage.py createcachetable
$bin/python manage.py seed_demo --figures
$bin/python manage.py collectstatic --noinput -v0
$bin/python manage.py db_worker --no-reload -v0 & worker=$!
$bin/python manage.py scheduler & clock=$!
trap 'kill $worker $clock 2>/dev/null' EXIT INT TERM
echo "==> http://127.0.0.1:$port/  (Ctrl-C stops it; e-mails are in var/mail)"
$bin/granian --interface wsgi --host 127.0.0.1 --port "$port" --workers 2 --blocking-threads 1 --respawn-failed-workers config.wsgi:application
