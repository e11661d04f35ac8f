#!/usr/bin/env bash
# Prints alertmanager.yaml with the settings of the mail server and of the watchdog. Settings are environment variables.
set -euo pipefail
cd "$(dirname "$0")"
# The mail server, its user, and the sender and recipient of alerts. The password is in the Secret animals-receivers.
# Set SMTP_TLS to false only for a mail server on the same machine that does not encrypt.
SMTP=${SMTP:-smtp.example.com:587} SMTP_USER=${SMTP_USER-animals} SMTP_TLS=${SMTP_TLS:-true}
MAIL_FROM=${MAIL_FROM:-animals@example.com}
MAIL_TO=${MAIL_TO:-team@example.com}

make -s -C .. monitoring/.venv/bin/yq >&2
# If the mail server needs no login, the configuration must not contain a user.
# WATCHDOG=true sends AnimalsWatchdog to the address `watchdog-url` in the Secret animals-receivers.
.venv/bin/yq --yaml-output --arg smtp "$SMTP" --arg user "$SMTP_USER" --argjson tls "$SMTP_TLS" \
    --arg from "$MAIL_FROM" --arg to "$MAIL_TO" --argjson watchdog "${WATCHDOG:-false}" '
    .global += {smtp_smarthost: $smtp, smtp_from: $from, smtp_auth_username: $user, smtp_require_tls: $tls}
    | (.receivers[].email_configs[]?.to) = $to
    | if $watchdog then . else del(.receivers[] | select(.name == "watchdog").webhook_configs) end
    | if $user == "" then del(.global.smtp_auth_username, .global.smtp_auth_password_file) else . end' \
    alertmanager.yaml
