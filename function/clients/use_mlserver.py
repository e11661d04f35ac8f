"""Uses MLServer's command with files of requests and four workers: python use_mlserver.py HOST:PORT PHOTO.

The photo shows a koala. REQUESTS is the number of lines in each file. Some requests contain a text instead of a photo,
which the service rejects.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from features import Features

REQUESTS = int(os.environ.get("REQUESTS", "200"))


def line(number: int, photo: bytes) -> str:
    tensor = {"name": "image", "shape": [1], "datatype": "BYTES", "data": [base64.b64encode(photo).decode()]}
    return json.dumps({"id": str(number), "inputs": [tensor]}) + "\n"


def infer(address: str, photos: list[bytes], *options: str) -> list[dict]:
    """The answers in the order of the photos. The command writes them in the order in which they arrive."""
    with tempfile.TemporaryDirectory() as folder:
        requests, answers = Path(folder, "requests.jsonl"), Path(folder, "answers.jsonl")
        requests.write_text("".join(line(number, photo) for number, photo in enumerate(photos)))
        command = ["mlserver", "infer", "-u", address, "-m", "animals", "-i", requests, "-o", answers, "-w", "4"]
        result = subprocess.run([*command, *options], capture_output=True, text=True, timeout=600, check=False)
        assert result.returncode == 0, result.stdout + result.stderr
        lines = [json.loads(text) for text in answers.read_text().splitlines()]
    assert len(lines) == len(photos), len(lines)
    return sorted(lines, key=lambda answer: answer["parameters"]["batch_index"])


def is_koala(answer: dict) -> bool:
    probabilities = next(output["data"] for output in answer["outputs"] if output["name"] == "probabilities")
    return max(probabilities) == probabilities[105]


def send_lines(features: Features, address: str, photo: bytes) -> None:
    rejected = {0, REQUESTS // 2}
    photos = [b"text" if number in rejected else photo for number in range(REQUESTS)]
    for number, answer in enumerate(infer(address, photos)):
        if number in rejected:
            assert "This is not an image" in answer["error"]["msg"], answer
        else:
            features.answered(answer["model_version"])
            assert answer["id"] == str(number) and is_koala(answer), answer
    features.all_answered()


def send_batches(features: Features, address: str, photo: bytes) -> None:
    for answer in infer(address, [photo] * REQUESTS, "--batch-size", "8"):
        features.answered(answer["model_version"])
        assert is_koala(answer), answer


def main(address: str, photo: bytes) -> None:
    features = Features("mlserver", version("mlserver"))
    with features.feature("a file of requests, four workers"):
        send_lines(features, address, photo)
    with features.feature("a file of requests, eight in a batch, four workers"):
        send_batches(features, address, photo)
    print(f"MLServer's command works with {REQUESTS} requests, one by one and eight together.")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).read_bytes())
