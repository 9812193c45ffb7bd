# Sourced by the commands beside it: makes the environment from the lock files, once for every change of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
VENV=$ROOT/.venv
PYTHON=${PYTHON:-python3.11}
command -v "$PYTHON" >/dev/null 2>&1 || PYTHON=python3

# Every command and every worker of a test starts the whole program: read in once, that takes half the time.
unset PYTHONDONTWRITEBYTECODE

# Offices have certificates of their own: believe what the machine believes.
export UV_SYSTEM_CERTS=1
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
  export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}
  export PIP_CERT=${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}
fi

say() { printf '\033[1m→ %s\033[0m\n' "$*"; }
fail() { printf '\033[1m✗ %s\033[0m\n' "$*" >&2; exit 1; }
is_root_on_debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# debian PACKAGE… : installs from Debian where we may, else says the one line that would.
debian() {
  is_root_on_debian || fail "Please install first: sudo apt-get install $*"
  say "Installing from Debian: $*"
  local log; log=$(mktemp)
  { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; }
  } >"$log" 2>&1 || { tail -n 15 "$log" >&2; fail "Debian could not install: $*"; }
  rm -f "$log"
}

fingerprint() { cat "$@" | sha256sum | cut -c1-32; }

# python_environment base|dev
python_environment() {
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' 2>/dev/null ||
    fail "Please install Python 3.11 first: sudo apt-get install python3 python3-venv"
  local which=$1 stamp
  stamp="$which $(fingerprint "requirements/$which.txt" pyproject.toml)"
  # Everything of base is in dev, so a dev environment serves both.
  if [ -f "$VENV/.schuifaan" ]; then
    grep -qxF "$stamp" "$VENV/.schuifaan" && return 0
    [ "$which" = base ] && grep -qxF "dev $(fingerprint requirements/dev.txt pyproject.toml)" "$VENV/.schuifaan" && return 0
  fi
  say "Making the Python environment ($which)"
  if [ ! -x "$VENV/bin/python" ] || ! "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
    rm -rf "$VENV"
    "$PYTHON" -m venv "$VENV" >/dev/null 2>&1 || { rm -rf "$VENV"; debian python3-venv; "$PYTHON" -m venv "$VENV"; }
  fi
  "$VENV/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
  "$VENV/bin/uv" pip install -q --python "$VENV/bin/python" --require-hashes -r "requirements/$which.txt"
  "$VENV/bin/uv" pip install -q --python "$VENV/bin/python" --no-deps --no-build-isolation -e . 2>/dev/null ||
    "$VENV/bin/uv" pip install -q --python "$VENV/bin/python" --no-deps -e .
  echo "$stamp" > "$VENV/.schuifaan"
}

# node_packages prod|dev
node_packages() {
  local which=$1 stamp found
  stamp="$which $(fingerprint package-lock.json)"
  found=$(cat node_modules/.schuifaan 2>/dev/null || true)
  [ "$found" = "$stamp" ] && return 0
  [ "$which" = prod ] && [ "$found" = "dev $(fingerprint package-lock.json)" ] && return 0
  say "Installing the front-end packages ($which)"
  if ! command -v npm >/dev/null 2>&1; then
    "$VENV/bin/uv" pip install -q --python "$VENV/bin/python" --require-hashes -r requirements/node.txt
  fi
  local omit=(); [ "$which" = prod ] && omit=(--omit=dev)
  PATH="$PATH:$VENV/bin" npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error "${omit[@]}"
  echo "$stamp" > node_modules/.schuifaan
}
