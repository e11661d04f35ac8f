"""The TorchScript that the service loads. It turns pixels into logits. Saving it gives the same bytes every time."""

import io
import zipfile
from pathlib import Path
from typing import Tuple  # noqa: UP035  (TorchScript reads these annotations)

import torch
from torch import Tensor, nn

from network import Folded
from packed import Packed


class Classifier(nn.Module):
    """Computes logits from pixels: uint8 [H, W, 3] in RGB, with any H and W from 16, to float32 [1000].

    libtorch's bicubic resize with antialiasing for uint8 in channels_last squashes the whole picture to S x S. It
    agrees with Pillow's within one level. Scaling by (p - 127) / 128 follows the EfficientNet-Lite release.
    """

    def __init__(self, network: nn.Module, size: int) -> None:
        super().__init__()
        self.network = network
        self.size = size

    def forward(self, pixels: Tensor) -> Tensor:
        logits = self.network(self._picture(pixels))
        return logits.squeeze(0)

    @torch.jit.export
    def explain(self, pixels: Tensor) -> Tuple[Tensor, Tensor]:
        """Returns the logits, as forward does, and the class activation maps, float32 [1000, R, C], upright."""
        logits, maps = self.network.explain(self._picture(pixels))
        return logits.squeeze(0), maps.squeeze(0).permute(2, 0, 1).flip((1, 2))

    def _picture(self, pixels: Tensor) -> Tensor:
        # libtorch recognises this view as channels_last, and all later tensors stay so. The batch axis is added before
        # permute, because afterwards it would get the stride of a plain NCHW tensor.
        image = pixels.unsqueeze(0).permute(0, 3, 1, 2)
        image = torch.ops.aten._upsample_bicubic2d_aa(image, [self.size, self.size], False)
        # fold_convolution explains why the networks read the picture upside down.
        turned = image.flip((2, 3))
        return turned.float().sub_(127).div_(128)


class PackedClassifier(Classifier):
    """A classifier that can switch to bfloat16 after it was loaded from a file."""

    @torch.jit.export
    def use_bfloat16(self) -> None:
        self.network.use_bfloat16()


def packed(folded: Folded, size: int) -> torch.jit.ScriptModule:
    """The module for the fast file. It runs only after loading it, because its weights are plain before."""
    scripted = torch.jit.script(PackedClassifier(Packed(folded, size), size).eval())
    _inline(scripted)
    return scripted


def plain(folded: Folded, size: int) -> torch.jit.ScriptModule:
    """The module for the portable file. It uses only ATen's own operators."""
    return freeze(Classifier(folded, size))


def freeze(module: nn.Module) -> torch.jit.ScriptModule:
    """Returns TorchScript whose weights are constants in the memory format channels_last."""
    scripted = torch.jit.script(module.to(memory_format=torch.channels_last).eval())
    return torch.jit.freeze(scripted, preserved_attrs=["explain"])


def save(module: torch.jit.ScriptModule, path: Path) -> None:
    """Writes the module without dates and without debug records, which contain paths of source files."""
    buffer = io.BytesIO()
    torch.jit.save(module, buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            # The serialization id is a hash of all records, so it depends on the paths too.
            if not name.endswith((".debug_pkl", "serialization_id")):
                target.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), source.read(name))


def load(path: Path) -> torch.jit.ScriptModule:
    return torch.jit.load(path, map_location="cpu")


def _inline(module: torch.jit.ScriptModule) -> None:
    """Replaces calls of the operators with their source, because a saved file cannot refer to a compilation unit."""
    for child in module.children():
        _inline(child)
    if module._c._has_method("forward"):
        torch._C._jit_pass_inline(module.graph)
