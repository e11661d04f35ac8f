"""Checks animals.json without a cluster.

The file must be what animals.py writes, and it must match Grafana's schema. Every panel needs a description and
thresholds, and every query must be valid PromQL that reads known series.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models import units
from grafana_foundation_sdk.models.dashboard import Dashboard

FOLDER = Path(__file__).parent
# Series that only panels read, with their source.
RAW = {
    "ALERTS": "Prometheus",
    "animals_judge_evidence": "the exporter",
    "animals_in_flight": "the function",
    "animals_queued": "the function",
    "animals_stage_seconds_bucket": "the function",
    "animals_stage_seconds_sum": "the function",
    "animals_stage_seconds_count": "the function",
    "kn_serving_queue_depth": "queue-proxy",
    "kn_revision_request_concurrency": "the activator",
    "kn_revision_pods_count": "the autoscaler",
    "kn_revision_pods_desired": "the autoscaler",
    "kn_revision_concurrency_stable": "the autoscaler",
    "kn_revision_concurrency_target": "the autoscaler",
}
UNITS = {value for name, value in vars(units).items() if not name.startswith("_")}
OPERATORS = {"and", "or", "unless", "by", "without", "on", "bool", "offset"}
# Matches labels, windows, texts and lists of labels, which contain no names of series.
NO_SERIES = r'\{[^}]*\}|\[[^]]*\]|"[^"]*"|\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)'


def names(expression: str) -> set[str]:
    """Returns the series that an expression reads: all words but functions, operators and parts of NO_SERIES."""
    bare = re.sub(NO_SERIES, " ", expression)
    words = re.findall(r"[a-zA-Z_:][\w:]*(?!\w*\s*\()", bare)
    return {word for word in words if not re.search(rf"(?<![\w:]){word}\s*\(", bare)} - OPERATORS


def known() -> set[str]:
    """Returns the series that rules and alerts read or write, and those in RAW."""
    found = set(RAW)
    for file in [*(FOLDER.parent / "rules").glob("*.yaml"), *(FOLDER.parent / "alerts").glob("*.yaml")]:
        for group in yaml.safe_load(file.read_text())["groups"]:
            for rule in group["rules"]:
                found |= names(rule["expr"]) | {rule.get("record", "ALERTS")}
    return found


def panel_faults(panel: dict, series: set[str]):
    title, defaults = panel["title"], panel["fieldConfig"]["defaults"]
    if not panel.get("description") or not defaults.get("thresholds"):
        yield f"{title}: no description or no thresholds"
    unit = defaults.get("unit", "")
    if unit not in UNITS and not unit.startswith("suffix:"):
        yield f"{title}: Grafana does not know the unit {unit}"
    for target in panel["targets"]:
        for name in names(target["expr"]) - series:
            yield f"{title}: no rule, alert or part of the platform exports {name}"


def query_faults(panels: list[dict]):
    """Lets promtool parse all queries as if they were rules."""
    queries = [target["expr"].replace("$", "") for panel in panels for target in panel["targets"]]
    rules = [{"record": "panel", "expr": text, "labels": {"n": str(n)}} for n, text in enumerate(queries)]
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}, file)
        file.flush()
        command = ["promtool", "check", "rules", "--lint=none", file.name]
        parsed = subprocess.run(command, capture_output=True, text=True, check=False)
        if parsed.returncode != 0:
            yield parsed.stdout + parsed.stderr


def main() -> None:
    text = (FOLDER / "animals.json").read_text()
    faults = []
    program = [sys.executable, FOLDER / "animals.py"]
    if text != subprocess.run(program, check=True, capture_output=True, text=True).stdout:
        faults.append("animals.json is not what animals.py writes: run make dashboard")
    register_default_plugins()
    if json.loads(json.dumps(Dashboard.from_json(json.loads(text)), cls=JSONEncoder)) != json.loads(text):
        faults.append("Grafana's schema does not know all of animals.json")
    panels = [panel for panel in json.loads(text)["panels"] if panel["type"] != "row"]
    titles = [panel["title"] for panel in panels]
    faults += [f"Two panels have the same title: {title}" for title in set(titles) if titles.count(title) > 1]
    series = known()
    for panel in panels:
        faults += panel_faults(panel, series)
    faults += query_faults(panels)
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
