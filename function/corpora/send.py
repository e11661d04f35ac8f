"""Sends every file of a folder to a running service on this machine, one after another, and checks the answers.

Usage: python send.py FOLDER PORT PID, where the next port is the management port and PID is the service's process.
Fails if an answer is 5xx or takes more than two seconds, if memory grows, if the counters of the service do not add
up, or if Pillow decodes a file that the service rejects, unless refused.tsv gives a reason.
"""

import collections
import http.client
import json
import re
import sys
import time
import urllib.request
import warnings
from fnmatch import fnmatch
from pathlib import Path

from PIL import Image

LONGEST_SECONDS = 2
# The heap may still grow by this much in the second half of the files.
MORE_MEBIBYTES = 150
# Pillow warns of broken metadata.
warnings.simplefilter("ignore")


def counted(port: int) -> int:
    """The photos that the service has classified or rejected so far."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/actuator/prometheus") as answer:
        text = answer.read().decode()
    return round(sum(map(float, re.findall(r"^animals_(?:predictions|rejections)_total.* (\S+)$", text, re.M))))


def memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024


def classify(port: int, body: bytes) -> tuple[int, str, float]:
    """Returns the status, the problem and the seconds of an answer."""
    start = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/classify", body)
    answer = connection.getresponse()
    content = json.loads(answer.read())
    connection.close()
    problem = "" if answer.status == 200 else content["type"].removeprefix("urn:animals:problem:")
    return answer.status, problem, time.monotonic() - start


def decoded(path: Path) -> str:
    """Pillow's name of the format; empty if Pillow does not decode the file."""
    try:
        with Image.open(path) as image:
            image.load()
            return image.format
    except Exception:  # Pillow throws many kinds of exceptions.
        return ""


def has_reason(reasons: list[list[str]], form: str, path: str, problem: str) -> bool:
    return any(fnmatch(form, row[0]) and fnmatch(path, row[1]) and problem == row[2] for row in reasons)


def main(folder: Path, port: int, pid: int) -> None:
    lines = Path(__file__).with_name("refused.tsv").read_text().splitlines()
    reasons = [line.split("\t") for line in lines if not line.startswith("#")]
    files = sorted(path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    answers, faults, slowest, before, half = collections.Counter(), [], 0.0, counted(port + 1), 0
    for index, path in enumerate(files):
        name = str(path.relative_to(folder))
        status, problem, seconds = classify(port, path.read_bytes())
        answers[problem or "classified"] += 1
        slowest = max(slowest, seconds)
        if status >= 500:
            faults.append(f"{name}: status {status}")
        if seconds > LONGEST_SECONDS:
            faults.append(f"{name}: answered after {seconds:.1f} s")
        if status != 200 and (form := decoded(path)) and not has_reason(reasons, form, name, problem):
            faults.append(f"{name}: Pillow decodes this {form} file, but the service rejects it as {problem}")
        if index == len(files) // 2:
            half = memory(pid)
    if counted(port + 1) - before != len(files):
        faults.append(f"{len(files)} files were sent, but {counted(port + 1) - before} were counted")
    if memory(pid) > half + MORE_MEBIBYTES:
        faults.append(f"memory grew from {half} to {memory(pid)} MiB in the second half")
    print(f"{len(files)} files; slowest answer {slowest:.2f} s")
    print(f"memory {half} MiB at half, {memory(pid)} MiB at the end")
    print("".join(f"  {count:6} {answer}\n" for answer, count in answers.most_common()), end="")
    sys.exit("\n".join(faults) if faults else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
