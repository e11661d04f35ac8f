"""The reference implementation: the original network with pixels from Pillow. All others are compared with it."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor, nn


def decode(path: Path) -> Image.Image:
    """Decodes a picture to RGB, upright and at full size. Transparent pixels are put on white."""
    with Image.open(path) as opened:
        image = ImageOps.exif_transpose(opened)
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def pixels(image: Image.Image) -> Tensor:
    """The input of the exported classifiers: uint8 [H, W, 3]."""
    return torch.from_numpy(np.array(image))


def reference_logits(original: nn.Module, image: Image.Image, size: int) -> Tensor:
    """The published network's logits [1000] for a picture that Pillow squashes."""
    squashed = pixels(image.resize((size, size), Image.Resampling.BICUBIC))
    normalised = (squashed.float() - 127) / 128
    return original(normalised.permute(2, 0, 1).unsqueeze(0)).squeeze(0)
