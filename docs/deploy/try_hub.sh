#!/usr/bin/env bash
# Runs a JupyterHub of this course with two learners and an instructor, for a trial: `make hub`, or
# `docs/deploy/try_hub.sh PORT` with options of JupyterHub.
#
# Everything that it changes (users, passwords, settings in /etc, homes and the exchange in /srv) it
# changes in mounts of its own, of which nothing is left when it ends, however it ends. In them, the
# clone holds what a wheel installs: learners find no solutions there.
set -euo pipefail

clone=$(realpath "$(dirname "$0")/../..")
bin=$clone/.venv/bin

say() { echo "$*" >&2; exit 1; }

# Print the topmost folder on the way to one that others may not enter, if there is one.
find_closed() {
    local folder=$1 closed=
    while [ "$folder" != / ]; do
        [[ $(stat -c %A "$folder") == *[xt] ]] || closed=$folder
        folder=$(dirname "$folder")
    done
    echo "$closed"
}

add_user() { # NAME GROUP
    local password
    password=$("$bin/python" -c 'import secrets; print(secrets.token_urlsafe(9))')
    useradd --create-home --base-dir /srv/home --key HOME_MODE=0700 --shell /bin/bash --groups "$2" "$1"
    echo "$1:$password" | chpasswd
    printf '  %-12s %s\n' "$1" "$password"
}

hide() {
    mkdir -p "$1"
    mount -t tmpfs -o mode=755 tmpfs "$1"
}

# Runs where mounts are its own.
serve() { # OPTION...
    local python clone_hidden python_hidden
    python=$("$bin/python" -c 'import sys; print(sys.base_prefix)')
    clone_hidden=$(find_closed "$clone")
    python_hidden=$(find_closed "$python")

    mkdir "$trial"/{etc,srv,venv,python}
    cp -a /etc/. "$trial/etc"
    mount --bind "$clone/.venv" "$trial/venv"
    mount --bind "$python" "$trial/python"
    mount --bind "$trial/etc" /etc
    mount --bind "$trial/srv" /srv
    # In place of what is hidden stand empty folders, and in them only what all may see.
    hide "${clone_hidden:-$clone}"
    [ -z "$python_hidden" ] || hide "$python_hidden"
    mkdir -p "$clone/.venv" "$python"
    mount --move "$trial/venv" "$clone/.venv"
    [ -z "$python_hidden" ] || mount --move "$trial/python" "$python"
    "$bin/python" -m zipfile --extract "$trial"/wheel/*.whl "$clone"
    chmod -R go+rX "$clone/helpers" "$clone/grading"

    mkdir -p /srv/home /etc/jupyter /etc/jupyterhub
    mkdir -p --mode=0777 /srv/nbgrader/exchange
    mkdir --mode=0700 /srv/jupyterhub
    cp "$trial/deploy/nbgrader_config.py" /etc/jupyter
    cp "$trial/deploy/jupyterhub_config.py" /etc/jupyterhub
    groupadd learners
    groupadd instructors
    echo "JupyterHub will be at http://127.0.0.1:$port, for these users with these passwords:"
    add_user ann learners
    add_user bob learners
    add_user instructor instructors
    cp -r "$trial/course" /srv/home/instructor/course
    chown -R instructor: /srv/home/instructor/course
    cd /srv/jupyterhub
    "$bin/jupyterhub" --config /etc/jupyterhub/jupyterhub_config.py \
        --JupyterHub.bind_url="http://127.0.0.1:$port" --JupyterHub.hub_port=$((port + 1)) \
        --ConfigurableHTTPProxy.api_url="http://127.0.0.1:$((port + 2))" "$@"
}

if [ "${1:-}" = inside ]; then
    trial=$2 port=$3
    shift 3
    serve "$@"
    exit
fi
port=${1:-8000}
[ "$(id -u)" = 0 ] || say "A JupyterHub starts servers of other users, which only root may: sudo make hub"
[ -x "$bin/configurable-http-proxy" ] || say "JupyterHub's proxy is missing: make .venv/bin/configurable-http-proxy"
! (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || say "Port $port is taken; another one: make hub PORT=8100"
trial=$(mktemp -d --tmpdir tensteps-hub.XXXXXX)
trap 'rm -rf "$trial"' EXIT
trap : INT TERM # the Hub gets them, too, and stops what it has started
(cd "$clone" && "$bin/python" -m hatchling build -t wheel -d "$trial/wheel" &> "$trial/log") || say "$(cat "$trial/log")"
mkdir "$trial/course"
cp -r "$clone/nbgrader_config.py" "$clone/solutions" "$trial/course"
cp -r "$clone/docs/deploy" "$trial/deploy"
unshare --mount --pid --fork --kill-child --mount-proc "$0" inside "$trial" "$port" "${@:2}"
