"""Prints the dashboard's JSON (make dashboard).

Rules compute ratios, percentiles and distances (../rules), and a panel only selects their series. The limits that
panels draw are those of the alerts (../alerts).
"""

from json import dumps

from grafana_foundation_sdk.builders.dashboard import (
    AnnotationQuery,
    CustomVariable,
    Dashboard,
    DashboardLink,
    DatasourceVariable,
    QueryVariable,
    Row,
)
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import (
    DashboardCursorSync,
    DashboardLinkType,
    VariableOption,
    VariableRefresh,
    VariableSort,
)

from labels import SERVICE
from model_rows import CANDIDATE, DRIFT, MODEL
from panels import DATASOURCE
from service_rows import FUNCTION, PLATFORM, PODS, USERS

ROWS = {
    "Users": USERS,
    "Gateway, activator, queue-proxy": PLATFORM,
    "Function": FUNCTION,
    "Model": MODEL,
    "Drift and accuracy": DRIFT,
    "Candidate against stable": CANDIDATE,
    "Pods": PODS,
}


def variable(name: str, label: str, query: str) -> QueryVariable:
    chooser = QueryVariable(name).label(label).datasource(DATASOURCE).query(query)
    return chooser.refresh(VariableRefresh.ON_TIME_RANGE_CHANGED).sort(VariableSort.ALPHABETICAL_ASC)


def add_variables(board: Dashboard) -> None:
    requests = "service:http_requests:count"
    board.with_variable(DatasourceVariable("datasource").label("Prometheus").type("prometheus"))
    board.with_variable(variable("namespace", "Namespace", f"label_values({requests}, namespace)"))
    services = f'label_values({requests}{{namespace="$namespace"}}, service)'
    board.with_variable(variable("service", "Service", services))
    revision = variable("revision", "Revision", f"label_values(revision:http_requests:count{{{SERVICE}}}, revision)")
    revision.multi(True).include_all(True).all_value(".+").current(VariableOption(True, "All", "$__all"))
    board.with_variable(revision)
    window = CustomVariable("window").label("Window of drift").values("1h,1d").current(VariableOption(True, "1h", "1h"))
    board.with_variable(window)


def dashboard() -> Dashboard:
    board = Dashboard("Animals").uid("animals").tags(["animals", "knative"])
    board.description("What users of the animal classifier experience, and why. Written by: make dashboard")
    board.readonly().tooltip(DashboardCursorSync.CROSSHAIR).time("now-3h", "now").refresh("30s").timezone("browser")
    add_variables(board)
    alerts = AnnotationQuery().name("Alerts").datasource(DATASOURCE).enable(True).icon_color("red")
    alerts.expr('ALERTS{alertname=~"Animals.+",alertstate="firing",namespace="$namespace"}')
    board.annotation(alerts.title_format("{{alertname}}").step("30s"))
    runbook = DashboardLink("Runbook").type(DashboardLinkType.LINK).icon("doc").target_blank(True)
    board.link(runbook.url("https://example.com/animals/monitoring/runbook.md"))
    for title, panels in ROWS.items():
        board.with_row(Row(title))
        for panel in panels:
            board.with_panel(panel)
    return board


if __name__ == "__main__":
    result = dashboard().build()
    # The file numbers the panels. Otherwise Grafana numbers them itself, which breaks links to panels.
    for index, panel in enumerate(result.panels):
        panel.id_val = index + 1
    print(dumps(result, cls=JSONEncoder, indent=1, sort_keys=True))
