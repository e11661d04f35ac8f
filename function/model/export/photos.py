"""Reads folders of labelled photos; docs/reference/photo-folders.md describes their format."""

from dataclasses import dataclass
from pathlib import Path

from labels import ANIMALS, class_labels

WITHOUT_CLASS = ("animal", "not_animal")


@dataclass(frozen=True)
class Photo:
    path: Path
    folder: str
    """The first folder of the name in the labels, or "." for a photo at the top."""
    classes: frozenset[int]
    """Indices of the classes that count as right."""


def photos_with_a_class(folder: Path, labels: Path | None = None) -> list[Photo]:
    """The photos of a folder that show an animal with a class, in the order of the labels."""
    index_of = {label: index for index, label in enumerate(class_labels()[:ANIMALS])}
    index_of |= {str(index): index for index in range(ANIMALS)}
    photos = []
    for line in (labels or folder / "labels.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, right = line.split("\t")[:2]
        right_labels = [label.strip() for label in right.split(",")]
        if right_labels[0] in WITHOUT_CLASS:
            continue
        classes = frozenset(index_of[label] for label in right_labels)
        photos.append(Photo(folder / name, name.split("/")[0] if "/" in name else ".", classes))
    return photos
