"""Trains a small model to try make import with: python example.py DIR.

Its classes are ten handwritten digits (Alpaydin and Kaynak, 1998; the copy in scikit-learn) and letters, which stand
for everything else. DIR gets digits.pt, labels.txt and photos/, with photos that the training did not see.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from sklearn.datasets import load_digits
from torch import nn

SIDE = 32
TRAINED = 1300
# Letters that do not look like digits.
LETTERS = "AEFHKMNRTVWXYadefhkmnrtwxy"
NAMES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
OTHER = "letter"


def main(folder: Path) -> None:
    torch.manual_seed(1)
    digits = load_digits()
    pictures = [_grown(np.uint8(255 - image * 255 / 16)) for image in digits.images]
    letters = [_letter(index) for index in range(len(pictures) // 4)]
    split = TRAINED // 4
    network = _train(
        torch.stack([_input(picture) for picture in pictures[:TRAINED] + letters[:split]]),
        torch.tensor([*digits.target[:TRAINED], *[10] * split]),
    )
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    torch.jit.trace(network, torch.zeros(1, 3, SIDE, SIDE)).save(folder / "digits.pt")
    (folder / "labels.txt").write_text("".join(f"{name}\n" for name in [*NAMES, OTHER]))
    unseen = [(picture, NAMES[digit]) for picture, digit in zip(pictures, digits.target, strict=True)][TRAINED:]
    unseen += [(picture, "not_digit") for picture in letters[split:]]
    with (folder / "photos" / "labels.tsv").open("w") as table:
        for index, (picture, label) in enumerate(unseen):
            picture.save(folder / "photos" / f"{index}.png")
            table.write(f"{index}.png\t{label}\n")
    print(f"{folder}: digits.pt, labels.txt and {len(unseen)} photos in photos/")


def _grown(levels: np.ndarray) -> Image.Image:
    return Image.fromarray(levels).resize((64, 64), Image.Resampling.BICUBIC).convert("RGB")


def _letter(index: int) -> Image.Image:
    """Draws a letter whose place and size depend on the index, with as few pixels as a digit has."""
    generator = np.random.default_rng(index)
    picture = Image.new("L", (64, 64), 255)
    font = ImageFont.load_default(int(generator.integers(44, 60)))
    place = tuple(int(offset) for offset in generator.integers(2, 14, 2))
    ImageDraw.Draw(picture).text(place, LETTERS[index % len(LETTERS)], fill=0, font=font)
    return _grown(np.asarray(picture.resize((8, 8), Image.Resampling.BOX)))


def _input(picture: Image.Image) -> torch.Tensor:
    small = picture.resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    return torch.from_numpy(np.array(small)).permute(2, 0, 1).float() / 127.5 - 1


def _train(inputs: torch.Tensor, targets: torch.Tensor) -> nn.Module:
    layers: list[nn.Module] = []
    for before, after in ((3, 12), (12, 24), (24, 48)):
        layers += [nn.Conv2d(before, after, 3, padding=1), nn.BatchNorm2d(after), nn.ReLU(), nn.MaxPool2d(2)]
    network = nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.3), nn.Linear(48 * (SIDE // 8) ** 2, 11))
    optimizer = torch.optim.Adam(network.parameters(), lr=2e-3)
    for _ in range(8):
        for batch in torch.randperm(len(inputs)).split(64):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(inputs[batch]), targets[batch]).backward()
            optimizer.step()
    return network.eval()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
