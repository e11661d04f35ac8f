"""The answers that every other implementation is measured against: Pillow's pixels through the original network."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor, nn


def decode(path: Path) -> Image.Image:
    """The picture upright, in RGB, at full size, alpha on white."""
    with Image.open(path) as opened:
        image = ImageOps.exif_transpose(opened)
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def pixels(image: Image.Image) -> Tensor:
    """uint8 [H, W, 3], what the exported classifiers take."""
    return torch.from_numpy(np.array(image))


def reference_logits(original: nn.Module, image: Image.Image, size: int) -> Tensor:
    """Logits [1000] by the published network, the picture squashed by Pillow."""
    squashed = pixels(image.resize((size, size), Image.Resampling.BICUBIC))
    normalised = (squashed.float() - 127) / 128
    return original(normalised.permute(2, 0, 1).unsqueeze(0)).squeeze(0)
