"""
Checks animals.json without a cluster: it is what animals.py makes, the SDK's types, which are generated from Grafana's schema, hold all of
it, every panel says what it shows, and every query is one that Prometheus can read, of series that there are.
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
# What Prometheus reads and no rule or alert does: {series: who has it}.
RAW = {
    "ALERTS": "Prometheus itself",
    "animals_in_flight": "the function", "animals_queued": "the function",
    "animals_stage_seconds_bucket": "the function", "animals_stage_seconds_sum": "the function", "animals_stage_seconds_count": "the function",
    "kn_serving_queue_depth": "queue-proxy",
    "kn_revision_request_concurrency": "the activator",
    "kn_revision_pods_count": "the autoscaler", "kn_revision_pods_desired": "the autoscaler",
    "kn_revision_concurrency_stable": "the autoscaler", "kn_revision_concurrency_target": "the autoscaler",
}
UNITS = {value for name, value in vars(units).items() if not name.startswith("_")}


def names(expression: str) -> set[str]:
    """The series that an expression reads: words outside of braces, brackets, by (…) and the like that are no function."""
    bare = re.sub(r'\{[^}]*\}|\[[^]]*\]|"[^"]*"|\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)', " ", expression)
    words = re.findall(r"[a-zA-Z_:][\w:]*(?!\w*\s*\()", bare)
    return {word for word in words if not re.search(rf"(?<![\w:]){word}\s*\(", bare)} - {"and", "or", "unless", "by", "without", "on", "bool",
    "offset"}


def known() -> set[str]:
    found = set(RAW)
    for file in [*(FOLDER.parent / "rules").glob("*.yaml"), *(FOLDER.parent / "alerts").glob("*.yaml")]:
        for group in yaml.safe_load(file.read_text())["groups"]:
            for rule in group["rules"]:
                found |= names(rule["expr"]) | {rule.get("record", "ALERTS")}
    return found


def main() -> None:
    text = (FOLDER / "animals.json").read_text()
    made = subprocess.run([sys.executable, FOLDER / "animals.py"], check=True, capture_output=True, text=True).stdout
    wrong = [] if text == made else ["animals.json is not what animals.py makes: make dashboard"]
    register_default_plugins()
    held = json.loads(json.dumps(Dashboard.from_json(json.loads(text)), cls=JSONEncoder))
    wrong += [] if held == json.loads(text) else ["Grafana's types do not hold all of animals.json"]

    panels = [panel for panel in json.loads(text)["panels"] if panel["type"] != "row"]
    titles = [panel["title"] for panel in panels]
    rules, series = [], known()
    for panel in panels:
        defaults = panel["fieldConfig"]["defaults"]
        if not panel.get("description") or not defaults.get("thresholds"):
            wrong.append(f"{panel['title']}: no description or no thresholds")
        if defaults.get("unit") not in UNITS and not defaults.get("unit", "").startswith("suffix:"):
            wrong.append(f"{panel['title']}: Grafana knows no unit {defaults.get('unit')}")
        for target in panel["targets"]:
            wrong += [f"{panel['title']}: nobody has {name}" for name in names(target["expr"]) - series]
            rules.append({"record": "panel", "expr": target["expr"].replace("$", ""), "labels": {"n": str(len(rules))}})
    wrong += [f"two panels are called the same in their row: {title}" for title in titles if titles.count(title) > 1]
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}, file)
        file.flush()
        parsed = subprocess.run(["promtool", "check", "rules", "--lint=none", file.name], capture_output=True, text=True)
        wrong += [] if parsed.returncode == 0 else [parsed.stdout + parsed.stderr]
    if wrong:
        raise SystemExit("\n".join(wrong))
    print(f"{len(panels)} panels, {len(rules)} queries: right")


if __name__ == "__main__":
    main()
