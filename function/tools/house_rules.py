"""Checks rules of this repository that no linter checks. Prints each place that breaks one."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path

# Licences, model data and generated files may repeat lines.
MAY_REPEAT = ["*LICENSE*", "*/licenses/*", "function/model/lite*", "monitoring/rules/reference.yaml", "*.tsv", "*.json"]
REGISTRIES = re.compile(
    r"repo1?\.maven\.|registry\.npmjs\.|registry\.yarnpkg\.|pypi\.org/simple|pythonhosted\.org|proxy\.golang\.org"
    r"|<(plugin)?repositories>|--(extra-)?index-url|GOPROXY=http|^registry ?= ?http|\"resolved\": ?\"http",
    re.IGNORECASE,
)
# Options and syntax that macOS' own programs do not support, among them bash 3.2.
NOT_ON_MACOS = re.compile(
    r"\bsed (-\w*[ri]\b|--)|\bdate (-d|--date)|\bgrep -\w*P|\b(mapfile|readarray|coproc)\b|\$\{\w+(,|\^|@[A-Za-z])"
    r"|\b(declare|local) -\w*[Ang]|\bstat (-c|--)|\bxargs -\w*r\b|\bsort -\w*V|\binstall -\w*D|\bwait -n|\|&|&>>"
)
# These scripts run only on Debian.
ONLY_ON_DEBIAN = ("function/native/make.sh", ".ci/run")
# A test class, and perhaps one of its methods, in a page of the documentation.
NAMED_TEST = re.compile(r"`([A-Z]\w+Tests)(?:\.(\w+))?`")
LONGEST_COPY = 9


def files() -> dict[str, list[str]]:
    """The lines of every text file that git does not ignore."""
    listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], check=True, capture_output=True).stdout
    texts = {}
    for name in sorted(set(listed.decode().split("\0")) - {""}):
        if Path(name).is_file() and b"\0" not in (content := Path(name).read_bytes())[:8000]:
            texts[name] = content.decode(errors="replace").splitlines()
    return texts


def faults_of(name: str, lines: list[str]):
    """Yields the rule and the line of each fault that can be found in one file alone."""
    if name.endswith(".sh") and len(lines) > 60:
        yield "script longer than 60 lines", 61
    if name.endswith(".java") and "/src/main/" in name and len(lines) > 200:
        yield "main source longer than 200 lines", 201
    if name.endswith((".sh", ".bats")) and lines and lines[0].startswith("#!") and not os.access(name, os.X_OK):
        yield "script that is not executable", 1
    for number, line in enumerate(lines, 1):
        if name.endswith((".java", ".sh", ".bats")) and len(line.expandtabs(4)) > 120:
            yield "line longer than 120 columns", number
        if name.endswith(".java") and "/src/test/" in name and "static void main(" in line:
            yield "program in src/test", number
        if name.endswith((".sh", ".mk", "Makefile", "release/release")) and name not in ONLY_ON_DEBIAN:
            if NOT_ON_MACOS.search(line):
                yield "not understood on macOS", number
        if name != "function/tools/house_rules.py" and REGISTRIES.search(line):
            yield "address of a package registry", number


def comparable(name: str, lines: list[str]) -> list[tuple[int, str]]:
    """The lines to compare: without blank lines, imports, and the head and dependencies of a pom.xml."""
    kept, skipping = [], name.endswith("pom.xml")
    for number, line in enumerate(map(str.strip, lines), 1):
        if name.endswith("pom.xml") and line in ("</parent>", "</dependencies>"):
            skipping = False
        elif name.endswith("pom.xml") and line == "<dependencies>":
            skipping = True
        elif line and not skipping and not re.match(r"(import|package|from \S+ import) ", line):
            kept.append((number, line))
    return kept


def copies(texts: dict[str, list[str]]):
    """Yields pairs of places with more than LONGEST_COPY equal lines in a row."""
    places = defaultdict(list)
    reported = set()
    for name, lines in texts.items():
        if any(fnmatch(name, pattern) for pattern in MAY_REPEAT):
            continue
        kept = comparable(name, lines)
        for start in range(len(kept) - LONGEST_COPY):
            window = tuple(line for _, line in kept[start : start + LONGEST_COPY + 1])
            places[window].append((name, kept[start][0]))
    for found in places.values():
        for other in found[1:]:
            pair = (found[0][0], other[0])
            if pair not in reported:
                reported.add(pair)
                yield "ten or more lines that stand elsewhere too", found[0], other


def missing_tests(texts: dict[str, list[str]]):
    """Yields the place of each test that a page names and that does not exist."""
    classes = defaultdict(list)
    for name, lines in texts.items():
        if name.endswith(".java"):
            classes[Path(name).stem] += lines
    for name, lines in texts.items():
        for number, line in enumerate(lines if name.endswith(".md") else [], 1):
            for test, method in NAMED_TEST.findall(line):
                if not any(not method or f"void {method}(" in each for each in classes[test]):
                    yield f"{name}:{number}: test that does not exist: {test}{'.' if method else ''}{method}"


def main() -> None:
    texts = files()
    faults = [f"{name}:{number}: {rule}" for name, lines in texts.items() for rule, number in faults_of(name, lines)]
    for rule, first, second in copies(texts):
        faults.append(f"{second[0]}:{second[1]}: {rule}: {first[0]}:{first[1]}")
    faults += missing_tests(texts)
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
