"""The network in int8 as an ONNX graph for ONNX Runtime, with the same levels as the packed network."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from convolution import Levels, int8_weight
from network import Block, Folded
from ranges import Ranges

# The first operator set that has an antialiased Resize.
OPSET = 18
# Pillow's bicubic filter: a = -0.5, and pixels outside the picture have no weight.
BICUBIC = {
    "mode": "cubic",
    "antialias": 1,
    "cubic_coeff_a": -0.5,
    "exclude_outside": 1,
    "coordinate_transformation_mode": "half_pixel",
}
# The pixels themselves are the levels of the first convolution's input; they mean (p - 127) / 128.
PIXELS = Levels(1 / 128, 127)


class Graph:
    """Nodes and constants in the order in which they were added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def node(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def constant(self, name: str, value: np.ndarray | Tensor) -> str:
        array = value.detach().numpy() if isinstance(value, Tensor) else value
        self.constants.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name


class Activation(NamedTuple):
    """A tensor in uint8 and the levels that it is written in."""

    name: str
    levels: Levels


def classifier(folded: Folded, size: int, ranges: Ranges) -> onnx.ModelProto:
    """The whole file: uint8 [H, W, 3] in RGB to logits, float32 [1000], and class activation maps.

    The second input says whether to compute the maps, float32 [1000, R, C]; without them R and C are 0.
    """
    graph = Graph()
    x = Activation(_picture(graph, size), PIXELS)
    x = _convolve(graph, x, folded.stem, "stem", ranges["stem"])
    for i, block in enumerate(folded.blocks):
        x = _block(graph, x, block, f"block {i}", ranges)
    x = _convolve(graph, x, folded.head, "head", ranges["head"])
    _classify(graph, _dequantize(graph, x, "head, as floats"), folded.classifier, -(-size // 32))
    inputs = [
        helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["height", "width", 3]),
        helper.make_tensor_value_info("explain", TensorProto.BOOL, [1]),
    ]
    outputs = [
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1000]),
        helper.make_tensor_value_info("maps", TensorProto.FLOAT, [1000, "rows", "columns"]),
    ]
    whole = helper.make_graph(graph.nodes, "classifier", inputs, outputs, graph.constants)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model, full_check=True)
    return model


