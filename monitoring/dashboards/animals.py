"""
The dashboard, in the order of a request. Prints its JSON:  make dashboard

Ratios, percentiles and distances are rules (../rules); a panel only chooses among them. Lines in a panel are the limits of alerts,
read from ../alerts.
"""

from json import dumps

from grafana_foundation_sdk.builders.dashboard import (AnnotationQuery, CustomVariable, Dashboard, DashboardLink, DatasourceVariable,
                                                       QueryVariable, Row)
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import DashboardCursorSync, DashboardLinkType, VariableOption, VariableRefresh, VariableSort

from panels import DATASOURCE, Line, bars, graph, limit, number

SERVICE = 'namespace="$namespace",service="$service"'
REVISION = SERVICE + ',revision=~"$revision"'
# The autoscaler and the activator name them in their own way.
KNATIVE = 'k8s_namespace_name="$namespace",kn_service_name="$service",kn_revision_name=~"$revision"'
WINDOW = SERVICE + ',window="$window"'
# For series that name a model and no service: only those of models that this service has.
ITS_MODELS = "and on (model) model:animals_verdict:count{" + SERVICE + "}"

# Of requests, over 30 days (rules/slo.yaml).
OBJECTIVE = 0.999

USERS = [
    number("Availability, 30 days", "percentunit", "Requests answered without a fault of ours (5xx), of all in whole hours of 30 days; 99.9 % are "
           "the objective. Without requests there is none.", f'service:http_availability:ratio{{{SERVICE},window="30d"}}', Line(OBJECTIVE, "red",
           below=True), decimals=3),
    number("Error budget left, 30 days", "percentunit", "Of one failed request in a thousand; below 0 it is overdrawn.",
           f"service:http_error_budget_left:ratio{{{SERVICE}}}", Line(0, "red", below=True), decimals=1),
    number("Route ready", "bool_yes_no", "What Knative says of the route; also at zero pods.", f"min(animals_ready{{{SERVICE}}})",
           limit("AnimalsNotReady", "animals_ready{service=\"animals\"})", below=True)),
    number("Alerts firing", "short", "The runbook says what to do about each.",
           'sum(ALERTS{alertname=~"Animals.+",alertstate="firing",namespace="$namespace"}) or vector(0)', Line(1, "red")),
    graph("Requests", "reqps", "Pictures, feedback and the page, by the revision that had them; over 5 minutes.",
          {"{{revision}}": f"revision:http_requests:rate5m{{{REVISION}}}"}, stacked=True),
    graph("Answers by status", "reqps", "As queue-proxy saw them, over 5 minutes.",
          {"{{http_response_status_code}}": "sum by (http_response_status_code) "
           f'(sum_over_time(revision:http_requests:increase30s{{{REVISION},from="pod"}}[5m])) / 300'}, stacked=True),
    graph("Failures (5xx)", "percentunit", "Of all requests, over 5 minutes.",
          {"{{revision}}": f'revision:http_errors:ratio{{{REVISION},window="5m"}}'}),
    graph("Error budget burns", "none", "How many times faster than in 30 days the budget goes, by window; at 1 it lasts exactly that long.",
          {"{{window}}": f'service:http_error_budget:burn_rate{{{SERVICE},window=~"1h|6h|1d|3d"}}'},
          limit("AnimalsErrorBudgetBurnsFast", 'burn_rate{window="1h"}'), limit("AnimalsErrorBudgetBurnsFast", 'burn_rate{window="6h"}'),
          limit("AnimalsErrorBudgetBurnsSlowly", 'burn_rate{window="1d"}'), limit("AnimalsErrorBudgetBurnsSlowly", 'burn_rate{window="3d"}')),
    graph("Latency as users have it", "s", "Percentiles over 5 minutes, seen from the activator: with the start of a pod.",
          {"{{quantile}}": f'service:http_request_duration_seconds:quantile{{{SERVICE},window="5m",from="activator"}}'}),
    bars("Refused, 1 hour", "short", "Requests that were answered 4xx or 503, by reason.",
         {"{{reason}}": f"service:animals_rejections:count{{{SERVICE}}}"}),
]

