"""Describes how a photo becomes the input of a network, as the network's authors define it."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

FILTERS = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}
# The filter of a network that resizes its input itself.
OWN = "own"
# Photos are reduced to this many pixels before such a network gets them, so that they do not fill the memory.
LARGEST_SIDE = 2048
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)


class UnusableError(Exception):
    """Raised if the source cannot become a model of the service. The message says why and what to do."""


@dataclass(frozen=True)
class Preprocessing:
    """The resize, crop and normalisation of a photo.

    mean and std are for values from 0 to 1, in the order of the network's channels. Without short_side, the whole
    picture is squashed to height x width; with it, the short side is resized to it and the middle is cut out. With the
    filter OWN, the network gets the whole picture and resizes it to height x width itself.
    """

    height: int
    width: int
    mean: tuple[float, ...]
    std: tuple[float, ...]
    filter: str = "bicubic"
    short_side: int | None = None
    channels: str = "RGB"

    def __post_init__(self) -> None:
        if not (1 <= self.height <= 2048 and 1 <= self.width <= 2048):
            raise UnusableError(f"The input has {self.height} x {self.width} pixels; each side may have 1 to 2048.")
        if self.filter not in (*FILTERS, OWN):
            raise UnusableError(f"The resize filter is {self.filter}; only {', '.join(FILTERS)} and own are supported.")
        if self.filter == OWN and self.short_side is not None:
            raise UnusableError("A network that resizes its input itself has no short side. Leave out --short-side.")
        if self.channels not in ("RGB", "BGR"):
            raise UnusableError(f"The channels are {self.channels}; only RGB and BGR are supported.")
        if len(self.mean) != 3 or len(self.std) != 3 or min(self.std) <= 0:
            raise UnusableError(
                f"mean {self.mean} and std {self.std} need three numbers each, and std must be above 0."
            )
        if self.short_side is not None and not max(self.height, self.width) <= self.short_side <= 4096:
            raise UnusableError(f"The short side {self.short_side} must be at least the input's, and at most 4096.")

    def levels(self) -> tuple[list[float], list[float]]:
        """Returns the mean and the scale for pixel values from 0 to 255."""
        return [255 * value for value in self.mean], [255 * value for value in self.std]

    def words(self) -> str:
        if self.filter == OWN:
            return f"by the network itself, from at most {LARGEST_SIDE} pixels a side"
        crop = "squash" if self.short_side is None else f"with a short side of {self.short_side}, centre crop"
        return f"antialiased {self.filter} {crop}"

    def input_of(self, picture: Image.Image) -> np.ndarray:
        """Prepares a picture with Pillow, as the reference: float32 [1, 3, height, width]."""
        resample = FILTERS.get(self.filter)
        if self.filter == OWN:
            cut = picture
        elif self.short_side is None:
            cut = picture.resize((self.width, self.height), resample)
        else:
            short = min(picture.size)
            whole = picture.resize([int(self.short_side * side / short) for side in picture.size], resample)
            left = round((whole.width - self.width) / 2)
            top = round((whole.height - self.height) / 2)
            cut = whole.crop((left, top, left + self.width, top + self.height))
        pixels = np.asarray(cut.convert("RGB"), np.float32)
        if self.channels == "BGR":
            pixels = pixels[:, :, ::-1]
        mean, scale = self.levels()
        return ((pixels - np.float32(mean)) / np.float32(scale)).transpose(2, 0, 1)[None]
