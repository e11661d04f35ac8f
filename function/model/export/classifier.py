"""The TorchScript that the service loads. It turns pixels into logits. Saving it gives the same bytes every time."""

import io
import zipfile
from pathlib import Path
from typing import Tuple  # noqa: UP035  (TorchScript reads these annotations)

import torch
from torch import Tensor, nn

from network import Folded
from packed import Packed
from ranges import Ranges


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
        return self._scale(turned)

    def _scale(self, turned: Tensor) -> Tensor:
        return turned.float().sub_(127).div_(128)


class PackedClassifier(Classifier):
    """A classifier that can switch once to bfloat16 or to int8 after it was loaded from a file."""

    @torch.jit.export
    def use_bfloat16(self) -> None:
        self.network.use_bfloat16()

    @torch.jit.export
    def use_int8(self) -> None:
        self.network.use_int8()

    def _scale(self, turned: Tensor) -> Tensor:
        # In int8, the pixels themselves are the levels of the first convolution's input.
        return turned if self.network.is_int8 else turned.float().sub_(127).div_(128)


def packed(folded: Folded, size: int, ranges: Ranges) -> torch.jit.ScriptModule:
    """The module for the fast file. It runs only after loading it, because its weights are plain before."""
    scripted = torch.jit.script(PackedClassifier(Packed(folded, size, ranges), size).eval())
    inline(scripted)
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


def computes(precision: str) -> bool:
    """Returns whether this processor has the instructions of a precision, by the same rules as the service."""
    if precision == "int8":
        return torch.cpu._is_vnni_supported()
    return precision != "bfloat16" or torch.cpu._is_avx512_bf16_supported()


def load(path: Path, precision: str = "float32") -> torch.jit.ScriptModule:
    network = torch.jit.load(path, map_location="cpu")
    if precision == "bfloat16":
        network.use_bfloat16()
    if precision == "int8":
        # The default engine lays out depthwise convolutions for FBGEMM, which is slower and less accurate.
        torch.backends.quantized.engine = "onednn"
        network.use_int8()
    return network


def inline(module: torch.jit.ScriptModule) -> None:
    """Replaces calls of the operators with their source, because a saved file cannot refer to a compilation unit.

    Only the innermost modules call operators. Inlining the others too would store each layer once for each module
    around it, and a file with more source takes longer to load.
    """
    for child in module.children():
        inline(child)
    if not list(module.children()):
        for name in module._c._method_names():
            torch._C._jit_pass_inline(module._c._get_method(name).graph)
