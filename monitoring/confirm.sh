#!/usr/bin/env bash
# confirm.sh NAMESPACE WHAT: prints what is about to be deleted in which cluster, and ends with status 8 unless CONFIRM
# names the namespace.
set -euo pipefail
server=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')
echo "Deletes $2 from the namespace $1 of the cluster $(kubectl config current-context) ($server)." >&2
[ "${CONFIRM:-}" = "$1" ] || { echo "Nothing was deleted. To go on, name the namespace: CONFIRM=$1" >&2; exit 8; }
