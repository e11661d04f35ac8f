"""The dashboard's rows about requests and pods, in the order in which a request passes through them."""

from labels import KNATIVE, REVISION, SERVICE
from panels import Line, bars, graph, limit, number

# The share of requests without an error of the service, over 30 days (rules/slo.yaml).
OBJECTIVE = 0.999

USERS = [
    number(
        "Availability, 30 days",
        "percentunit",
        "Share of requests answered without an error of the service (5xx), in whole hours of the last 30 days. The "
        "objective is 99.9 %. Without requests there is no availability.",
        f'service:http_availability:ratio{{{SERVICE},window="30d"}}',
        Line(OBJECTIVE, "red", below=True),
        decimals=3,
    ),
    number(
        "Error budget left, 30 days",
        "percentunit",
        "The budget is one failed request in a thousand. A negative value means that it is overdrawn.",
        f"service:http_error_budget_left:ratio{{{SERVICE}}}",
        Line(0, "red", below=True),
        decimals=1,
    ),
    number(
        "Route ready",
        "bool_yes_no",
        "Whether Knative reports the route as ready, also at zero pods.",
        f"min(animals_ready{{{SERVICE}}})",
        limit("AnimalsNotReady", 'animals_ready{service="animals"})', below=True),
        width=4,
    ),
    number(
        "Reached through the public address",
        "percentunit",
        "Share of the calls through the public address in the last 2 minutes that succeeded. Without PROBE_URL it is "
        "unknown.",
        f"min(avg_over_time(probe_success{{{SERVICE}}}[2m]))",
        # The alert is about the share of calls that fail, and the panel about the others.
        limit("AnimalsUnreachable", "/ 8", below=True),
        width=4,
    ),
    number(
        "Alerts firing",
        "short",
        "The runbook says what to do about each alert.",
        'sum(ALERTS{alertname=~"Animals.+",alertstate="firing",namespace="$namespace"}) or vector(0)',
        Line(1, "red"),
        width=4,
    ),
    graph(
        "Requests",
        "reqps",
        "Photos, feedback and the page, by revision, over 5 minutes.",
        {"{{revision}}": f"revision:http_requests:rate5m{{{REVISION}}}"},
        stacked=True,
    ),
    graph(
        "Answers by status",
        "reqps",
        "Counted by queue-proxy, over 5 minutes.",
        {
            "{{http_response_status_code}}": "sum by (http_response_status_code) "
            f'(sum_over_time(revision:http_requests:increase30s{{{REVISION},from="pod"}}[5m])) / 300'
        },
        stacked=True,
    ),
    graph(
        "Failures (5xx)",
        "percentunit",
        "Share of all requests, over 5 minutes.",
        {"{{revision}}": f'revision:http_errors:ratio{{{REVISION},window="5m"}}'},
    ),
    graph(
        "Error budget burn rate",
        "none",
        "How fast the error budget is used, by window. At 1 it lasts exactly 30 days.",
        {"{{window}}": f'service:http_error_budget:burn_rate{{{SERVICE},window=~"1h|6h|1d|3d"}}'},
        limit("AnimalsErrorBudgetBurnsFast", 'burn_rate{window="1h"}'),
        limit("AnimalsErrorBudgetBurnsFast", 'burn_rate{window="6h"}'),
        limit("AnimalsErrorBudgetBurnsSlowly", 'burn_rate{window="1d"}'),
        limit("AnimalsErrorBudgetBurnsSlowly", 'burn_rate{window="3d"}'),
    ),
    graph(
        "Latency for users",
        "s",
        "Percentiles over 5 minutes, measured by the activator. They include the start of a pod.",
        {"{{quantile}}": f'service:http_request_duration_seconds:quantile{{{SERVICE},window="5m",from="activator"}}'},
    ),
    bars(
        "Rejected, 1 hour",
        "short",
        "Requests that were answered with 4xx or 503, by reason.",
        {"{{reason}}": f"service:animals_rejections:count{{{SERVICE}}}"},
    ),
]

