"""The dashboard's rows about the model's answers, their drift and accuracy, and the candidate."""

from labels import OWN_MODELS, REVISION, SERVICE, WINDOW
from panels import bars, graph, limit

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
            f'(model:animals_verdict:ratio{{{SERVICE},window="1h",verdict!="animal"}})'
        },
        limit("AnimalsFewAnimals", '(model:animals_verdict:ratio{window="1h",verdict!="animal"})'),
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
            f'revision:animals_predictions:increase30s{{{REVISION},verdict="animal"}}[1h])) > 0)'
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

CANDIDATE = [
    graph(
        "Share of the traffic",
        "percent",
        "By tag, from the Service's status. It also shows changes made by hand with kn.",
        {"{{tag}} ({{revision}})": f"sum by (tag, revision) (animals_traffic_percent{{{SERVICE}}})"},
        width=6,
    ),
    graph(
        "Failures (5xx), 1 hour",
        "percentunit",
        "Share of the requests while the candidate had traffic.",
        {"{{tag}}": f"candidate:http_errors:ratio{{{SERVICE}}}"},
        width=6,
    ),
    graph(
        "95th percentile, 1 hour",
        "s",
        "The alert has a second condition: the candidate must also take 1.5 times as long as stable.",
        {"{{tag}}": f"candidate:http_request_duration_seconds:quantile{{{SERVICE}}}"},
        limit("AnimalsCandidateWorse", 'candidate:http_request_duration_seconds:quantile{tag="candidate"} >'),
        width=6,
    ),
    graph(
        "No animal, or unknown, 1 hour",
        "percentunit",
        "Share of the pictures while the candidate had traffic.",
        {"{{tag}}": f"candidate:animals_no_animal:ratio{{{SERVICE}}}"},
        width=6,
    ),
    graph(
        "Accuracy without labels (CBPE), 1 hour",
        "percentunit",
        "The mean confidence. It is unknown below 100 pictures of each.",
        {"{{tag}}": f"candidate:animals_estimated_accuracy:ratio{{{SERVICE}}}"},
        width=6,
    ),
    graph(
        "Accuracy by feedback, 1 day",
        "percentunit",
        "Share of right answers among those that users judged. It is unknown if candidate and stable have the same "
        "model.",
        {"{{tag}}": f"candidate:animals_accuracy:ratio{{{SERVICE}}}"},
        width=6,
    ),
    graph(
        "Worse than stable, in standard errors",
        "none",
        "Two-proportion z-tests. By chance, one test in a thousand exceeds 3.09.",
        {
            "failures": f"candidate:http_errors:z{{{SERVICE}}}",
            "no animal": f"candidate:animals_no_animal:z{{{SERVICE}}}",
            "accuracy": f"-candidate:animals_accuracy:z{{{SERVICE}}}",
        },
        limit("AnimalsCandidateWorse", "candidate:http_errors:z"),
        width=6,
        lowest=None,
    ),
    graph(
        "Difference of answers (PSI)",
        "none",
        "How much the candidate's answers differ from stable's for the same users. A difference alone is no fault.",
        {
            "{{distribution}}": f"candidate:animals_drift:psi{{{SERVICE}}}",
            "limit of chance, {{distribution}}": f"candidate:animals_drift:noise_floor{{{SERVICE}}}",
        },
        width=6,
    ),
]
