"""Runs the examples of a page in docs/how-to as a reader would, against a running service.

Usage: python run_examples.py ADDRESS PHOTO JAVA [PAGE WORD…], where an example is run if it contains one of the words.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

address, photo, java, *page_and_words = sys.argv[1:]
name, *words = page_and_words or ["call-the-service.md", ""]
page = (Path(__file__).parents[2] / "docs/how-to" / name).read_text()
# A program's file name, and how to start it. The example in HTML needs a browser and is not run.
PROGRAMS = {
    "python": ("classify.py", [sys.executable]),
    "js": ("classify.mjs", ["node"]),
    "java": ("Classify.java", [java]),
}


def token() -> str:
    with urllib.request.urlopen(f"{address}/classify", Path(photo).read_bytes()) as answer:
        return json.load(answer)["prediction"]


def command(language: str, text: str, folder: Path) -> list[str]:
    if language == "sh":
        # Without -f, curl does not fail if the service rejects the request.
        return ["bash", "-euo", "pipefail", "-c", re.sub(r"\bcurl ", "curl -sSf ", text)]
    name, start = PROGRAMS[language]
    (folder / name).write_text(text)
    return [*start, name]


def run(language: str, text: str, folder: Path) -> None:
    result = subprocess.run(
        command(language, text, folder), cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    # Feedback is accepted without an answer. Binary tensors have no labels.
    expected = "" if "/feedback" in text else "animals" if "tr -dc" in text else "koala"
    if result.returncode != 0 or expected not in result.stdout.lower():
        sys.exit(f"This example does not work:\n{text}\n{result.stdout}{result.stderr}")


# The examples for a cluster contain the placeholders NAMESPACE or GATEWAY.
examples = [
    (language, text.replace("localhost:8080", address.removeprefix("http://")))
    for language, text in re.findall(r"^```(\w+)\n(.*?)^```", page, re.M | re.S)
    if (language == "sh" or language in PROGRAMS)
    and not re.search("NAMESPACE|GATEWAY", text)
    and any(word in text for word in words)
]
with tempfile.TemporaryDirectory() as folder:
    shutil.copy(photo, Path(folder, "koala.jpg"))
    for language, text in examples:
        run(language, text.replace("TOKEN", token()), Path(folder))
print(f"{len(examples)} examples of the documentation work.")
