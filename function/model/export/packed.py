"""The folded network made of oneDNN's convolutions, in the three precisions that one file can hold."""

from typing import List, Tuple  # noqa: UP035  (TorchScript reads these annotations)

import torch
from torch import Tensor, nn

from convolution import Levels, PackedConvolution, PackedConvolutionRelu6, PackedLinear
from network import Block, Folded
from ranges import Ranges


class Layers(nn.Module):
    """Layers that run one after the other."""

    def __init__(self, layers: List[nn.Module]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)

    @torch.jit.export
    def use_bfloat16(self) -> None:
        for layer in self.layers:
            layer.use_bfloat16()

    @torch.jit.export
    def use_int8(self) -> None:
        for layer in self.layers:
            layer.use_int8()

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
        return x

    @torch.jit.export
    def int8(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer.int8(x)
        return x


class Skip(nn.Module):
    """A block that adds its input to its output."""

    def __init__(self, layers: Layers, project: PackedConvolution) -> None:
        super().__init__()
        self.layers = layers
        self.project = project

    @torch.jit.export
    def use_bfloat16(self) -> None:
        self.layers.use_bfloat16()
        self.project.use_bfloat16()

    @torch.jit.export
    def use_int8(self) -> None:
        self.layers.use_int8()
        self.project.use_int8()

    def forward(self, x: Tensor) -> Tensor:
        return self.project(self.layers(x)).add_(x)

    @torch.jit.export
    def int8(self, x: Tensor) -> Tensor:
        return self.project.add_int8(self.layers.int8(x), x)


class Packed(nn.Module):
    """Computes the same as Folded: a picture turned by 180 degrees, [1, 3, S, S], to logits [1, 1000].

    The picture is float32, or uint8 as it was decoded after use_int8. It is fastest in channels_last.
    """

    def __init__(self, folded: Folded, size: int, ranges: Ranges) -> None:
        super().__init__()
        self.size = size
        self.is_int8 = False
        stem = self._activated(folded.stem, ranges["stem"])
        blocks = [self._block(block, ranges, f"block {i}") for i, block in enumerate(folded.blocks)]
        self.first = Layers([stem, blocks[0]])
        self.blocks = Layers(blocks[1:])
        self.head = self._activated(folded.head, ranges["head"])
        self.classifier = PackedLinear(folded.classifier)

    @torch.jit.export
    def use_bfloat16(self) -> None:
        """Converts all layers but the first and the last ones to bfloat16. Products are still summed in float32.

        On processors that multiply bfloat16 (AVX512_BF16), a prediction then takes about two thirds of the time. Other
        processors emulate it more slowly or have no such convolution. The first and last layers stay in float32,
        because most of the rounding error would come from them.
        """
        self.blocks.use_bfloat16()
        self.head.use_bfloat16()

    @torch.jit.export
    def use_int8(self) -> None:
        """Converts all convolutions to int8. Products are summed in int32; the last layer stays in float32.

        On processors that multiply int8 (AVX512_VNNI), a prediction then takes about half of the time. On other x86-64
        processors, sums of two products can overflow 16 bits, so the answers would be wrong.
        """
        self.first.use_int8()
        self.blocks.use_int8()
        self.head.use_int8()
        self.is_int8 = True

    def forward(self, x: Tensor) -> Tensor:
        x = self._features(x)
        return self.classifier(x.mean((2, 3), dtype=torch.float32))

    @torch.jit.export
    def explain(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        """Computes the same as Folded.explain."""
        features = self._features(x)
        logits = self.classifier(features.mean((2, 3), dtype=torch.float32))
        return logits, self.classifier(features.permute(0, 2, 3, 1).to(torch.float32))

    def _features(self, x: Tensor) -> Tensor:
        if self.is_int8:
            # The pixels are levels that mean (p - 127) / 128, so they need no other scaling.
            x = torch._make_per_tensor_quantized_tensor(x, 1 / 128, 127)
            return self.head.int8(self.blocks.int8(self.first.int8(x))).dequantize()
        x = self.first(x).to(self.head.bias.dtype)
        return self.head(self.blocks(x))

    def _block(self, block: Block, ranges: Ranges, name: str) -> nn.Module:
        layers = [] if block.expand is None else [self._activated(block.expand, ranges[f"{name} expand"])]
        layers.append(self._activated(block.depthwise, ranges[f"{name} depthwise"]))
        project = PackedConvolution(block.project, self.size, ranges[name])
        return Skip(Layers(layers), project) if block.skips else Layers([*layers, project])

    def _activated(self, convolution: nn.Conv2d, levels: Levels) -> PackedConvolutionRelu6:
        packed = PackedConvolutionRelu6(convolution, self.size, levels)
        self.size = (self.size + 2 * convolution.padding[0] - convolution.kernel_size[0]) // convolution.stride[0] + 1
        return packed
