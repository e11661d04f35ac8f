"""The appearance of the dashboard's panels, and the limits that they take from alerts."""

import re
from dataclasses import dataclass
from math import prod
from pathlib import Path

import yaml
from grafana_foundation_sdk.builders import bargauge, common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.models import common as model
from grafana_foundation_sdk.models import prometheus as query
from grafana_foundation_sdk.models.dashboard import DynamicConfigValue, Threshold, ThresholdsMode

DATASOURCE = model.DataSourceRef(type_val="prometheus", uid="${datasource}")
ALERTS = [
    rule
    for file in sorted((Path(__file__).parent.parent / "alerts").glob("*.yaml"))
    for group in yaml.safe_load(file.read_text())["groups"]
    for rule in group["rules"]
]
COLOURS = {"info": "blue", "warning": "orange", "critical": "red"}
# Series whose legend starts with this word are limits or references, and are drawn dashed.
LIMIT = "limit"


@dataclass
class Line:
    """A threshold of a panel. Values above it are bad, or values below it if `below` is set."""

    value: float
    colour: str
    below: bool = False


def limit(alert: str, after: str, below: bool = False) -> Line:
    """Returns the number that follows the text `after` in an alert's expression, in the colour of its severity."""
    for rule in ALERTS:
        found = re.search(re.escape(after) + r"\s*([<>=]=?|[-+])?\s*([\d.]+(?:\s*\*\s*[\d.]+)*)", rule["expr"])
        if rule["alert"] == alert and found:
            value = prod(map(float, found[2].split("*")))
            # For whole numbers, "== 0" means the same as "< 1".
            return Line(value + 1 if found[1] == "==" else value, COLOURS[rule["labels"]["severity"]], below)
    raise SystemExit(f"The alert {alert} has no number after: {after}")


def threshold(lines: list[Line]) -> dashboard.ThresholdsConfig:
    below = [line for line in lines if line.below]
    # A step's colour applies from its value upwards. The first step starts at minus infinity.
    steps = [Threshold(None, below[0].colour if below else "green")]
    for line in sorted(lines, key=lambda line: line.value):
        steps.append(Threshold(line.value, "green" if line.below else line.colour))
    return dashboard.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)


def targets(panel, queries: dict[str, str], instant: bool):
    """Adds queries, which are named by their legend."""
    panel.datasource(DATASOURCE)
    for index, (legend, expression) in enumerate(queries.items()):
        target = prometheus.Dataquery().ref_id(chr(ord("A") + index)).datasource(DATASOURCE)
        target.editor_mode(query.QueryEditorMode.CODE).expr(expression).legend_format(legend)
        panel.with_target(target.instant() if instant else target.range())
    return panel


def graph(
    title: str,
    unit: str,
    description: str,
    queries: dict[str, str],
    *lines: Line,
    width: int = 8,
    stacked: bool = False,
    lowest: float | None = 0,
):
    """Returns a panel of values over time."""
    panel = timeseries.Panel().title(title).description(description).unit(unit).height(8).span(width)
    if lowest is not None:
        panel.min(lowest)
    panel.line_width(1).fill_opacity(60 if stacked else 8).show_points(model.VisibilityMode.NEVER)
    panel.thresholds(threshold(list(lines)))
    # Leaves a gap in the line while there was no pod.
    panel.span_nulls(False)
    legend = common.VizLegendOptions().display_mode(model.LegendDisplayMode.TABLE).show_legend(True)
    panel.legend(legend.placement(model.LegendPlacement.BOTTOM).calcs(["lastNotNull", "max"]))
    panel.tooltip(common.VizTooltipOptions().mode(model.TooltipDisplayMode.MULTI).sort(model.SortOrder.DESCENDING))
    if lines:
        panel.thresholds_style(common.GraphThresholdsStyleConfig().mode(model.GraphThresholdsStyleMode.DASHED))
    if stacked:
        panel.stacking(common.StackingConfig().mode(model.StackingMode.NORMAL))
    if any(legend.startswith(LIMIT) for legend in queries):
        dashed = DynamicConfigValue("custom.lineStyle", {"fill": "dash", "dash": [8, 8]})
        panel.override_by_regexp(f"{LIMIT}.*", [dashed, DynamicConfigValue("custom.fillOpacity", 0)])
    return targets(panel, queries, instant=False)


def number(title: str, unit: str, description: str, expression: str, *lines: Line, decimals: int = 0, width: int = 6):
    """Returns a panel of one current value."""
    panel = stat.Panel().title(title).description(description).unit(unit).decimals(decimals).height(4).span(width)
    panel.thresholds(threshold(list(lines))).color_mode(model.BigValueColorMode.VALUE)
    panel.graph_mode(model.BigValueGraphMode.NONE).no_value("unknown")
    panel.reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
    return targets(panel, {title: expression}, instant=True)


def bars(title: str, unit: str, description: str, queries: dict[str, str], *lines: Line, width: int = 8):
    """Returns a panel of current values, with one bar for each."""
    panel = bargauge.Panel().title(title).description(description).unit(unit).min(0).height(8).span(width)
    panel.thresholds(threshold(list(lines))).orientation(model.VizOrientation.HORIZONTAL)
    panel.display_mode(model.BarGaugeDisplayMode.BASIC)
    panel.reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
    return targets(panel, queries, instant=True)