PLATFORM = [
    graph("Latency as pods give it", "s",
          "Percentiles over 5 minutes, seen from queue-proxy: with the wait in its queue, without the start of a pod.",
          {"{{quantile}}": f'service:http_request_duration_seconds:quantile{{{SERVICE},window="5m",from="pod"}}'},
          limit("AnimalsLatencyHigh", 'from="pod"}'), width=6),
    graph("95th percentile by revision", "s", "Over 5 minutes, seen from queue-proxy.",
          {"{{revision}}": f'revision:http_request_duration_seconds:quantile{{{REVISION},from="pod"}}'}, limit("AnimalsLatencyHigh", 'from="pod"}'),
          width=6),
    graph("Lost before a pod", "short",
          "Requests within 5 minutes that the activator answered with 5xx and no pod had: none started in time, or there was "
          "no room.",
          {"lost": f'service:http_requests_lost:count{{{SERVICE},window="5m"}} or 0 * service:http_requests:count{{{SERVICE},window="5m"}}'},
          limit("AnimalsRequestsLost", 'service:http_requests_lost:count{window="5m"}'), width=6),
    graph("On their way", "short",
          "Requests that the activator has in its hands, mean since it was read before, and that queue-proxies have, those in the function "
          "with them.", {"activator": f"sum(kn_revision_request_concurrency{{{KNATIVE}}})",
          "queue-proxies": f"sum(kn_serving_queue_depth{{{REVISION}}})"},
          width=6),
]

FUNCTION = [
    graph("Stages, 95th percentile", "s",
          "Over 5 minutes; total is all of it from an event to its answer. A pod's first pictures, before it was read, are left out.",
          {"{{stage}}": f"histogram_quantile(0.95, sum by (stage, le) (rate(animals_stage_seconds_bucket{{{REVISION}}}[5m]))) >= 0"}),
    graph("Stages, mean", "s", "Over 5 minutes; what total has above decode and inference are the ranking, the token, the log and the metrics.",
          {"{{stage}}": f"sum by (stage) (rate(animals_stage_seconds_sum{{{REVISION}}}[5m])) / (sum by (stage) (rate(animals_stage_seconds_count{{{REVISION}}}[5m])) > 0)"}),
    graph("Predictors and their queue", "short",
          "Requests that are being decoded or predicted, and that wait for a predictor; the sum of all pods.",
          {"in flight": f"sum(animals_in_flight{{{REVISION}}})", "queued": f"sum(animals_queued{{{REVISION}}})"}),
]

MODEL = [
    graph("Pictures by verdict", "reqps", "Over 5 minutes.",
          {"{{verdict}}": f"sum by (verdict) (sum_over_time(revision:animals_predictions:increase30s{{{REVISION}}}[5m])) / 300"}, stacked=True),
    graph("No animal, or unknown", "percentunit", "Of the pictures of the last hour.",
          {"{{model}}": f'sum without (verdict) (model:animals_verdict:ratio{{{SERVICE},window="1h",verdict!="animal"}})'},
          limit("AnimalsFewAnimals", '(model:animals_verdict:ratio{window="1h",verdict!="animal"})')),
    graph("latest_confidence_score", "percent", "Confidence of each pod's latest picture. One says little: the alert wants 5 minutes of them.",
          {"{{pod}}": f"latest_confidence_score{{{REVISION}}}"}, limit("AnimalsLatestConfidenceLow", "latest_confidence_score", below=True)),
    bars("Animals, 1 hour", "short", "Pictures by group, the twelve most frequent.",
         {"{{group}}": f'topk(12, sum by (group) (sum_over_time(revision:animals_predictions:increase30s{{{REVISION},verdict="animal"}}[1h])) > 0)'}, width=12),
    bars("Confidence, beside the reference", "percentunit",
         "Share of the pictures in each tenth of confidence, in the chosen window and in the model's reference.",
         {"to {{bin}}": f'avg by (bin) (model:animals_bin:share{{{WINDOW},distribution="confidence"}})',
          "to {{bin}}, reference": f'avg by (bin) (model:animals_bin:expected_share{{{WINDOW},distribution="confidence"}})'}, width=12),
]

