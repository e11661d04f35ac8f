#!/usr/bin/env bash
# Sends every file of a folder to a running service.
# Usage: test.sh FOLDER. Settings: JAVA (a JDK 25's java), PYTHON, and PORT with the next port after it.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/function/corpora/target
java=${JAVA:-$(function/tools/find-java.sh)}
mkdir -p "$out"
[ -x "$out/venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$out/venv"
"$out/venv/bin/pip" install -q --disable-pip-version-check -r function/corpora/requirements.txt

. function/clients/start-service.sh
"$out/venv/bin/python" function/corpora/send.py "$1" "$port" "${service:?}"
