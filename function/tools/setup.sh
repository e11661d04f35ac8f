#!/usr/bin/env bash
# Lists the tools in tools.tsv, what each is for, and how to install those that are missing. Fails only if a tool for
# `make run` is missing.
set -euo pipefail
cd "$(dirname "$0")"

is_installed() {
    local tool
    if [ "$1" = jdk-25 ]; then
        ./find-java.sh >/dev/null 2>&1
        return
    fi
    for tool in ${1//\// }; do
        ! command -v "$tool" >/dev/null || return 0
    done
    return 1
}

missing=''
while IFS=$'\t' read -r needed tool purpose debian macos; do
    case $needed in
        '## '*) echo "${needed#\#\# }:" ;;
        '#'*) ;;
        *)
            if is_installed "$tool"; then
                printf '  found    %-22s %s\n' "$tool" "$purpose"
            else
                printf '  missing  %-22s %s\n' "$tool" "$purpose"
                printf '           %-22s Debian: %s; macOS: %s\n' '' "$debian" "$macos"
                [ "$needed" = no ] || missing+=" $tool"
            fi
            ;;
    esac
done <tools.tsv
if [ -n "$missing" ]; then
    echo "make run needs these tools, which are missing:$missing." >&2
    exit 1
fi
