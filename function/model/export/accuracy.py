"""Top-1 accuracy on labelled photos, and what bfloat16 changes: python accuracy.py MODEL_DIR PHOTOS_DIR LABELS_TSV.

A line of LABELS_TSV: set, file name without suffix, the class indices that count as right, parted by tabs and commas.
"""

import argparse
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor

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
        file = arguments.model_dir / published.name / "packed.pt"
        network = classifier.load(file)
        pictures = [pixels(decode(_path(arguments.photos_dir, photo))) for photo in photos]
        logits = torch.stack([network(picture) for picture in pictures])
        _print_right(published.name, photos, logits)
        if torch.cpu._is_avx512_bf16_supported():
            network.use_bfloat16()
            rounded = torch.stack([network(picture) for picture in pictures])
            _print_right(f"{published.name} in bfloat16", photos, rounded)
            _print_differences(f"{published.name} in bfloat16", logits, rounded)


def _path(photos_dir: Path, photo: list[str]) -> Path:
    return next((photos_dir / photo[0]).glob(f"{photo[1]}.*"))


def _print_right(name: str, photos: list[list[str]], logits: Tensor) -> None:
    right: Counter[str] = Counter()
    for (photo_set, _, indices), best in zip(photos, logits.argmax(1).tolist(), strict=True):
        right[photo_set] += best in map(int, indices.split(","))
    for photo_set, n in Counter(photo_set for photo_set, _, _ in photos).items():
        print(f"{name} {photo_set}: {right[photo_set]} of {n}")


def _print_differences(name: str, logits: Tensor, rounded: Tensor) -> None:
    largest = (logits - rounded).abs().amax(1)
    confidence = (logits.softmax(1).amax(1) - rounded.softmax(1).amax(1)).abs()
    same = (logits.argmax(1) == rounded.argmax(1)).sum()
    print(f"{name}: largest difference of two logits {largest.mean():.2f} (mean), {largest.max():.2f} (worst)")
    print(f"{name}: confidence (temperature 1) differs by {confidence.mean():.3f} (mean), {confidence.max():.3f} (worst)")
    print(f"{name}: the same first class for {same} of {len(logits)}")


if __name__ == "__main__":
    main()
