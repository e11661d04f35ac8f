"""The dashboard's rows about the model's answers, their drift and accuracy, and the candidate."""

from labels import OWN_MODELS, REVISION, SERVICE, WINDOW
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
        "No animal, or unknown",
        "percentunit",
        "Share of the pictures of the last hour.",
        {
            "{{model}}": "sum without (verdict) "
            f'(model:animals_verdict:ratio{{{SERVICE},window="1h",verdict=~"not_.*|unknown"}})'
        },
        limit("AnimalsFewAnimals", '(model:animals_verdict:ratio{window="1h",verdict=~"not_.*|unknown"})'),
    ),
    graph(
        "latest_confidence_score",
        "percent",
        "Confidence of the latest picture of each pod. A single picture says little, so the alert waits for 5 minutes.",
        {"{{pod}}": f"latest_confidence_score{{{REVISION}}}"},
        limit("AnimalsLatestConfidenceLow", "latest_confidence_score", below=True),
    ),
    bars(
        "Animals, 1 hour",
        "short",
        "Pictures by group of animals, the twelve most frequent groups.",
        {
            "{{group}}": "topk(12, sum by (group) (sum_over_time("
            f'revision:animals_predictions:increase30s{{{REVISION},verdict!~"not_.*|unknown"}}[1h])) > 0)'
        },
        width=12,
    ),
    bars(
        "Confidence and its reference",
        "percentunit",
        "Share of the pictures in each tenth of confidence, in the chosen window and in the model's reference.",
        {
            "to {{bin}}": f"avg by (bin) (model:animals_bin:share{{{CONFIDENCE}}})",
            "to {{bin}}, reference": f"avg by (bin) (model:animals_bin:expected_share{{{CONFIDENCE}}})",
        },
        width=12,
    ),
]

PREDICTIONS = WINDOW + ',distribution=~"groups|verdicts|confidence"'
PICTURES = WINDOW + ',distribution=~"brightness|pixels|formats"'

DRIFT = [
    graph(
        "Drift of predictions (PSI)",
        "none",
        "Population stability index against the model's reference in the chosen window, with the limit of the alert. "
        "It is unknown below 50 photos per bin.",
        {
            "{{distribution}}, {{model}}": f"model:animals_drift:psi{{{PREDICTIONS}}}",
            "limit of {{distribution}}, {{model}}": f"model:animals_drift:threshold{{{PREDICTIONS}}}",
        },
    ),
    graph(
        "Drift of pictures (PSI)",
        "none",
        "Brightness against the model's reference, sizes and formats against the week before.",
        {
            "{{distribution}}, {{model}}": f"model:animals_drift:psi{{{PICTURES}}}",
            "limit of {{distribution}}, {{model}}": f"model:animals_drift:threshold{{{PICTURES}}}",
        },
    ),
    graph(
        "Drift (Jensen-Shannon)",
        "none",
        "The same comparisons on a scale from 0 to 1.",
        {"{{distribution}}, {{model}}": f"model:animals_drift:js{{{WINDOW}}}"},
    ),
    bars(
        "Photos that drift needs",
        "percentunit",
        "Photos in the window as a share of the number that drift needs, which is 50 per bin. Drift is known from 100 "
        "%.",
        {
            "{{distribution}}, {{model}}": f"model:animals_drift:photos{{{WINDOW}}} "
            f"/ (50 * model:animals_drift:bins{{{WINDOW}}})"
        },
    ),
    graph(
        "Noise floor of drift",
        "none",
        "With these numbers of photos and without drift, one comparison in a hundred exceeds this value.",
        {"{{distribution}}, {{model}}": f"model:animals_drift:noise_floor{{{WINDOW}}}"},
    ),
    graph(
        "Accuracy without labels (CBPE)",
        "percentunit",
        "The mean confidence in the chosen window, which for a calibrated model equals the share of right answers.",
        {
            "{{model}}": f"model:animals_estimated_accuracy:ratio{{{WINDOW}}}",
            "limit of {{model}}": f"max by (model) (animals_reference_confidence {OWN_MODELS}) - "
            f"{limit('AnimalsEstimatedAccuracyLow', 'animals_reference_confidence').value}",
        },
    ),
    graph(
        "Accuracy by feedback",
        "percentunit",
        "Share of right answers among those that users judged. The limit is the lower bound of the accuracy at "
        "calibration (95 % interval).",
        {
            "{{window}}, {{model}}": f'model:animals_accuracy:ratio{{{SERVICE},window=~"1d|1w"}}',
            "limit of {{model}}": f'max by (model) (animals_reference_accuracy{{bound="lower"}} {OWN_MODELS})',
        },
    ),
    bars(
        "Accuracy by group, 1 week",
        "percentunit",
        "The twelve groups of animals with the lowest accuracy by feedback.",
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
        "No animal, or unknown, 1 hour",
        "percentunit",
        "Share of the pictures of each revision that has traffic.",
        {
            "{{revision}}": "sum by (revision) (sum_over_time("
            f'revision:animals_predictions:increase30s{{{SERVICE},verdict=~"not_.*|unknown"}}[1h])) '
            f"/ {PICTURES_OF_REVISION}"
        },
    ),
    graph(
        "Mean confidence, 1 hour",
        "percentunit",
        "Of each revision that has traffic. Another model may have another confidence and be right as often.",
        {
            "{{revision}}": "sum by (revision) (sum_over_time("
            f"revision:animals_confidence_sum:increase30s{{{SERVICE}}}[1h])) "
            f"/ {PICTURES_OF_REVISION}"
        },
    ),
]
