"""Sends every file of a folder to a running service on this machine, one after another, and checks the answers.

Usage: python send.py FOLDER PORT PID, where the next port is the management port and PID is the service's process.
Fails if an answer is missing, is 5xx or takes more than two seconds, if memory grows, if the counters of the service
do not add up, or if Pillow decodes a file that the service rejects, unless refused.tsv gives a reason.
"""

import collections
import http.client
import json
import re
import sys
import time
import urllib.request
import warnings
from contextlib import closing
from fnmatch import fnmatch
from pathlib import Path

from PIL import Image

LONGEST_SECONDS = 2
# The resident memory may grow by this much in the second half of the files.
MORE_MEBIBYTES = 150
# Pillow warns of broken metadata.
warnings.simplefilter("ignore")


def counted(port: int) -> int:
    """The photos that the service has classified or rejected so far."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/actuator/prometheus") as answer:
        text = answer.read().decode()
    return round(sum(map(float, re.findall(r"^animals_(?:predictions|rejections)_total.* (\S+)$", text, re.M))))


def memory(pid: int) -> int:
    """The resident memory of the process in MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    resident = re.search(r"VmRSS:\s+(\d+)", status)
    if not resident:
        raise ProcessLookupError(f"Process {pid} has ended.")
    return int(resident[1]) // 1024


def classify(port: int, body: bytes) -> tuple[int, str, float]:
    """Returns the status, the problem and the seconds of an answer."""
    start = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/classify", body)
        answer = connection.getresponse()
        content = json.loads(answer.read())
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


def send(folder: Path, files: list[Path], port: int, pid: int, faults: list[str]) -> None:
    lines = Path(__file__).with_name("refused.tsv").read_text().splitlines()
    reasons = [line.split("\t") for line in lines if not line.startswith("#")]
    answers, slowest, before, half = collections.Counter(), 0.0, counted(port + 1), 0
    for index, path in enumerate(files):
        name = str(path.relative_to(folder))
        if index == len(files) // 2:
            half = memory(pid)
        try:
            status, problem, seconds = classify(port, path.read_bytes())
        except ConnectionRefusedError:
            raise
        except (OSError, http.client.HTTPException, ValueError, LookupError) as error:
            faults.append(f"{name}: {error!r}")
            continue
        answers[problem or "classified"] += 1
        slowest = max(slowest, seconds)
        if status >= 500:
            faults.append(f"{name}: status {status}")
        if seconds > LONGEST_SECONDS:
            faults.append(f"{name}: answered after {seconds:.1f} s")
        if status != 200 and (form := decoded(path)) and not has_reason(reasons, form, name, problem):
            faults.append(f"{name}: Pillow decodes this {form} file, but the service rejects it as {problem}")
    print(f"{len(files)} files; slowest answer {slowest:.2f} s")
    print("".join(f"  {count:6} {answer}\n" for answer, count in answers.most_common()), end="")
    if (total := counted(port + 1) - before) != len(files):
        faults.append(f"{len(files)} files were sent, but {total} were counted")
    if (end := memory(pid)) > half + MORE_MEBIBYTES:
        faults.append(f"memory grew from {half} to {end} MiB in the second half")
    print(f"memory {half} MiB at half, {end} MiB at the end")


def main(folder: Path, port: int, pid: int) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    if not files:
        sys.exit(f"There are no files in {folder}.")
    faults = []
    try:
        send(folder, files, port, pid, faults)
    except OSError as error:
        faults.append(f"The service does not answer any more: {error!r}")
    sys.exit("\n".join(faults) if faults else 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
