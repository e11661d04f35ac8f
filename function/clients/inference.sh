#!/usr/bin/env bash
# Lets clients of the Open Inference Protocol use a running service, and runs the examples of the documentation.
# Each client has its own environment, because their libraries conflict.
# Usage: inference.sh CLIENT… (curl, triton, kserve, mlserver). Settings: JAVA (a JDK 25's java), PYTHON, and either
# ADDRESS (HOST:PORT of a service) or PORT, on which a service is started. features.py describes more settings.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/function/clients/target
photo=$PWD/function/photos/koala.jpg
java=${JAVA:-$(function/tools/find-java.sh)}
mkdir -p "$out"
for client in "$@"; do
    [ -x "$out/$client/bin/python" ] || "${PYTHON:-python3}" -m venv "$out/$client"
    packages=function/clients/$client.txt
    [ ! -f "$packages" ] || "$out/$client/bin/pip" install -q --disable-pip-version-check -r "$packages"
done

[ -n "${ADDRESS:-}" ] || . function/clients/start-service.sh
address=${ADDRESS:-localhost:${port:-}}
for client in "$@"; do
    # The examples call the client's own programs.
    PATH="$out/$client/bin:$PATH" "$out/$client/bin/python" "function/clients/use_$client.py" "$address" "$photo"
    PATH="$out/$client/bin:$PATH" "$out/$client/bin/python" function/clients/run_examples.py "http://$address" \
        "$photo" "$java" use-an-inference-client.md "$client" "curl "
done
