#!/usr/bin/env bash
# Checks the settings MODEL and ENGINE before anything is built, and the port settings that the arguments name:
# check-settings.sh [PORT MANAGEMENT_PORT]. The Makefile passes the values of all settings, and MODELS, as variables.
set -euo pipefail

fail() {
    echo "$1" >&2
    exit 2
}

cd "${MODELS:?}" 2>/dev/null || fail "There is no folder MODELS=$MODELS."
shopt -s nullglob
folders=$(printf '%s\n' */model.yaml | cut -d / -f 1)
case $ENGINE in
pytorch) models=$(sed '/-onnxruntime$/d' <<<"$folders" | xargs) ;;
onnxruntime) models=$(sed -n 's/-onnxruntime$//p' <<<"$folders" | xargs) ;;
*) fail "There is no engine ENGINE=$ENGINE; the engines are: pytorch, onnxruntime." ;;
esac
[[ " $models " == *" $MODEL "* ]] ||
    fail "There is no model MODEL=$MODEL; the models are: $(sed 's/^$/none/; s/ /, /g' <<<"$models")."
for name; do
    port=${!name}
    [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -le 65535 ] ||
        fail "$name=$port is not the number of a port; give one from 0 (any free port) to 65535."
    # A connection succeeds only if a program listens there.
    ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null ||
        fail "Another program uses port $port; choose a free one, for instance make run $name=$((port % 60000 + 1000))."
done
