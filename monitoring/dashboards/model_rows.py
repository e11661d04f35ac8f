"""The dashboard's rows about the model's answers, their drift and accuracy, and the candidate."""

from labels import ALL_FEEDBACK, FAIR_SAMPLE, OWN_MODELS, REVISION, SERVICE, WINDOW
from panels import Line, bars, graph, limit

CONFIDENCE = WINDOW + ',distribution="confidence"'

MODEL = [
    graph(
        "Pictures by verdict",
        "reqps",
        "Over 5 minutes.",
        {
            "{{verdict}}": "sum by (verdict) "
            f"(sum_over_time(revision:animals_predictions:increase30s{{{REVISION}}}[5m])) / 300"
        },
        stacked=True,
    ),
    graph(
        "Something else, or unknown",
        "percentunit",
        "Share of the pictures of the last hour.",
        {
            "{{model}}": "sum without (verdict) "
            f'(model:animals_verdict:ratio{{{SERVICE},window="1h",verdict=~"not_.*|unknown"}})'
        },
        limit("AnimalsFewAnimals", '(model:animals_verdict:count{window="1h"}))'),
    ),
    graph(
        "latest_confidence_score",
        "percent",
        "Confidence of the latest picture of each pod. A single picture says little, so the alert waits for 5 minutes.",
        {"{{pod}}": f"latest_confidence_score{{{REVISION}}}"},
        limit("AnimalsLatestConfidenceLow", "latest_confidence_score", below=True),
    ),
    bars(
        "Groups, 1 hour",
        "short",
        "Pictures by group, the twelve most frequent groups.",
        {
            "{{group}}": "topk(12, sum by (group) (sum_over_time("
            f'revision:animals_predictions:increase30s{{{REVISION},verdict!~"not_.*|unknown"}}[1h])) > 0)'
        },
        width=12,
    ),
    bars(
        "Confidence and the expected one",
        "percentunit",
        "Share of the pictures in each tenth of confidence, in the chosen window and in the baseline.",
        {
            "to {{bin}}": f"avg by (bin) (model:animals_bin:share{{{CONFIDENCE}}})",
            "to {{bin}}, expected": f"avg by (bin) (model:animals_bin:expected_share{{{CONFIDENCE}}})",
        },
        width=12,
    ),
]

PREDICTIONS = WINDOW + ',distribution=~"groups|verdicts|confidence"'
PICTURES = WINDOW + ',distribution=~"content|brightness|pixels|formats"'
# The names of the projections mean nothing to people.
NAMED = WINDOW + ',distribution!~"content-.+"'