class Loaded:
    """A file in ONNX Runtime, with the interface of the TorchScript classifiers."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        # Sums of products must not overflow on processors without VNNI. The service has the same setting.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self.session = onnxruntime.InferenceSession(path, options)

    def __call__(self, pixels: Tensor) -> Tensor:
        return self._run(pixels, explain=False)[0]

    def explain(self, pixels: Tensor) -> tuple[Tensor, Tensor]:
        return self._run(pixels, explain=True)

    def _run(self, pixels: Tensor, explain: bool) -> tuple[Tensor, Tensor]:
        logits, maps = self.session.run(None, {"pixels": pixels.numpy(), "explain": np.array([explain])})
        return torch.from_numpy(logits), torch.from_numpy(maps)


def _picture(graph: Graph, size: int) -> str:
    """Squashes the picture to S x S."""
    channels_first = graph.node("Transpose", ["pixels"], "channels first", perm=[2, 0, 1])
    picture = graph.node("Unsqueeze", [channels_first, graph.constant("batch", np.int64([0]))], "picture")
    shape = graph.constant("shape of the picture", np.int64([1, 3, size, size]))
    return graph.node("Resize", [picture, "", "", shape], "squashed", **BICUBIC)


def _block(graph: Graph, x: Activation, block: Block, name: str, ranges: Ranges) -> Activation:
    y = x
    if block.expand is not None:
        y = _convolve(graph, y, block.expand, f"{name} expand", ranges[f"{name} expand"])
    y = _convolve(graph, y, block.depthwise, f"{name} depthwise", ranges[f"{name} depthwise"])
    if not block.skips:
        return _convolve(graph, y, block.project, name, ranges[name])
    y = _convolve(graph, y, block.project, f"{name} project", ranges[f"{name} project"])
    floats = [_dequantize(graph, y, f"{name} project, as floats"), _dequantize(graph, x, f"{name} input, as floats")]
    return _quantize(graph, graph.node("Add", floats, f"{name}, as floats"), name, ranges[name])


def _convolve(graph: Graph, x: Activation, convolution: nn.Conv2d, name: str, levels: Levels) -> Activation:
    """A convolution in int8. Where ReLU6 follows, saturation at the lowest and highest level replaces it.

    Folded has kernels for a turned picture. ONNX can pad both ends differently, so the picture stays upright here.
    """
    steps, scales = int8_weight(convolution)
    bias_scales = scales * x.levels.scale
    bias_steps = (convolution.bias / bias_scales).round().to(torch.int32)
    weight = _dequantize_channels(graph, steps.flip((2, 3)), scales, f"{name}, weight")
    bias = _dequantize_channels(graph, bias_steps, bias_scales, f"{name}, bias")
    convolved = graph.node(
        "Conv",
        [_dequantize(graph, x, f"{name}, input"), weight, bias],
        f"{name}, convolved",
        kernel_shape=list(convolution.kernel_size),
        strides=list(convolution.stride),
        auto_pad="SAME_UPPER",
        group=convolution.groups,
    )
    return _quantize(graph, convolved, name, levels)


def _classify(graph: Graph, features: str, linear: nn.Linear, cells: int) -> None:
    """The last layer, in float32. Its weight is stored in float16, which takes half of the space."""
    weight = graph.node(
        "Cast", [graph.constant("weight in float16", linear.weight.half())], "weight", to=TensorProto.FLOAT
    )
    bias = graph.constant("bias", linear.bias)
    mean = graph.node("ReduceMean", [features, graph.constant("places", np.int64([2, 3]))], "mean", keepdims=0)
    row = graph.node("Gemm", [mean, weight, bias], "row", transB=1)
    graph.node("Squeeze", [row, "batch"], "logits")
    maps = Graph()
    shape = maps.constant("features of places", np.int64([linear.in_features, -1]))
    products = maps.node("MatMul", [weight, maps.node("Reshape", [features, shape], "flat")], "products")
    column = maps.node("Unsqueeze", [bias, maps.constant("column", np.int64([1]))], "bias of places")
    sums = maps.node("Add", [products, column], "sums")
    maps.node("Reshape", [sums, maps.constant("shape", np.int64([1000, cells, cells]))], "computed")
    none = Graph()
    none.node("Identity", [none.constant("no maps", np.zeros((1000, 0, 0), np.float32))], "left out")
    graph.node("If", ["explain"], "maps", then_branch=_branch(maps, "computed"), else_branch=_branch(none, "left out"))


def _branch(graph: Graph, output: str) -> onnx.GraphProto:
    value = helper.make_tensor_value_info(output, TensorProto.FLOAT, None)
    return helper.make_graph(graph.nodes, output, [], [value], graph.constants)


def _quantize(graph: Graph, x: str, name: str, levels: Levels) -> Activation:
    return Activation(graph.node("QuantizeLinear", [x, *_levels(graph, name, levels)], name), levels)


def _dequantize(graph: Graph, x: Activation, output: str) -> str:
    return graph.node("DequantizeLinear", [x.name, *_levels(graph, output, x.levels)], output)


def _dequantize_channels(graph: Graph, steps: Tensor, scales: Tensor, name: str) -> str:
    """Each channel has its own step, and 0 is always a level."""
    constants = [
        graph.constant(f"{name}: steps", steps),
        graph.constant(f"{name}: scales", scales),
        graph.constant(f"{name}: zeros", torch.zeros(len(scales), dtype=steps.dtype)),
    ]
    return graph.node("DequantizeLinear", constants, name, axis=0)


def _levels(graph: Graph, name: str, levels: Levels) -> list[str]:
    scale = graph.constant(f"{name}: scale", np.float32(levels.scale))
    return [scale, graph.constant(f"{name}: zero", np.uint8(levels.zero))]
