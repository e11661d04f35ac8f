"""Writes the models that the unit tests of the service load: python fixtures.py function/src/test/resources/models.

It imports the network of example.py twice, from a TorchScript file and from an ONNX file, each into its own folder. It
also writes a few photos, and the logits that the original network returns for them in PyTorch if Pillow resizes them.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import example
from preprocessing import Preprocessing

PHOTOS = (0, 1, 2, -1)


def main(target: Path) -> None:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary)
        example.main(made)
        network = torch.jit.load(made / "digits.pt")
        names = {"input_names": ["picture"], "output_names": ["logits"]}
        example_input = torch.zeros(1, 3, example.SIDE, example.SIDE)
        torch.onnx.export(network, (example_input,), made / "digits.onnx", dynamo=False, opset_version=11, **names)
        for file in ("digits.pt", "digits.onnx"):
            _import(made / file, made / "labels.txt", target)
        preprocessing = Preprocessing(example.SIDE, example.SIDE, (0.5,) * 3, (0.5,) * 3, "bilinear")
        lines = (made / "photos" / "labels.tsv").read_text().splitlines()
        logits = {}
        for file, label in (lines[index].split("\t") for index in PHOTOS):
            shutil.copy(made / "photos" / file, target / f"{label}.png")
            with Image.open(made / "photos" / file) as photo:
                output = network(torch.from_numpy(preprocessing.input_of(photo.convert("RGB"))))
            logits[label] = [round(float(value), 4) for value in np.asarray(output.detach()).reshape(-1)]
    (target / "logits.json").write_text(json.dumps(logits, indent=1) + "\n")


def _import(source: Path, labels: Path, target: Path) -> None:
    arguments = {
        "--model": "digits",
        "--from": source,
        "--labels": labels,
        "--models": target,
        "--subject": "digit",
        "--classes": "0-9",
        "--normalisation": "half",
        "--size": example.SIDE,
        "--licence": "CC-BY-4.0",
    }
    command = [str(part) for argument in arguments.items() for part in argument]
    subprocess.run([sys.executable, Path(__file__).parent / "import_model.py", *command, "--replace"], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
