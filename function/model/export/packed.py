"""The folded network as calls of oneDNN, with ReLU6 inside the convolutions.

torch.compile emits the same operators (namespace mkldnn), and a saved TorchScript file can call them as well. The file
stores plain weights, so it fits every x86-64 processor: while it loads, __setstate__ lays them out for the processor.
"""

from typing import List, Tuple  # noqa: UP035  (TorchScript reads these annotations)

import torch
from torch import Tensor, nn

from network import Block, Folded

# Only TorchScript source can express the type of an empty or mixed list of optional scalars.
_OPERATORS = torch.jit.CompilationUnit("""
def convolve(x: Tensor, weight: Tensor, bias: Tensor, stride: List[int], padding: List[int], groups: int) -> Tensor:
    return torch.ops.mkldnn._convolution_pointwise(
        x, weight, bias, padding, stride, [1, 1], groups, "none", torch.jit.annotate(List[Optional[number]], []), "")

def convolve_relu6(x: Tensor, weight: Tensor, bias: Tensor, stride: List[int], padding: List[int],
                   groups: int) -> Tensor:
    return torch.ops.mkldnn._convolution_pointwise(
        x, weight, bias, padding, stride, [1, 1], groups, "hardtanh",
        torch.jit.annotate(List[Optional[number]], [0, 6]), "")

def multiply_add(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.ops.mkldnn._linear_pointwise(
        x, weight, bias, "none", torch.jit.annotate(List[Optional[number]], []), "")
""")
convolve = _OPERATORS.convolve
convolve_relu6 = _OPERATORS.convolve_relu6
multiply_add = _OPERATORS.multiply_add


def round_kernels(weight: Tensor) -> Tensor:
    """Rounds depthwise kernels [C, 1, k, k] to bfloat16 so that each kernel keeps approximately its sum.

    Each weight takes over the rounding error of the larger ones before it (error diffusion; Floyd and Steinberg, 1976).
    Neighbouring pixels are similar, so the sum of a kernel matters most. This halves the change of the logits.
    """
    order = weight.flatten(1).abs().argsort(dim=1, descending=True)
    kernels = weight.flatten(1).gather(1, order)
    rounded = torch.zeros_like(kernels)
    left = torch.zeros_like(kernels[:, 0])
    for k in range(kernels.size(1)):
        wanted = kernels[:, k] + left
        rounded[:, k] = wanted.to(torch.bfloat16).to(torch.float32)
        left = wanted - rounded[:, k]
    return torch.zeros_like(kernels).scatter_(1, order, rounded).view_as(weight).to(torch.bfloat16)


class PackedConvolution(nn.Module):
    """A convolution with bias for inputs [1, C, size, size]. The size decides how its weight is laid out."""

    def __init__(self, convolution: nn.Conv2d, size: int) -> None:
        super().__init__()
        self.weight = convolution.weight.detach()
        self.bias = convolution.bias.detach()
        self.kernels = round_kernels(self.weight) if convolution.groups > 1 else torch.empty(0)
        self.stride = list(convolution.stride)
        self.padding = list(convolution.padding)
        self.groups = convolution.groups
        self.input_shape = [1, convolution.in_channels, size, size]

    @torch.jit.export
    def __getstate__(self):
        return (
            self.weight,
            self.bias,
            self.kernels,
            self.stride,
            self.padding,
            self.groups,
            self.input_shape,
            self.training,
        )

    @torch.jit.export
    def __setstate__(self, state: Tuple[Tensor, Tensor, Tensor, List[int], List[int], int, List[int], bool]):
        self.bias = state[1]
        self.kernels = state[2]
        self.stride = state[3]
        self.padding = state[4]
        self.groups = state[5]
        self.input_shape = state[6]
        self.training = state[7]
        self.weight = torch.ops.mkldnn._reorder_convolution_weight(
            state[0], self.padding, self.stride, [1, 1], self.groups, self.input_shape
        )

    @torch.jit.export
    def use_bfloat16(self) -> None:
        weight = self.weight.to_dense().to(torch.bfloat16) if self.groups == 1 else self.kernels
        self.weight = torch.ops.mkldnn._reorder_convolution_weight(
            weight, self.padding, self.stride, [1, 1], self.groups, self.input_shape
        )
        self.bias = self.bias.to(torch.bfloat16)

    def forward(self, x: Tensor) -> Tensor:
        return convolve(x, self.weight, self.bias, self.stride, self.padding, self.groups)


class PackedConvolutionRelu6(PackedConvolution):
    """A packed convolution that applies ReLU6 in the same pass over its output."""

    def forward(self, x: Tensor) -> Tensor:
        return convolve_relu6(x, self.weight, self.bias, self.stride, self.padding, self.groups)


class PackedLinear(nn.Module):
    """A fully connected layer, [..., in] to [..., out], whose weight is laid out for a single row."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.weight = linear.weight.detach()
        self.bias = linear.bias.detach()

    @torch.jit.export
    def __getstate__(self):
        return self.weight, self.bias, self.training

    @torch.jit.export
    def __setstate__(self, state: Tuple[Tensor, Tensor, bool]):
        self.bias = state[1]
        self.training = state[2]
        self.weight = torch.ops.mkldnn._reorder_linear_weight(state[0], 1)

    def forward(self, x: Tensor) -> Tensor:
        return multiply_add(x, self.weight, self.bias)


class Layers(nn.Module):
    """Layers that run one after the other."""

    def __init__(self, layers: List[nn.Module]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)

    @torch.jit.export
    def use_bfloat16(self) -> None:
        for layer in self.layers:
            layer.use_bfloat16()

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
        return x


class Skip(nn.Module):
    """A block that adds its input to its output."""

    def __init__(self, layers: nn.Module) -> None:
        super().__init__()
        self.layers = layers

    @torch.jit.export
    def use_bfloat16(self) -> None:
        self.layers.use_bfloat16()

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x).add_(x)


class Packed(nn.Module):
    """Computes the same as Folded: float32 [1, 3, S, S], turned by 180 degrees, to logits [1, 1000].

    It is fastest for pictures in channels_last.
    """

    def __init__(self, folded: Folded, size: int) -> None:
        super().__init__()
        self.size = size
        self.first = Layers([self._activated(folded.stem), self._block(folded.blocks[0])])
        self.blocks = Layers([self._block(block) for block in folded.blocks[1:]])
        self.head = self._activated(folded.head)
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
        x = self.first(x).to(self.head.bias.dtype)
        return self.head(self.blocks(x))

    def _block(self, block: Block) -> nn.Module:
        expand = [] if block.expand is None else [self._activated(block.expand)]
        depthwise = self._activated(block.depthwise)
        layers = Layers([*expand, depthwise, PackedConvolution(block.project, self.size)])
        return Skip(layers) if block.skips else layers

    def _activated(self, convolution: nn.Conv2d) -> PackedConvolutionRelu6:
        packed = PackedConvolutionRelu6(convolution, self.size)
        self.size = (self.size + 2 * convolution.padding[0] - convolution.kernel_size[0]) // convolution.stride[0] + 1
        return packed
