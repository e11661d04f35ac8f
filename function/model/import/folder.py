"""Writes the folder of a model."""

from hashlib import sha256
from pathlib import Path

import yaml

from preprocessing import UnusableError
from source import Source

CALIBRATION = """\
# Not fitted yet: make calibrate PHOTOS=DIR MODEL={model}
calibration: {{temperature: 1.0, animalProbability: {probability}, confidence: 0.0}}
"""

CARD = """\
# {name}

{architecture}, imported from {origin}. It recognises {classes} classes; the subject is *{subject}*.

Fill in what people need to know before they rely on this model:

- **Source:** who trained it, with which data, and where the weights were published.
- **Licence:** {licence}. Check it for the weights and for the training data.
- **Input:** `uint8 [H, W, 3]`, RGB, upright, any size. The file contains the preprocessing: {preprocessing},
  then (p − mean) / scale with mean {mean} and scale {scale}.
- **Accuracy:** `make evaluate PHOTOS=DIR MODEL={model}`; say which photos were used.
- **Calibration:** `make calibrate PHOTOS=DIR MODEL={model}`; say which photos were used. Until then, confidences are
  the network's own.
- **Limits:** what it does not recognise, and what it must not be used for.
"""


def read_labels(path: Path) -> list[list[str]]:
    """Returns rows of label, group, everyday name and other names, of which only the label is required in a line.

    The lines may begin with an index, as in the labels.tsv of a model.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableError(f"LABELS={path} cannot be read as UTF-8 text.") from error
    rows = [[column.strip() for column in line.split("\t")] for line in lines if line.strip()]
    if rows and all(row[0] == str(index) and len(row) > 1 for index, row in enumerate(rows)):
        rows = [row[1:] for row in rows]
    return check_labels([[*row, "", "", "", ""][:4] for row in rows])


def check_labels(rows: list[list[str]]) -> list[list[str]]:
    seen: set[str] = set()
    for number, (label, *_) in enumerate(rows, start=1):
        if not label or label in seen or label.startswith("not_"):
            raise UnusableError(f'Class {number}, "{label}", needs a label of its own that does not start with not_.')
        seen.add(label)
    if len(rows) < 2:
        raise UnusableError("A classifier needs at least two classes, one in each line of LABELS.")
    return rows


def write(
    folder: Path,
    model: str,
    version: str,
    subject: str,
    classes: str,
    source: Source,
    rows: list[list[str]],
    probabilities: bool,
) -> Path:
    """Writes all files and returns the path of the network."""
    network = folder / ("network.onnx" if source.engine == "OnnxRuntime" else "network.pt")
    folder.mkdir(parents=True)
    source.save(probabilities, network)
    table = "".join("\t".join([str(index), *row]) + "\n" for index, row in enumerate(rows))
    (folder / "labels.tsv").write_text(table, encoding="utf-8")
    (folder / "calibration.yaml").write_text(
        CALIBRATION.format(model=model, probability=0.0 if classes == "all" else 0.5), encoding="utf-8"
    )
    preprocessing = source.preprocessing
    mean, scale = ([round(value, 4) for value in values] for values in preprocessing.levels())
    description = {
        "name": folder.name,
        "version": version,
        "architecture": source.architecture,
        "subject": {"name": subject, "classes": classes},
        "input": {
            "height": preprocessing.height,
            "width": preprocessing.width,
            "mean": mean,
            "scale": scale,
            "resize": preprocessing.words(),
            "channels": preprocessing.channels,
            **({"shortSide": preprocessing.short_side} if preprocessing.short_side else {}),
        },
        "engine": source.engine,
        **({"explanation": "class activation map"} if source.explained and not probabilities else {}),
    }
    files = (network, folder / "labels.tsv", folder / "calibration.yaml")
    # make calibrate replaces the line of the calibration, so each file has a line of its own.
    hashes = "".join(f"  {file.name}: {sha256(file.read_bytes()).hexdigest()}\n" for file in files)
    origin = {"licence": source.licence, "source": source.origin}
    (folder / "model.yaml").write_text(f"{_yaml(description)}files:\n{hashes}{_yaml(origin)}", encoding="utf-8")
    (folder / "MODEL_CARD.md").write_text(
        CARD.format(
            name=folder.name,
            model=model,
            architecture=source.architecture,
            origin=", ".join(source.origin.values()),
            classes=len(rows),
            subject=subject,
            licence=source.licence,
            preprocessing=preprocessing.words(),
            mean=mean,
            scale=scale,
        ),
        encoding="utf-8",
    )
    return network


def _yaml(values: dict) -> str:
    return yaml.safe_dump(values, sort_keys=False, default_flow_style=None)
