"""Checks the features of one client, and records the results for report.py in the file that RESULTS names."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Features:
    """The features of one client at one address.

    MODELS are the models that may answer, such as "lite0,lite2". All of them must answer in a feature that needs many
    requests. ADDRESS_NAME names the address in the report.
    """

    def __init__(self, client: str, version: str):
        self._client = f"{client}\t{version}"
        self._models = os.environ.get("MODELS", "lite0").split(",")
        self._answers: Counter[str] = Counter()

    def answered(self, version: str) -> None:
        """Counts an answer of a model's version, such as lite0-1.2.0, and checks that this model may answer."""
        assert version.split("-")[0] in self._models, f"{version} answered instead of {self._models}"
        self._answers[version] += 1

    def all_answered(self) -> None:
        """Checks that every model answered in this feature."""
        assert {version.split("-")[0] for version in self._answers} == set(self._models), self._answers

    @contextmanager
    def feature(self, name: str) -> Iterator[None]:
        """Checks a feature and records whether it works, and how often each version answered."""
        self._answers.clear()
        result = "fails"
        try:
            yield
            result = "works"
        finally:
            answers = ", ".join(f"{version} × {count}" for version, count in sorted(self._answers.items()))
            self._record(name, f"{result}: {answers}" if answers else result)

    def _record(self, name: str, result: str) -> None:
        print(f"{self._client.replace(chr(9), ' ')}: {name}: {result}", file=sys.stderr)
        if "RESULTS" in os.environ:
            address = os.environ.get("ADDRESS_NAME", "`make run`")
            with Path(os.environ["RESULTS"]).open("a") as results:
                results.write(f"{self._client}\t{name}\t{address}\t{result}\n")