DRIFT = [
    graph("Drift of predictions (PSI)", "none",
          "Population stability index against the model's reference in the chosen window, and above what an alert comes. "
          "Unknown below 50 photos a bin.",
          {"{{distribution}}, {{model}}": f'model:animals_drift:psi{{{WINDOW},distribution=~"groups|verdicts|confidence"}}',
           "limit of {{distribution}}, {{model}}": f'model:animals_drift:threshold{{{WINDOW},distribution=~"groups|verdicts|confidence"}}'}),
    graph("Drift of pictures (PSI)", "none", "Brightness against the model's reference, sizes and formats against the week before.",
          {"{{distribution}}, {{model}}": f'model:animals_drift:psi{{{WINDOW},distribution=~"brightness|pixels|formats"}}',
           "limit of {{distribution}}, {{model}}": f'model:animals_drift:threshold{{{WINDOW},distribution=~"brightness|pixels|formats"}}'}),
    graph("Drift (Jensen-Shannon)", "none", "The same on a scale from 0 to 1.",
          {"{{distribution}}, {{model}}": f"model:animals_drift:js{{{WINDOW}}}"}),
    bars("Photos behind the drift", "percentunit", "Of those that it takes, 50 a bin: known from 100 %.",
         {"{{distribution}}, {{model}}": f"model:animals_drift:photos{{{WINDOW}}} / (50 * model:animals_drift:bins{{{WINDOW}}})"}),
    graph("Noise floor of the drift", "none", "What the index exceeds in one of a hundred comparisons without drift, at these numbers of photos.",
          {"{{distribution}}, {{model}}": f"model:animals_drift:noise_floor{{{WINDOW}}}"}),
    graph("Accuracy without labels (CBPE)", "percentunit",
          "The mean confidence, which for a calibrated model is the share of right answers; in the chosen window.",
          {"{{model}}": f"model:animals_estimated_accuracy:ratio{{{WINDOW}}}",
           "limit of {{model}}": f"max by (model) (animals_reference_confidence {ITS_MODELS}) - "
           f"{limit('AnimalsEstimatedAccuracyLow', 'animals_reference_confidence').value}"}),
    graph("Accuracy by feedback", "percentunit",
          "Right ones of those that users judged. The limit is the least that it was at calibration, with 97.5 %.",
          {"{{window}}, {{model}}": f'model:animals_accuracy:ratio{{{SERVICE},window=~"1d|1w"}}',
           "limit of {{model}}": f'max by (model) (animals_reference_accuracy{{bound="lower"}} {ITS_MODELS})'}),
    bars("Accuracy by group, 1 week", "percentunit", "The twelve groups with the least, by feedback.",
         {"{{group}}, {{model}}": f"bottomk(12, group:animals_accuracy:ratio{{{SERVICE}}})"}),
    graph("Calibration error (ECE), 1 week", "percentunit",
          "How far confidence is from the share of right ones, by feedback, and the limit of the alert, which is what chance gives and ten points. "
          "Unknown below 500 judgements.",
          {"{{model}}": f"model:animals_calibration:error{{{SERVICE}}}",
           "limit of {{model}}": f"model:animals_calibration:noise_floor{{{SERVICE}}} + {limit('AnimalsMiscalibrated', 'model:animals_calibration:noise_floor').value}"}),
]

CANDIDATE = [
    graph("Share of the traffic", "percent", "By tag, from the Service's status; also after a command typed by hand.",
          {"{{tag}} ({{revision}})": f'sum by (tag, revision) (animals_traffic_percent{{{SERVICE}}})'}, width=6),
    graph("Failures (5xx), 1 hour", "percentunit", "Of the requests while the candidate had a share.",
          {"{{tag}}": f"candidate:http_errors:ratio{{{SERVICE}}}"}, width=6),
    graph("95th percentile, 1 hour", "s", "The limit is one of two: the candidate must also be half as slow again as stable.",
          {"{{tag}}": f"candidate:http_request_duration_seconds:quantile{{{SERVICE}}}"},
          limit("AnimalsCandidateWorse", 'candidate:http_request_duration_seconds:quantile{tag="candidate"} >'), width=6),
    graph("No animal, or unknown, 1 hour", "percentunit", "Of the pictures while the candidate had a share.",
          {"{{tag}}": f"candidate:animals_no_animal:ratio{{{SERVICE}}}"}, width=6),
    graph("Accuracy without labels (CBPE), 1 hour", "percentunit", "The mean confidence. Unknown below 100 pictures of each.",
          {"{{tag}}": f"candidate:animals_estimated_accuracy:ratio{{{SERVICE}}}"}, width=6),
    graph("Accuracy by feedback, 1 day", "percentunit",
          "Right ones of those that users judged. None where candidate and stable have the same model.",
          {"{{tag}}": f"candidate:animals_accuracy:ratio{{{SERVICE}}}"}, width=6),
    graph("Worse than stable by (standard errors)", "none", "Tests for two shares; 3.09 is by chance one in a thousand.",
          {"failures": f"candidate:http_errors:z{{{SERVICE}}}", "no animal": f"candidate:animals_no_animal:z{{{SERVICE}}}",
           "accuracy": f"-candidate:animals_accuracy:z{{{SERVICE}}}"}, limit("AnimalsCandidateWorse", "candidate:http_errors:z"), width=6,
           lowest=None),
    graph("How differently both answer (PSI)", "none", "Candidate against stable on the same users; no fault by itself.",
          {"{{distribution}}": f"candidate:animals_drift:psi{{{SERVICE}}}",
          "limit of chance, {{distribution}}": f"candidate:animals_drift:noise_floor{{{SERVICE}}}"}, width=6),
]

