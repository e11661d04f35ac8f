"""Prints the share of photos whose best class is right, and how each precision changes it.

    python accuracy.py MODEL_DIR PHOTOS_DIR [LABELS_TSV]

docs/reference/photo-folders.md describes PHOTOS_DIR. Photos without a class are left out.
"""

import argparse
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor

import classifier
from network import PUBLISHED
from photos import Photo, photos_with_a_class
from reference import decode, pixels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model_dir", type=Path, metavar="MODEL_DIR", help="contains lite0/ and lite2/")
    parser.add_argument("photos_dir", type=Path, metavar="PHOTOS_DIR", help="folder of labelled photos")
    parser.add_argument("labels", type=Path, nargs="?", metavar="LABELS_TSV", help="PHOTOS_DIR/labels.tsv if left out")
    arguments = parser.parse_args()
    torch.set_grad_enabled(False)
    photos = photos_with_a_class(arguments.photos_dir, arguments.labels)
    for published in PUBLISHED:
        file = arguments.model_dir / published.name / "packed.pt"
        network = classifier.load(file)
        pictures = [pixels(decode(photo.path)) for photo in photos]
        logits = torch.stack([network(picture) for picture in pictures])
        _print_right(published.name, photos, logits)
        for precision in filter(classifier.computes, ("bfloat16", "int8")):
            network = classifier.load(file, precision)
            rounded = torch.stack([network(picture) for picture in pictures])
            _print_right(f"{published.name} in {precision}", photos, rounded)
            _print_differences(f"{published.name} in {precision}", logits, rounded)


def _print_right(name: str, photos: list[Photo], logits: Tensor) -> None:
    right: Counter[str] = Counter()
    for photo, best in zip(photos, logits.argmax(1).tolist(), strict=True):
        right[photo.folder] += best in photo.classes
    for folder, n in Counter(photo.folder for photo in photos).items():
        print(f"{name} {folder}: {right[folder]} of {n}")


def _print_differences(name: str, logits: Tensor, rounded: Tensor) -> None:
    largest = (logits - rounded).abs().amax(1)
    confidence = (logits.softmax(1).amax(1) - rounded.softmax(1).amax(1)).abs()
    same = (logits.argmax(1) == rounded.argmax(1)).sum()
    print(f"{name}: largest difference of two logits {largest.mean():.2f} (mean), {largest.max():.2f} (worst)")
    print(
        f"{name}: confidence (temperature 1) differs by {confidence.mean():.3f} (mean), {confidence.max():.3f} (worst)"
    )
    print(f"{name}: the same first class for {same} of {len(logits)}")


if __name__ == "__main__":
    main()
