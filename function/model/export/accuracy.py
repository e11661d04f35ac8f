"""Top-1 accuracy on labelled photos: python accuracy.py MODEL_DIR PHOTOS_DIR LABELS_TSV.

A line of LABELS_TSV: set, file name without suffix, the class indices that count as right, parted by tabs and commas.
"""

import argparse
from collections import Counter
from pathlib import Path

import torch

import classifier
from network import PUBLISHED
from reference import decode, pixels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model_dir", type=Path, metavar="MODEL_DIR")
    parser.add_argument("photos_dir", type=Path, metavar="PHOTOS_DIR")
    parser.add_argument("labels", type=Path, metavar="LABELS_TSV")
    arguments = parser.parse_args()
    torch.set_grad_enabled(False)
    lines = arguments.labels.read_text(encoding="utf-8").splitlines()
    photos = [line.split("\t") for line in lines if not line.startswith("#")]
    for published in PUBLISHED:
        network = classifier.load(arguments.model_dir / published.name / "packed.pt")
        right: Counter[str] = Counter()
        for photo_set, name, indices in photos:
            path = next((arguments.photos_dir / photo_set).glob(f"{name}.*"))
            best = network(pixels(decode(path))).argmax().item()
            right[photo_set] += best in map(int, indices.split(","))
        for photo_set, n in Counter(photo_set for photo_set, _, _ in photos).items():
            print(f"{published.name} {photo_set}: {right[photo_set]} of {n}")


if __name__ == "__main__":
    main()
