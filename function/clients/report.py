"""Writes the page of the clients' features: python report.py RESULTS PAGE COMMIT COMMAND.

RESULTS is what features.py recorded, a line for each client, version, feature, address and result.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

PAGE = """\
# Clients of the Open Inference Protocol

Measured with `{command}` on {day} {month} at commit `{commit}`.
The clients are unmodified packages with the versions in [`function/clients`](../../function/clients).

{addresses}A cell contains the versions of the model that answered, and how many answers came from each.
A feature without a cell at an address was not checked there.
MLServer's first file contains two requests without a photo, which the service rejected as it should.
{tables}"""

ADDRESSES = """\
They called the service on a cluster, through Knative's gateway:

- **users**: the address of the Service while stable (Lite0) has all traffic
- **stable**, **candidate**: the addresses of the traffic tags (Lite0 and Lite2)
- **canary**: the address of the Service while the candidate has a fifth of the traffic

"""


def main(results: Path, page: Path, commit: str, command: str) -> None:
    rows = [line.split("\t") for line in results.read_text().splitlines()]
    addresses = list(dict.fromkeys(address for _, _, _, address, _ in rows))
    tables = ""
    for client, version in dict.fromkeys((row[0], row[1]) for row in rows):
        found = {(name, address): result for each, _, name, address, result in rows if each == client}
        tables += f"\n## {client} {version}\n\n| feature | {' | '.join(addresses)} |\n"
        tables += "|---" * (len(addresses) + 1) + "|\n"
        for feature in dict.fromkeys(name for name, _ in found):
            cells = [found.get((feature, address), "") for address in addresses]
            tables += f"| {feature} | {' | '.join(cells)} |\n"
    day = datetime.now(UTC)
    page.write_text(
        PAGE.format(
            command=command,
            day=day.day,
            month=f"{day:%B %Y}",
            commit=commit,
            addresses=ADDRESSES if "candidate" in addresses else "",
            tables=tables,
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
