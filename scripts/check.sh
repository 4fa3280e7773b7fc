#!/usr/bin/env bash
# check.sh: everything a machine can say of the code without running it. Changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
export DEMO=yes
bin=.venv/bin
step() { echo "==> $1"; shift; "$@"; }
deploy() {
  env DEMO=no SECRET_KEY="$(printf 'check-%.0s' {1..12})only-0123456789" HTTPS=yes ALLOWED_HOSTS=example.org \
    $bin/python manage.py check --deploy --fail-level WARNING
}
step "format" $bin/ruff format --check -q .
step "lint" $bin/ruff check -q .
step "imports" $bin/lint-imports --no-cache
step "types" $bin/mypy config goldenthread
step "migrations" $bin/python manage.py makemigrations --check --dry-run -v0
step "licences" $bin/python scripts/licences.py
step "known vulnerabilities" $bin/python scripts/advisories.py requirements/dev.txt
step "templates" $bin/djlint goldenthread --lint --quiet
step "deployment" deploy
step "reference" $bin/python manage.py write_reference --check
