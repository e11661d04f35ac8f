"""Writes a PyTorch network with its preprocessing to the TorchScript file that the service loads."""

from pathlib import Path

import torch
from torch import Tensor, nn

from preprocessing import Preprocessing, UnusableError


class Pixels(nn.Module):
    """Computes logits from pixels: uint8 [H, W, 3] in RGB, of any size, to float32 [classes]."""

    def __init__(self, network: nn.Module, preprocessing: Preprocessing, probabilities: bool) -> None:
        super().__init__()
        self.network = network
        self.height = preprocessing.height
        self.width = preprocessing.width
        self.short_side = preprocessing.short_side or 0
        self.bicubic = preprocessing.filter == "bicubic"
        self.bgr = preprocessing.channels == "BGR"
        self.probabilities = probabilities
        mean, scale = preprocessing.levels()
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1))
        self.register_buffer("scale", torch.tensor(scale).view(1, 3, 1, 1))

    def forward(self, pixels: Tensor) -> Tensor:
        image = self._cut(pixels.unsqueeze(0).permute(0, 3, 1, 2)).float()
        if self.bgr:
            image = image.flip(1)
        # Networks from other tools may expect contiguous tensors.
        output = self.network(((image - self.mean) / self.scale).contiguous()).float().reshape(-1)
        return output.clamp_min(1e-12).log() if self.probabilities else output

    def _cut(self, image: Tensor) -> Tensor:
        if self.short_side == 0:
            return self._resize(image, self.height, self.width)
        short = min(image.size(2), image.size(3))
        height = self.short_side * image.size(2) // short
        width = self.short_side * image.size(3) // short
        top = self._half(height - self.height)
        left = self._half(width - self.width)
        whole = self._resize(image, height, width)
        return whole[:, :, top : top + self.height, left : left + self.width]

    def _resize(self, image: Tensor, height: int, width: int) -> Tensor:
        if self.bicubic:
            return torch.ops.aten._upsample_bicubic2d_aa(image, [height, width], False)
        return torch.ops.aten._upsample_bilinear2d_aa(image, [height, width], False)

    def _half(self, length: int) -> int:
        # Rounds half to even, as Python's round does, because TorchScript has no such function.
        return length // 2 + (1 if length % 4 == 3 else 0)


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
    network = network.eval().to(memory_format=torch.channels_last)
    return torch.jit.trace(network, torch.zeros(1, 3, preprocessing.height, preprocessing.width))


def save(network: torch.jit.ScriptModule, preprocessing: Preprocessing, probabilities: bool, path: Path) -> None:
    scripted = torch.jit.script(Pixels(network, preprocessing, probabilities).eval())
    torch.jit.freeze(scripted).save(path)


class Loaded:
    """Runs a saved file for the pixels of a picture: uint8 [H, W, 3]."""

    def __init__(self, path: Path) -> None:
        self.network = torch.jit.load(path, map_location="cpu")

    def __call__(self, pixels):
        return self.network(torch.from_numpy(pixels)).numpy()
