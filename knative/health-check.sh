#!/usr/bin/env bash
# Checks from outside that the service classifies a known photo correctly. Each kind of failure has an exit code:
#   0 healthy   2 wrong use   3 not reachable   4 not ready   5 wrong answer to a known photo   6 too slow
# health-check.sh URL
# If DNS does not resolve the URL's host, INGRESS=HOST:PORT is called instead. TIMEOUT is in seconds.
set -uo pipefail

url=${1:-}
[ -n "$url" ] || { echo "Set the address to check: make health-check URL=https://animals.example.com" >&2; exit 2; }
photo=$(dirname "$0")/../function/photos/koala.jpg
# Long enough for a start from zero, even if a node has to be added first.
timeout=${TIMEOUT:-30}
connect=()
[ -z "${INGRESS:-}" ] || connect=(--connect-to "::$INGRESS")

call() {
    curl -sS --max-time "$timeout" "${connect[@]}" "$@"
}

finish() { # STATUS, MESSAGE
    echo "$2"
    exit "$1"
}

check() { # WHAT curl's status means
    case $1 in
        0) ;;
        28) finish 6 "Too slow: no answer within $timeout s." ;;
        *) finish 3 "Cannot reach $url (curl: $1)." ;;
    esac
}

status=$(call -o /dev/null -w '%{http_code}' "$url/readyz" 2>/dev/null)
check $?
[ "$status" = 200 ] || finish 4 "Not ready: /readyz answered $status."
answer=$(call -w '\n%{http_code} %{time_total}' -H 'Content-Type: image/jpeg' --data-binary "@$photo" \
    "$url/classify?top=1" 2>/dev/null)
check $?
read -r status seconds <<<"$(tail -n 1 <<<"$answer")"
case $answer in
    *'"label":"koala"'*) ;;
    *) finish 5 "A photo of a koala was answered with $status: $(head -c 300 <<<"$answer")" ;;
esac
finish 0 "Healthy: ready, and a koala is a koala, in $seconds s."
