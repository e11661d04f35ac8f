"""Uses curl: python use_curl.py HOST:PORT PHOTO, where the photo shows a koala."""

import base64
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from features import Features

URL = "http://{}/v2/models/animals/infer"


def curl(*options: str | Path, body: bytes = b"") -> tuple[str, bytes]:
    """Returns the headers of the response in lower case, and its body."""
    with tempfile.NamedTemporaryFile() as headers:
        command = ["curl", "-sSf", "--max-time", "60", "-D", headers.name, *options]
        result = subprocess.run(command, input=body, capture_output=True, timeout=90, check=False)
        assert result.returncode == 0, result.stderr.decode()
        return Path(headers.name).read_text().lower(), result.stdout


def send_raw(features: Features, url: str, photo: Path) -> None:
    headers, body = curl("-H", "Inference-Header-Content-Length: 0", "--data-binary", f"@{photo}", url)
    length = int(re.search(r"^inference-header-content-length: (\d+)", headers, re.M)[1])
    response = json.loads(body[:length])
    features.answered(response["model_version"])
    sizes = [output["parameters"]["binary_data_size"] for output in response["outputs"]]
    assert length + sum(sizes) == len(body), (length, sizes, len(body))


def send_json(features: Features, url: str, photo: Path) -> None:
    tensor = {
        "name": "image",
        "shape": [1],
        "datatype": "BYTES",
        "data": [base64.b64encode(photo.read_bytes()).decode()],
    }
    best = {"name": "probabilities", "parameters": {"classification": 2}}
    request = json.dumps({"id": "42", "inputs": [tensor], "outputs": [best]}).encode()
    response = json.loads(curl("--data-binary", "@-", url, body=request)[1])
    features.answered(response["model_version"])
    assert response["id"] == "42" and response["outputs"][0]["data"][0].endswith(":105:koala"), response


def main(address: str, photo: Path) -> None:
    version = subprocess.run(["curl", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    features = Features("curl", version)
    with features.feature("raw request with one photo"):
        send_raw(features, URL.format(address), photo)
    with features.feature("JSON with Base64, and classes"):
        send_json(features, URL.format(address), photo)
    print("curl works.")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