DRIFT = [
    bars(
        "Learning",
        "bool_yes_no",
        "While a service is learning, its photos are compared with the model's reference, which is only an example, "
        "and the alerts on drift are off. Freeze a baseline with make drift-baseline after a few days.",
        {"{{model}}": f"model:animals_drift:learning{{{SERVICE}}}"},
        Line(1, "blue"),
        width=4,
    ),
    bars(
        "What occurs more often",
        "percentunit",
        "The bins whose shares of the photos exceed the expected ones most, in the chosen window.",
        {"{{distribution}} {{bin}}": f"topk(8, model:animals_bin:shift{{{NAMED}}})"},
        width=10,
    ),
    bars(
        "What occurs less often",
        "percentunit",
        "The bins whose shares of the photos are below the expected ones most, in the chosen window.",
        {"{{distribution}} {{bin}}": f"topk(8, -model:animals_bin:shift{{{NAMED}}})"},
        width=10,
    ),
    graph(
        "Drift of predictions (PSI)",
        "none",
        "Population stability index against the baseline in the chosen window, with the limit of the alert. It is "
        "unknown below 10 photos per bin.",
        {
            "{{distribution}}, {{model}}": f"model:animals_drift:psi{{{PREDICTIONS}}}",
            "limit of {{distribution}}, {{model}}": f"model:animals_drift:threshold{{{PREDICTIONS}}}",
        },
    ),
    graph(
        "Drift of pictures (PSI)",
        "none",
        "Content and brightness against the baseline, sizes and formats against the week before. The content's index "
        "is the mean over random projections of the network's output.",
        {
            "{{distribution}}, {{model}}": f"model:animals_drift:psi{{{PICTURES}}}",
            "limit of {{distribution}}, {{model}}": f"model:animals_drift:threshold{{{PICTURES}}}",
        },
    ),
    graph(
        "Drift (Jensen-Shannon)",
        "none",
        "The same comparisons on a scale from 0 to 1.",
        {"{{distribution}}, {{model}}": f"model:animals_drift:js{{{NAMED}}}"},
    ),
    bars(
        "Photos that drift needs",
        "percentunit",
        "Photos in the window as a share of the number that drift needs, which is 10 per bin. Drift is known from 100 "
        "%.",
        {
            "{{distribution}}, {{model}}": f"model:animals_drift:photos{{{NAMED}}} "
            f"/ (10 * model:animals_drift:bins{{{NAMED}}})"
        },
    ),
    graph(
        "Noise floor of drift",
        "none",
        "With these numbers of photos and without drift, one comparison in 250 exceeds this value.",
        {"{{distribution}}, {{model}}": f"model:animals_drift:noise_floor{{{NAMED}}}"},
    ),
    graph(
        "Accuracy without labels (CBPE)",
        "percentunit",
        "The expected share of right answers in the chosen window, by verdict, with two standard errors on either "
        "side. The limit applies to answers that name a class and exists once the service has a baseline.",
        {
            "{{verdict}}, {{model}}": f"model:animals_estimated_accuracy:ratio{{{WINDOW}}}",
            "{{verdict}}, {{model}}, at least": f"model:animals_estimated_accuracy:ratio{{{WINDOW}}} "
            f"- 2 * model:animals_estimated_accuracy:error{{{WINDOW}}}",
            "{{verdict}}, {{model}}, at most": f"model:animals_estimated_accuracy:ratio{{{WINDOW}}} "
            f"+ 2 * model:animals_estimated_accuracy:error{{{WINDOW}}}",
            "limit of {{model}}": "max by (model) "
            f'(model:animals_estimated_accuracy:limit{{{WINDOW},verdict!~"not_.*"}})',
            "{{model}} at calibration": f"max by (model) (animals_reference_confidence {OWN_MODELS})",
        },
    ),
    graph(
        "Accuracy by feedback",
        "percentunit",
        "Share of right answers among those that users judged, with its 95 % interval for the week. The limit is the "
        "lower bound of the accuracy at calibration.",
        {
            "{{window}}, {{model}}": f'model:animals_accuracy:ratio{{{ALL_FEEDBACK},window=~"1d|1w"}}',
            "{{window}}, {{model}}, at least": f'model:animals_accuracy:lower{{{ALL_FEEDBACK},window="1w"}}',
            "{{window}}, {{model}}, at most": f'model:animals_accuracy:upper{{{ALL_FEEDBACK},window="1w"}}',
            "limit of {{model}}": f'max by (model) (animals_reference_accuracy{{bound="lower"}} {OWN_MODELS})',
        },
    ),
    graph(
        "Accuracy by a fair sample",
        "percentunit",
        "The same among the users whom the service asked by chance. It is unknown unless animals.feedback.ask-one-in "
        "is set.",
        {
            "{{window}}, {{model}}": f'model:animals_accuracy:ratio{{{FAIR_SAMPLE},window=~"1d|1w"}}',
            "{{window}}, {{model}}, at least": f'model:animals_accuracy:lower{{{FAIR_SAMPLE},window="1w"}}',
            "{{window}}, {{model}}, at most": f'model:animals_accuracy:upper{{{FAIR_SAMPLE},window="1w"}}',
            "limit of {{model}}": f'max by (model) (animals_reference_accuracy{{bound="lower"}} {OWN_MODELS})',
        },
    ),
    graph(
        "Users who reply when they are asked",
        "percentunit",
        "Share of the answers of a fair sample for which there is feedback. If it is low, those who reply may not "
        "speak for the others.",
        {"{{window}}, {{model}}": f"model:animals_response:ratio{{{FAIR_SAMPLE}}}"},
    ),
    graph(
        "Answers that users judge",
        "percentunit",
        "Share of the answers for which there is feedback. If it is low, those who judge may not speak for the others.",
        {"{{window}}, {{model}}": f"model:animals_response:ratio{{{ALL_FEEDBACK}}}"},
    ),
    bars(
        "Accuracy by group, 1 week",
        "percentunit",
        "The twelve groups with the lowest accuracy by feedback.",
        {"{{group}}, {{model}}": f"bottomk(12, group:animals_accuracy:ratio{{{SERVICE}}})"},
    ),
    graph(
        "Calibration error (ECE), 1 week",
        "percentunit",
        "Difference between the confidence and the share of right answers by feedback. The alert's limit is ten "
        "percentage points above the noise floor. The error is unknown below 500 judgements.",
        {
            "{{model}}": f"model:animals_calibration:error{{{SERVICE}}}",
            "limit of {{model}}": f"model:animals_calibration:noise_floor{{{SERVICE}}} + "
            f"{limit('AnimalsMiscalibrated', 'model:animals_calibration:noise_floor').value}",
        },
    ),
]

