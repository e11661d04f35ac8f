"""Convolutions and a linear layer as calls of oneDNN, with the activation inside the convolution.

torch.compile emits the same operators (namespace mkldnn), and a saved TorchScript file can call them as well. The file
stores plain weights, so it fits every x86-64 processor: while it loads, __setstate__ lays them out for the processor.
"""

from collections.abc import Callable
from typing import List, NamedTuple, Optional, Tuple  # noqa: UP035  (TorchScript reads these annotations)

import torch
from torch import Tensor, nn

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


class Levels(NamedTuple):
    """How a tensor is written as uint8: a level q stands for the number scale · (q - zero)."""

    scale: float
    zero: int


def round_kernels(weight: Tensor, nearest: Callable[[Tensor], Tensor]) -> Tensor:
    """Rounds depthwise kernels [C, 1, k, k] so that each kernel approximately keeps its sum.

    Each weight takes over the rounding error of the larger ones before it (error diffusion; Floyd and Steinberg, 1976).
    Neighbouring pixels are similar, so the sum of a kernel matters most. This halves the change of the logits in
    bfloat16, and lowers it by a tenth to a fifth in int8.
    """
    order = weight.flatten(1).abs().argsort(dim=1, descending=True)
    kernels = weight.flatten(1).gather(1, order)
    rounded = torch.zeros_like(kernels)
    left = torch.zeros_like(kernels[:, 0])
    for k in range(kernels.size(1)):
        wanted = kernels[:, k] + left
        rounded[:, k] = nearest(wanted)
        left = wanted - rounded[:, k]
    return torch.zeros_like(kernels).scatter_(1, order, rounded).view_as(weight)


def weight_scales(weight: Tensor) -> Tensor:
    """The step of each output channel's weights in int8 [C]. The largest weight of a channel is 127 steps."""
    return weight.abs().amax((1, 2, 3)).clamp(min=1e-12) / 127


def int8_weight(convolution: nn.Conv2d) -> Tuple[Tensor, Tensor]:
    """The weight in int8 steps [C, ...] and the step of each output channel [C]."""
    scales = weight_scales(convolution.weight)
    steps = convolution.weight.detach() / scales.reshape(-1, 1, 1, 1)
    if convolution.groups > 1:
        return round_kernels(steps, lambda x: x.round().clamp(-127, 127)).to(torch.int8), scales
    return steps.round().to(torch.int8), scales


class PackedConvolution(nn.Module):
    """A convolution with bias for inputs [1, C, size, size]. The size decides how its weight is laid out.

    It computes in float32 until use_bfloat16 or use_int8 is called.
    """

    packed_int8: Optional[torch.classes.quantized.Conv2dPackedParamsBase]

    def __init__(self, convolution: nn.Conv2d, size: int, levels: Levels) -> None:
        super().__init__()
        self.weight = convolution.weight.detach()
        self.bias = convolution.bias.detach()
        self.kernels = torch.empty(0)
        self.kernels_int8 = torch.empty(0)
        self.packed_int8 = None
        if convolution.groups > 1:
            self.kernels = round_kernels(self.weight, lambda x: x.to(torch.bfloat16).float()).to(torch.bfloat16)
            self.kernels_int8, _ = int8_weight(convolution)
        self.stride = list(convolution.stride)
        self.padding = list(convolution.padding)
        self.groups = convolution.groups
        self.input_shape = [1, convolution.in_channels, size, size]
        self.levels = tuple(levels)

    @torch.jit.export
    def __getstate__(self):
        return (
            self.weight,
            self.bias,
            self.kernels,
            self.kernels_int8,
            self.stride,
            self.padding,
            self.groups,
            self.input_shape,
            self.levels,
            self.training,
        )

    @torch.jit.export
    def __setstate__(
        self,
        state: Tuple[Tensor, Tensor, Tensor, Tensor, List[int], List[int], int, List[int], Tuple[float, int], bool],
    ):
        self.bias = state[1]
        self.kernels = state[2]
        self.kernels_int8 = state[3]
        self.stride = state[4]
        self.padding = state[5]
        self.groups = state[6]
        self.input_shape = state[7]
        self.levels = state[8]
        self.training = state[9]
        self.packed_int8 = None
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

    @torch.jit.export
    def use_int8(self) -> None:
        """Rounds the weights. libtorch's quantized engine must be onednn, or the result is slow and less accurate."""
        weight = self.weight.to_dense()
        scales = weight_scales(weight)
        steps = self.kernels_int8
        if self.groups == 1:
            steps = (weight / scales.reshape([-1, 1, 1, 1])).round().to(torch.int8)
        zeros = torch.zeros([scales.size(0)], dtype=torch.int64)
        rounded = torch._make_per_channel_quantized_tensor(steps, scales.to(torch.float64), zeros, 0)
        self.packed_int8 = torch.ops.quantized.conv2d_prepack(
            rounded, self.bias, self.stride, self.padding, [1, 1], self.groups
        )
        # Releases the memory of the weights in float32.
        self.weight = torch.empty([0])

    def forward(self, x: Tensor) -> Tensor:
        return convolve(x, self.weight, self.bias, self.stride, self.padding, self.groups)

    @torch.jit.export
    def int8(self, x: Tensor) -> Tensor:
        """Computes quint8 from quint8. Where ReLU6 follows, saturation at the lowest and highest level replaces it."""
        packed = self.packed_int8
        assert packed is not None
        scale, zero = self.levels
        return torch.ops.quantized.conv2d(x, packed, scale, zero)

    @torch.jit.export
    def add_int8(self, x: Tensor, added: Tensor) -> Tensor:
        """Computes int8(x) + added. The result takes over the memory of the second tensor."""
        packed = self.packed_int8
        assert packed is not None
        scale, zero = self.levels
        return torch.ops.quantized.conv2d_add(x, added, packed, scale, zero)


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
