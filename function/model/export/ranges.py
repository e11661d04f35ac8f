"""Measures the ranges of the layers' outputs, which int8 needs: python ranges.py PHOTOS_DIR [--check].

PHOTOS_DIR contains photos like those that the networks were trained with; labels are not needed. The program writes
ranges.tsv, which the export reads. The range of a layer goes from the lowest to the highest output for any photo.
Layers with ReLU6 begin at 0.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from convolution import Levels
from network import PUBLISHED, Folded, Published
from reference import decode, pixels

FILE = Path(__file__).with_name("ranges.tsv")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}
HEADER = "# Made by: python ranges.py PHOTOS_DIR, with {} photos\nmodel\tlayer\tlowest\thighest\n"
Ranges = dict[str, Levels]
"""How the output of each layer is written as uint8, by the layer's name."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos_dir", type=Path, metavar="PHOTOS_DIR", help="folder of photos, searched recursively")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if ranges.tsv would change")
    arguments = parser.parse_args()
    torch.set_grad_enabled(False)
    photos = sorted(path for path in arguments.photos_dir.rglob("*") if path.suffix.lower() in SUFFIXES)
    if not photos:
        sys.exit(f"{arguments.photos_dir} contains no photos. Name a folder of JPEG, PNG or WebP files.")
    text = HEADER.format(len(photos)) + "".join(line for published in PUBLISHED for line in _lines(published, photos))
    if not arguments.check:
        FILE.write_text(text, encoding="utf-8")
        return 0
    same = text == FILE.read_text(encoding="utf-8")
    print(f"{FILE.name}: {'same ranges' if same else 'DIFFERENT'}")
    return 0 if same else 1


def read(model: str) -> Ranges:
    """Reads the ranges of a model's layers from ranges.tsv."""
    lines = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()[2:]]
    return {layer: _levels(float(lowest), float(highest)) for name, layer, lowest, highest in lines if name == model}


def _levels(lowest: float, highest: float) -> Levels:
    """Spreads the 256 levels over a range that contains 0. Zero is a level, because convolutions pad with it."""
    scale = (highest - lowest) / 255
    return Levels(scale, round(-lowest / scale))


def _lines(published: Published, photos: list[Path]) -> Iterator[str]:
    folded = Folded(published.network()).eval()
    ranges: dict[str, tuple[float, float]] = {}
    for name, layer, highest in _layers(folded):
        layer.register_forward_hook(_widen(ranges, name, highest))
    for photo in photos:
        folded(_picture(photo, published.size))
    for name, (lowest, highest) in ranges.items():
        # Four digits hide the rounding errors in which processors differ.
        yield f"{published.name}\t{name}\t{lowest:.4g}\t{highest:.4g}\n"


def _layers(folded: Folded) -> Iterator[tuple[str, nn.Module, float | None]]:
    """The name of each layer, the module whose output it is, and the highest output if ReLU6 follows."""
    yield "stem", folded.stem, 6
    for i, block in enumerate(folded.blocks):
        if block.expand is not None:
            yield f"block {i} expand", block.expand, 6
        yield f"block {i} depthwise", block.depthwise, 6
        if block.skips:
            yield f"block {i} project", block.project, None
        yield f"block {i}", block, None
    yield "head", folded.head, 6


def _widen(ranges: dict[str, tuple[float, float]], name: str, limit: float | None):
    def hook(module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        lowest, highest = ranges.get(name, (0.0, 0.0))
        if limit is None:
            lowest = min(lowest, output.min().item())
        highest = max(highest, output.max().item())
        ranges[name] = (lowest, highest if limit is None else min(highest, limit))

    return hook


def _picture(photo: Path, size: int) -> Tensor:
    """The turned and scaled picture, as Classifier computes it."""
    image = pixels(decode(photo)).unsqueeze(0).permute(0, 3, 1, 2)
    image = torch.ops.aten._upsample_bicubic2d_aa(image, [size, size], False)
    return image.flip((2, 3)).float().sub_(127).div_(128)


if __name__ == "__main__":
    sys.exit(main())
