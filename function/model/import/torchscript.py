"""Writes a PyTorch network with its preprocessing to the TorchScript file that the service loads."""

from pathlib import Path
from typing import Tuple

import torch
from torch import Tensor, nn

from maps import Features
from preprocessing import LARGEST_SIDE, OWN, Preprocessing, UnusableError

# The largest number of rows and of columns of a map for a photo of which the network sees only the middle.
LARGEST_MAP = 64


class Pixels(nn.Module):
    """Computes logits from pixels: uint8 [H, W, 3] in RGB, of any size, to float32 [classes]."""

    def __init__(self, network: nn.Module, preprocessing: Preprocessing, probabilities: bool) -> None:
        super().__init__()
        self.network = network
        self.height = preprocessing.height
        self.width = preprocessing.width
        self.short_side = preprocessing.short_side or 0
        self.largest_side = LARGEST_SIDE if preprocessing.filter == OWN else 0
        self.bicubic = preprocessing.filter == "bicubic"
        self.bgr = preprocessing.channels == "BGR"
        self.probabilities = probabilities
        mean, scale = preprocessing.levels()
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1))
        self.register_buffer("scale", torch.tensor(scale).view(1, 3, 1, 1))

    def forward(self, pixels: Tensor) -> Tensor:
        output = self.network(self._input(pixels)).float().reshape(-1)
        return output.clamp_min(1e-12).log() if self.probabilities else output

    def _input(self, pixels: Tensor) -> Tensor:
        image = self._cut(pixels.unsqueeze(0).permute(0, 3, 1, 2)).float()
        if self.bgr:
            image = image.flip(1)
        # Networks from other tools may expect contiguous tensors.
        return ((image - self.mean) / self.scale).contiguous()

    def _cut(self, image: Tensor) -> Tensor:
        if self.largest_side > 0:
            return self._reduce(image)
        if self.short_side == 0:
            return self._resize(image, self.height, self.width)
        height, width = self._whole(image.size(2), image.size(3))
        top = self._half(height - self.height)
        left = self._half(width - self.width)
        whole = self._resize(image, height, width)
        return whole[:, :, top : top + self.height, left : left + self.width]

    def _reduce(self, image: Tensor) -> Tensor:
        height, width = image.size(2), image.size(3)
        side = max(height, width)
        if side <= self.largest_side:
            return image
        return self._resize(
            image, max(1, height * self.largest_side // side), max(1, width * self.largest_side // side)
        )

    def _whole(self, height: int, width: int) -> Tuple[int, int]:
        """Returns the size to which a photo is resized before its middle is cut out."""
        short = min(height, width)
        return self.short_side * height // short, self.short_side * width // short

    def _resize(self, image: Tensor, height: int, width: int) -> Tensor:
        if self.bicubic:
            return torch.ops.aten._upsample_bicubic2d_aa(image, [height, width], False)
        return torch.ops.aten._upsample_bilinear2d_aa(image, [height, width], False)

    def _half(self, length: int) -> int:
        # Rounds half to even, as Python's round does, because TorchScript has no such function.
        return length // 2 + (1 if length % 4 == 3 else 0)


class ExplainedPixels(Pixels):
    """Also computes the class activation maps, as float32 [classes, rows, columns] over the whole photo."""

    def __init__(self, network: nn.Module, preprocessing: Preprocessing, linear: nn.Linear) -> None:
        super().__init__(network, preprocessing, probabilities=False)
        self.largest = LARGEST_MAP
        self.register_buffer("weight", linear.weight.detach()[:, :, None, None])
        self.register_buffer("bias", linear.bias.detach())

    def forward(self, pixels: Tensor) -> Tensor:
        return self.network(self._input(pixels))[0].float().reshape(-1)

    @torch.jit.export
    def explain(self, pixels: Tensor) -> Tuple[Tensor, Tensor]:
        logits, features = self.network(self._input(pixels))
        maps = torch.conv2d(features, self.weight, self.bias)[0].float()
        if self.short_side > 0:
            maps = self._spread(maps, pixels.size(0), pixels.size(1))
        return logits.float().reshape(-1), maps.contiguous()

    def _spread(self, maps: Tensor, height: int, width: int) -> Tensor:
        """Places maps of the middle on a grid over the whole photo. Around it they have their lowest value."""
        height, width = self._whole(height, width)
        rows = self._cells(height, self.height, maps.size(1))
        columns = self._cells(width, self.width, maps.size(2))
        spread = maps[:, rows.clamp_min(0)][:, :, columns.clamp_min(0)]
        outside = (rows < 0).unsqueeze(1) | (columns < 0).unsqueeze(0)
        return torch.where(outside, maps.amin([1, 2], True), spread)

    def _cells(self, whole: int, middle: int, cells: int) -> Tensor:
        """Returns the cell of the middle for each cell of the whole side; -1 around the middle."""
        count = min(2 * cells * whole // middle, self.largest)
        centres = (torch.arange(count) + 0.5) * whole / count - self._half(whole - middle)
        found = (centres * cells / middle).floor().long()
        return torch.where((centres >= 0) & (centres < middle), found, torch.full_like(found, -1))


def load(path: Path) -> torch.jit.ScriptModule:
    """Reads a TorchScript file. Other PyTorch files contain only weights, or need code that this program lacks."""
    try:
        return torch.jit.load(path, map_location="cpu").eval()
    except (RuntimeError, ValueError) as error:
        raise UnusableError(
            f"{path} is not a TorchScript file that PyTorch {torch.__version__} reads. Save it with "
            "torch.jit.trace(network.eval(), example).save(path), or name an architecture, for instance "
            "FROM=torchvision:resnet18 with --weights FILE for its weights."
        ) from error


def trace(network: nn.Module, preprocessing: Preprocessing) -> torch.jit.ScriptModule:
    """Traces a network, which may also return its features."""
    network = network.eval().to(memory_format=torch.channels_last)
    return torch.jit.trace(network, torch.zeros(1, 3, preprocessing.height, preprocessing.width))


def save(network: torch.jit.ScriptModule, preprocessing: Preprocessing, probabilities: bool, path: Path) -> None:
    scripted = torch.jit.script(Pixels(network, preprocessing, probabilities).eval())
    torch.jit.freeze(scripted).save(path)


def save_explained(features: Features, preprocessing: Preprocessing, path: Path) -> None:
    """Saves a network with the method explain, and checks that the mean of each map is the logit of its class."""
    traced = trace(features, preprocessing)
    noise = torch.randn(1, 3, preprocessing.height, preprocessing.width, generator=torch.Generator().manual_seed(4))
    logits, found = traced(noise)
    difference = float((features.maps(found).mean((2, 3)) - logits).abs().max())
    if not difference <= 1e-4 * (1 + float(logits.abs().max())):
        raise UnusableError(f"The means of the class activation maps differ from the logits by {difference:.3g}.")
    scripted = torch.jit.script(ExplainedPixels(traced, preprocessing, features.linear).eval())
    torch.jit.freeze(scripted, preserved_attrs=["explain"]).save(path)


class Loaded:
    """Runs a saved file for the pixels of a picture: uint8 [H, W, 3]."""

    def __init__(self, path: Path) -> None:
        self.network = torch.jit.load(path, map_location="cpu")

    def __call__(self, pixels):
        return self.network(torch.from_numpy(pixels)).numpy()
