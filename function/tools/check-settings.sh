#!/usr/bin/env bash
# Checks the settings of `make run` and `make dev` before anything is built.
# MODEL, PORT and MANAGEMENT_PORT come from the Makefile.
set -euo pipefail
cd "$(dirname "$0")/../model"

fail() {
    echo "$1" >&2
    exit 2
}

models=$(printf '%s\n' */model.yaml | cut -d / -f 1 | xargs)
[ -f "$MODEL/model.yaml" ] || fail "There is no model MODEL=$MODEL; the models are: ${models// /, }."
for name in PORT MANAGEMENT_PORT; do
    port=${!name}
    [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -le 65535 ] ||
        fail "$name=$port is not the number of a port; give one from 0 (any free port) to 65535."
    # A connection succeeds only if a program listens there.
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null ||
        fail "Another program uses port $port; choose a free one, for instance make run $name=$((port % 60000 + 1000))."
done