# Limits series to the revisions that have traffic.
RECEIVING = "and on (revision) animals_traffic_percent{" + SERVICE + "} > 0"
PICTURES_OF_REVISION = (
    f"sum by (revision) (sum_over_time(revision:animals_predictions:increase30s{{{SERVICE}}}[1h])) {RECEIVING}"
)

CANDIDATE = [
    graph(
        "Share of the traffic",
        "percent",
        "By tag, from the Service's status. It also shows changes made by hand with kn.",
        {"{{tag}} ({{revision}})": f"sum by (tag, revision) (animals_traffic_percent{{{SERVICE}}})"},
        width=6,
    ),
    graph(
        "Verdict of the judge",
        "bool_yes_no",
        "`waiting` means that nothing is wrong so far. Once the candidate is `worse`, it stays so. `asks` means that "
        "it is wrong more often than stable by feedback, so a person should look.",
        {"{{state}} ({{revision}})": f"max by (state, revision) (animals_judge_state{{{SERVICE}}})"},
        width=6,
    ),
    graph(
        "Evidence of the judge",
        "percentunit",
        "Evidence that the candidate is worse, by check, on a logarithmic scale. 100 % is enough to call it worse.",
        {"{{check}} ({{revision}})": f"max by (check, revision) (animals_judge_evidence{{{SERVICE}}})"},
        Line(1, "red"),
        width=6,
    ),
    graph(
        "Time since the last look",
        "s",
        "How far the judge is behind. It looks every 15 s at what happened up to 15 s before.",
        {"{{revision}}": f"time() - max by (revision) (animals_judge_looked_timestamp_seconds{{{SERVICE}}})"},
        limit("AnimalsCandidateNotJudged", "(animals_judge_looked_timestamp_seconds)"),
        width=6,
    ),
    graph(
        "Failures (5xx), 1 hour",
        "percentunit",
        "Share of the requests of each revision that has traffic.",
        {"{{revision}}": f'revision:http_errors:ratio{{{SERVICE},window="1h"}} {RECEIVING}'},
    ),
    graph(
        "Something else, or unknown, 1 hour",
        "percentunit",
        "Share of the pictures of each revision that has traffic.",
        {
            "{{revision}}": "sum by (revision) (sum_over_time("
            f'revision:animals_predictions:increase30s{{{SERVICE},verdict=~"not_.*|unknown"}}[1h])) '
            f"/ {PICTURES_OF_REVISION}"
        },
    ),
    graph(
        "Expected accuracy, 1 hour",
        "percentunit",
        "The expected share of right answers (CBPE) of each revision that has traffic. An unknown photo counts as "
        "wrong.",
        {
            "{{revision}}": "sum by (revision) (sum_over_time("
            f"revision:animals_expected_right:increase30s{{{SERVICE}}}[1h])) "
            f"/ {PICTURES_OF_REVISION}"
        },
    ),
]