PLATFORM = [
    graph(
        "Latency in pods",
        "s",
        "Percentiles over 5 minutes, measured by queue-proxy. They include the wait in its queue, but not the start "
        "of a pod.",
        {"{{quantile}}": f'service:http_request_duration_seconds:quantile{{{SERVICE},window="5m",from="pod"}}'},
        limit("AnimalsLatencyHigh", 'from="pod"}'),
        width=6,
    ),
    graph(
        "95th percentile by revision",
        "s",
        "Over 5 minutes, measured by queue-proxy.",
        {"{{revision}}": f'revision:http_request_duration_seconds:quantile{{{REVISION},from="pod"}}'},
        limit("AnimalsLatencyHigh", 'from="pod"}'),
        width=6,
    ),
    graph(
        "Requests lost before a pod",
        "short",
        "Requests of the last 5 minutes that the activator answered with 5xx and that reached no pod, because none "
        "started in time or the cluster had no room for one.",
        {
            "lost": f'service:http_requests_lost:count{{{SERVICE},window="5m"}} '
            f'or 0 * service:http_requests:count{{{SERVICE},window="5m"}}'
        },
        limit("AnimalsRequestsLost", 'service:http_requests_lost:count{window="5m"}'),
        width=6,
    ),
    graph(
        "Requests in progress",
        "short",
        "Requests in the activator (mean since the previous scrape), and in all queue-proxies and the functions "
        "behind them.",
        {
            "activator": f"sum(kn_revision_request_concurrency{{{KNATIVE}}})",
            "queue-proxies": f"sum(kn_serving_queue_depth{{{REVISION}}})",
        },
        width=6,
    ),
]

FUNCTION = [
    graph(
        "Stages, 95th percentile",
        "s",
        "Over 5 minutes. `total` is the time from an event to its answer. The first pictures of a pod, before its "
        "first scrape, are not included.",
        {
            "{{stage}}": "histogram_quantile(0.95, sum by (stage, le) "
            f"(rate(animals_stage_seconds_bucket{{{REVISION}}}[5m]))) >= 0"
        },
    ),
    graph(
        "Stages, mean",
        "s",
        "Over 5 minutes. Besides decoding and inference, `total` includes ranking, the token, the log and the metrics.",
        {
            "{{stage}}": f"sum by (stage) (rate(animals_stage_seconds_sum{{{REVISION}}}[5m])) "
            f"/ (sum by (stage) (rate(animals_stage_seconds_count{{{REVISION}}}[5m])) > 0)"
        },
    ),
    graph(
        "Predictors and their queue",
        "short",
        "Requests whose picture is being decoded or predicted, and requests that wait for a predictor, of all pods.",
        {"in flight": f"sum(animals_in_flight{{{REVISION}}})", "queued": f"sum(animals_queued{{{REVISION}}})"},
    ),
]

PODS = [
    graph(
        "Pods",
        "short",
        "Existing pods, and the number that the autoscaler wants.",
        {
            "{{kn_revision_name}}": f"sum by (kn_revision_name) (kn_revision_pods_count{{{KNATIVE}}})",
            "limit wanted, {{kn_revision_name}}": f"sum by (kn_revision_name) (kn_revision_pods_desired{{{KNATIVE}}})",
        },
        width=6,
    ),
    graph(
        "Concurrency seen by the autoscaler",
        "short",
        "Concurrent requests over the autoscaler's window, and its target for one pod.",
        {
            "{{kn_revision_name}}": f"sum by (kn_revision_name) (kn_revision_concurrency_stable{{{KNATIVE}}})",
            "limit of a pod": f"max(kn_revision_concurrency_target{{{KNATIVE}}})",
        },
        width=6,
    ),
    graph(
        "CPU",
        "suffix: cores",
        "All pods of a revision, over 5 minutes.",
        {"{{revision}}, {{container}}": f"revision:container_cpu_cores:rate5m{{{REVISION}}}"},
        width=6,
    ),
    graph(
        "CPU throttled by the limit",
        "percentunit",
        "Share of scheduling periods in which the limit throttled the container, over 5 minutes.",
        {"{{revision}}, {{container}}": f"revision:container_cpu_throttled:ratio5m{{{REVISION}}}"},
        width=6,
    ),
    graph(
        "Memory, share of the limit",
        "percentunit",
        "The pod that uses most. At the limit, the kernel kills the container.",
        {"{{revision}}, {{container}}": f"revision:container_memory:ratio_of_limit{{{REVISION}}}"},
        limit("AnimalsMemoryHigh", "revision:container_memory:ratio_of_limit"),
        width=6,
    ),
    graph(
        "Memory",
        "bytes",
        "The working set of the pod that uses most.",
        {"{{revision}}, {{container}}": f"revision:container_memory_working_set_bytes:max{{{REVISION}}}"},
        width=6,
    ),
    graph(
        "Temporary files",
        "bytes",
        "The pod that uses most. Temporary files count as memory.",
        {"{{revision}}": f"revision:animals_tmp_bytes:max{{{REVISION}}}"},
        limit("AnimalsTemporaryFilesGrow", "revision:animals_tmp_bytes:max"),
        width=6,
    ),
    graph(
        "Restarts, 15 minutes",
        "short",
        "Restarts of a pod's containers. Scaling to zero and back is not a restart.",
        {"{{pod}}, {{container}}": f"pod:container_restarts:changes15m{{{REVISION}}}"},
        limit("AnimalsRestartLoop", "pod:container_restarts:changes15m"),
        width=6,
    ),
]
