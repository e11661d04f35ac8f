#!/usr/bin/env bash
# Writes the results of make e2e-outages to the page of evidence. Everything from the page's first heading of the second
# level on is kept, because people write it.
set -euo pipefail
page=docs/evidence/chaos.md
new=$(mktemp)
cat >"$new" <<END
# What callers get when something breaks

\`make e2e-outages\` takes away one thing at a time that the service needs, while callers send five
photos a second over HTTP and two events a second to a Broker. No caller repeats a request. The
service has at most one pod. The command was run on $(date -u '+%-d %B %Y') at commit
\`$(git rev-parse --short HEAD)\`.

Each request is counted once: sent = answered + refused + failed + dead-lettered.

- **answered:** the caller got the right answer, or the answer to the event reached its subscriber
- **refused:** somebody replied that the request was not processed, with a 4xx or 503
- **failed:** the connection broke, the reply was another error, or there was no reply
- **dead-lettered:** the Broker gave up and delivered the event to the dead-letter sink

The last column quotes the replies and says who wrote them.

$(cat knative/e2e/target/outages.md)

END
sed -n '/^## /,$p' "$page" >>"$new"
mv "$new" "$page"
