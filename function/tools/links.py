"""Checks links between the files of this repository. Prints each broken one.

It checks the relative links and anchors of Markdown files, and every path of a page or picture in docs/ that a file
names. It does not follow links to other servers.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
DOCS_PATH = re.compile(r"(?<![\w/.-])docs/[\w/.-]+\.(?:md|png|svg)")


def files() -> list[str]:
    """The text files that git does not ignore."""
    listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], check=True, capture_output=True).stdout
    names = [name for name in listed.decode().split("\0") if name and Path(name).is_file()]
    return sorted(name for name in set(names) if b"\0" not in Path(name).read_bytes()[:8000])


@cache
def prose(name: str) -> list[str]:
    """The lines of a Markdown file; those of code blocks are empty."""
    lines, in_code = [], False
    for line in Path(name).read_text().splitlines():
        fence = line.lstrip().startswith("```")
        lines.append("" if fence or in_code else line)
        in_code ^= fence
    return lines


@cache
def anchors(name: str) -> set[str]:
    """The anchors that GitHub and GitLab give to the headings of a Markdown file."""
    found: set[str] = set()
    for line in prose(name):
        if heading := re.match(r"#+ +(.*)", line):
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).lower()
            anchor = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
            repeated = 0
            while (unique := f"{anchor}-{repeated}" if repeated else anchor) in found:
                repeated += 1
            found.add(unique)
    return found


def broken_links(name: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(prose(name), 1):
        for match in LINK.finditer(line):
            link = match[1] or match[2]
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = Path(name).parent / path if path else Path(name)
            if not target.exists():
                yield number, f"link to a file that does not exist: {link}"
            elif anchor and target.suffix == ".md" and anchor not in anchors(str(target)):
                yield number, f"link to a heading that does not exist: {link}"


def main() -> None:
    faults = []
    for name in files():
        if name.endswith(".md"):
            faults += [f"{name}:{number}: {fault}" for number, fault in broken_links(name)]
        if name == "function/tools/tests/links.bats":  # plants broken links
            continue
        for number, line in enumerate(Path(name).read_text(errors="replace").splitlines(), 1):
            for path in DOCS_PATH.findall(line):
                if not Path(path).exists():
                    faults.append(f"{name}:{number}: page that does not exist: {path}")
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
