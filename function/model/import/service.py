"""Starts the service with a model and requests logits from it."""

import base64
import json
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import numpy as np

STARTUP_SECONDS = 180


class Service:
    def __init__(self, repository: Path, java: str, model: Path, engine: str, port: int) -> None:
        jar = "function-exec-onnxruntime.jar" if engine == "OnnxRuntime" else "function-exec.jar"
        self.url = f"http://localhost:{port}"
        flags = ["--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"]
        ports = [f"--server.port={port}", f"--management.server.port={port + 1}"]
        settings = [f"--animals.model.directory={model}", *ports]
        self.command = [java, *flags, "-jar", str(repository / "function/target" / jar), *settings]

    def __enter__(self) -> "Service":
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        end = time.monotonic() + STARTUP_SECONDS
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > end:
                self.process.kill()
                raise RuntimeError(f"The service did not start: {self.process.communicate()[0]}")
            time.sleep(0.5)
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate(timeout=60)

    def _is_ready(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}/readyz", timeout=2).status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def explain(self, photo: bytes) -> dict:
        """Returns the explanation of the best class, or the problem if the service has none."""
        try:
            with urllib.request.urlopen(f"{self.url}/explain", photo, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            return json.load(error)

    def logits(self, photo: bytes) -> np.ndarray:
        image = {"name": "image", "datatype": "BYTES", "shape": [1], "data": [base64.b64encode(photo).decode()]}
        body = json.dumps({"inputs": [image], "outputs": [{"name": "logits"}]}).encode()
        request = urllib.request.Request(
            f"{self.url}/v2/models/animals/infer", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as response:
            return np.float32(json.load(response)["outputs"][0]["data"])
