"""What the service loads: pixels in, logits out, as TorchScript that saves to the same bytes every time."""

import io
import zipfile
from pathlib import Path

import torch
from torch import Tensor, nn

from network import Folded
from packed import Packed


class Classifier(nn.Module):
    """Pixels to logits: uint8 [H, W, 3] in RGB, any H and W from 16, to float32 [1000].

    The whole picture is squashed to S x S, bicubic with antialiasing, by libtorch's kernel for uint8 in channels_last,
    which agrees with Pillow's within one level. Scaling by (p - 127) / 128 follows the EfficientNet-Lite release.
    """

    def __init__(self, network: nn.Module, size: int) -> None:
        super().__init__()
        self.network = network
        self.size = size

    def forward(self, pixels: Tensor) -> Tensor:
        # A view that libtorch recognises as channels_last, and everything after it stays so. The batch axis has to come
        # first: added after permute it would get a stride that reads as plain NCHW.
        image = pixels.unsqueeze(0).permute(0, 3, 1, 2)
        image = torch.ops.aten._upsample_bicubic2d_aa(image, [self.size, self.size], False)
        # See fold_convolution for why the networks read it upside down.
        turned = image.flip((2, 3))
        logits = self.network(turned.float().sub_(127).div_(128))
        return logits.squeeze(0)


class PackedClassifier(Classifier):
    """A classifier that can be told to compute in bfloat16 once it is loaded from a file."""

    @torch.jit.export
    def use_bfloat16(self) -> None:
        self.network.use_bfloat16()


def packed(folded: Folded, size: int) -> torch.jit.ScriptModule:
    """The fast file's module; its weights stay plain until it is loaded from a file, only then does it run."""
    scripted = torch.jit.script(PackedClassifier(Packed(folded, size), size).eval())
    _inline(scripted)
    return scripted


def plain(folded: Folded, size: int) -> torch.jit.ScriptModule:
    """The portable file's module: ATen's own operators only."""
    return freeze(Classifier(folded, size))


def freeze(module: nn.Module) -> torch.jit.ScriptModule:
    """TorchScript with the weights as constants, in the order that convolutions over channels_last read them."""
    return torch.jit.freeze(torch.jit.script(module.to(memory_format=torch.channels_last).eval()))


def save(module: torch.jit.ScriptModule, path: Path) -> None:
    """Writes the module without what depends on the machine: dates, and the debug records' paths to source files."""
    buffer = io.BytesIO()
    torch.jit.save(module, buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            # The serialization id is a hash over all records, so it goes with them.
            if not name.endswith((".debug_pkl", "serialization_id")):
                target.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), source.read(name))


def load(path: Path) -> torch.jit.ScriptModule:
    return torch.jit.load(path, map_location="cpu")


def _inline(module: torch.jit.ScriptModule) -> None:
    """Puts the operators' source in the place of their calls: a saved file cannot refer to a compilation unit."""
    for child in module.children():
        _inline(child)
    if module._c._has_method("forward"):
        torch._C._jit_pass_inline(module.graph)
