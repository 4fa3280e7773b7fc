#!/usr/bin/env bash
# bootstrap.sh demo|test: makes .venv from the locked packages and, for "test", the system packages.
set -euo pipefail
cd "$(dirname "$0")/.."
want="${1:-demo}"
PY="${PYTHON:-python3}"
say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
die() { printf '\nERROR: %s\n' "$*" >&2; exit 1; }

apt_missing() {
  for p in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$p" 2>/dev/null | grep -qx installed || echo "$p"
  done
}

need_apt() { # need_apt WHY PACKAGE...
  local why="$1"; shift
  if ! command -v dpkg-query >/dev/null; then
    echo "note: not a Debian machine; install by hand for $why: $*" >&2
    return 0
  fi
  local miss; miss=$(apt_missing "$@")
  [ -z "$miss" ] && return 0
  if [ "$(id -u)" = 0 ]; then
    say "apt: $why ($(echo $miss))"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $miss >/dev/null
  else
    echo "note: $why needs system packages. Run:  sudo apt-get install -y --no-install-recommends $(echo $miss)" >&2
    return 1
  fi
}

"$PY" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || die "Python 3.11 or newer is needed (found $("$PY" -V)). Set PYTHON=/path/to/python3.11"
"$PY" -c 'import ensurepip, venv' 2>/dev/null \
  || need_apt "creating a virtual environment" python3-venv || die "python3-venv is missing"
need_apt "PDF reports (Pango)" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
  || echo "      PDF reports stay off until then." >&2

lock=requirements/base.txt
if [ "$want" = test ] || [ -e .venv/.dev ]; then lock=requirements/dev.txt; fi # never take the test tools away again
stamp=".venv/.stamp-$(sha256sum < "$lock" | cut -c1-16)"
if [ ! -e "$stamp" ]; then
  say "Python packages from $lock"
  [ -x .venv/bin/python ] || "$PY" -m venv .venv
  awk '/^uv==/{f=1} f{print} f&&!/\\$/{exit}' "$lock" > .venv/uv.txt
  .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r .venv/uv.txt
  # uv does not read pip's settings: give it the index that pip uses, and the machine's certificates
  index=$(.venv/bin/pip config get global.index-url 2>/dev/null || true)
  export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-$index}}" UV_SYSTEM_CERTS=1
  [ -n "$UV_DEFAULT_INDEX" ] || unset UV_DEFAULT_INDEX
  VIRTUAL_ENV=.venv .venv/bin/uv pip sync -q --require-hashes "$lock"
  rm -f .venv/.stamp-*; touch "$stamp"
  [ "$lock" = requirements/base.txt ] || touch .venv/.dev
fi
if [ "$want" = test ]; then
  need_apt "browser tests" chromium fonts-liberation || echo "      browser tests will be SKIPPED" >&2
  [ -n "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || need_apt "PostgreSQL tests" postgresql \
    || echo "      PostgreSQL tests use the wheel instead" >&2
fi