PODS = [
    graph("Pods", "short", "That are there, and that the autoscaler wants.",
          {"{{kn_revision_name}}": f"sum by (kn_revision_name) (kn_revision_pods_count{{{KNATIVE}}})",
           "limit wanted, {{kn_revision_name}}": f"sum by (kn_revision_name) (kn_revision_pods_desired{{{KNATIVE}}})"}, width=6),
    graph("What pods are counted by", "short", "Requests at once as the autoscaler sees them, over its window, and what it wants of a pod.",
          {"{{kn_revision_name}}": f"sum by (kn_revision_name) (kn_revision_concurrency_stable{{{KNATIVE}}})",
           "limit of a pod": f"max(kn_revision_concurrency_target{{{KNATIVE}}})"}, width=6),
    graph("CPU", "suffix: cores", "Of all pods of a revision, over 5 minutes.",
          {"{{revision}}, {{container}}": f"revision:container_cpu_cores:rate5m{{{REVISION}}}"}, width=6),
    graph("CPU held back by the limit", "percentunit", "Of the time in which the kernel would have let it run, over 5 minutes.",
          {"{{revision}}, {{container}}": f"revision:container_cpu_throttled:ratio5m{{{REVISION}}}"}, width=6),
    graph("Memory of the limit", "percentunit", "The fullest pod's; at the limit the kernel ends it.",
          {"{{revision}}, {{container}}": f"revision:container_memory:ratio_of_limit{{{REVISION}}}"}, limit("AnimalsMemoryHigh",
          "revision:container_memory:ratio_of_limit"), width=6),
    graph("Memory", "bytes", "The working set of the fullest pod.",
          {"{{revision}}, {{container}}": f"revision:container_memory_working_set_bytes:max{{{REVISION}}}"}, width=6),
    graph("Temporary files", "bytes", "Of the fullest pod; it counts as memory.", {"{{revision}}": f"revision:animals_tmp_bytes:max{{{REVISION}}}"},
          limit("AnimalsTemporaryFilesGrow", "revision:animals_tmp_bytes:max"), width=6),
    graph("Restarts, 15 minutes", "short", "Of a pod's containers. Going to zero and coming back is none.",
          {"{{pod}}, {{container}}": f"pod:container_restarts:changes15m{{{REVISION}}}"}, limit("AnimalsRestartLoop",
          "pod:container_restarts:changes15m"), width=6),
]


def variable(name: str, label: str, query: str) -> QueryVariable:
    return QueryVariable(name).label(label).datasource(DATASOURCE).query(query).refresh(VariableRefresh.ON_TIME_RANGE_CHANGED).sort(VariableSort.ALPHABETICAL_ASC)


def dashboard() -> Dashboard:
    board = Dashboard("Animals").uid("animals").tags(["animals",
    "knative"]).description("What users of the animal classifier get, and why. Made by: make dashboard")
    board.readonly().tooltip(DashboardCursorSync.CROSSHAIR).time("now-3h", "now").refresh("30s").timezone("browser")
    board.with_variable(DatasourceVariable("datasource").label("Prometheus").type("prometheus"))
    board.with_variable(variable("namespace", "Namespace", "label_values(service:http_requests:count, namespace)"))
    board.with_variable(variable("service", "Service", 'label_values(service:http_requests:count{namespace="$namespace"}, service)'))
    board.with_variable(variable("revision", "Revision", f"label_values(revision:http_requests:count{{{SERVICE}}}, revision)")
                        .multi(True).include_all(True).all_value(".+").current(VariableOption(True, "All", "$__all")))
    board.with_variable(CustomVariable("window").label("Window of drift").values("1h,1d").current(VariableOption(True, "1h", "1h")))
    board.annotation(AnnotationQuery().name("Alerts").datasource(DATASOURCE).enable(True).icon_color("red")
                     .expr('ALERTS{alertname=~"Animals.+",alertstate="firing",namespace="$namespace"}').title_format("{{alertname}}").step("30s"))
    board.link(DashboardLink("Runbook").type(DashboardLinkType.LINK).url("https://example.com/animals/monitoring/runbook.md").icon("doc").target_blank(True))
    for title, panels in {"Users": USERS, "Gateway, activator, queue-proxy": PLATFORM, "Function": FUNCTION, "Model": MODEL,
    "Drift and accuracy": DRIFT,
                          "Candidate against stable": CANDIDATE, "Pods": PODS}.items():
        board.with_row(Row(title))
        for panel in panels:
            board.with_panel(panel)
    return board


if __name__ == "__main__":
    result = dashboard().build()
    # Grafana numbers panels that have no number by itself, and links to them break.
    for index, panel in enumerate(result.panels):
        panel.id_val = index + 1
    print(dumps(result, cls=JSONEncoder, indent=1, sort_keys=True))
