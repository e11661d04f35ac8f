"""A network in ONNX with its preprocessing, as the ONNX file that the service loads.

The operator Resize supports antialiasing only since opset 18, and many tools write older opsets. So the graph resizes
by two multiplications with matrices of filter weights, which it computes from the size of the picture as Pillow does.
All operators exist in the same form since opset 11.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from preprocessing import Preprocessing, UnusableError

FIRST_OPSET = 11
# Names that networks do not use for their own values.
PICTURE = "pixels/picture"
LOGITS = "pixels/logits"


class AddedNodes:
    """Collects nodes and constants under names that the network does not use."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def node(
        self, operator: str, *inputs: str | float | np.generic | np.ndarray, output: str = "", **attributes: Any
    ) -> str:
        names = [value if isinstance(value, str) else self.constant(value) for value in inputs]
        output = output or f"pixels/{len(self.nodes)} {operator}"
        self.nodes.append(helper.make_node(operator, names, [output], name=f"pixels/{len(self.nodes)}", **attributes))
        return output

    def constant(self, value: float | np.generic | np.ndarray) -> str:
        array = np.float32(value) if isinstance(value, float) else value
        self.constants.append(numpy_helper.from_array(np.asarray(array), f"pixels/constant {len(self.constants)}"))
        return self.constants[-1].name


def network_input(model: onnx.ModelProto) -> onnx.ValueInfoProto:
    constants = {tensor.name for tensor in model.graph.initializer}
    inputs = [value for value in model.graph.input if value.name not in constants]
    if len(inputs) != 1 or len(inputs[0].type.tensor_type.shape.dim) != 4:
        raise UnusableError("The ONNX file needs exactly one input, a picture of four dimensions.")
    return inputs[0]


def shape(model: onnx.ModelProto) -> list[int]:
    """Returns the dimensions of the input; 0 for a variable dimension."""
    return [dim.dim_value for dim in network_input(model).type.tensor_type.shape.dim]


def save(
    model: onnx.ModelProto, preprocessing: Preprocessing, channels_last: bool, probabilities: bool, path: Path
) -> None:
    """Writes a graph from uint8 pixels [H, W, 3] in RGB, of any size, to float32 logits [classes]."""
    opset = next((each.version for each in model.opset_import if each.domain in ("", "ai.onnx")), 0)
    if opset < FIRST_OPSET:
        raise UnusableError(f"The ONNX file has opset {opset}; export it with opset {FIRST_OPSET} or later.")
    whole = onnx.ModelProto()
    whole.CopyFrom(model)
    graph = whole.graph
    value = network_input(whole)
    added = AddedNodes()
    picture = _normalised(added, preprocessing)
    if channels_last:
        picture = added.node("Transpose", picture, perm=[1, 2, 0])
    channels = (
        (preprocessing.height, preprocessing.width, 3)
        if channels_last
        else (3, preprocessing.height, preprocessing.width)
    )
    picture = added.node("Reshape", picture, np.int64([1, *channels]))
    added.node("Cast", picture, output=value.name, to=value.type.tensor_type.elem_type)
    before = list(added.nodes)
    flat = added.node("Reshape", added.node("Cast", graph.output[0].name, to=TensorProto.FLOAT), np.int64([-1]))
    flat = added.node("Log", added.node("Max", flat, 1e-12)) if probabilities else flat
    added.node("Identity", flat, output=LOGITS)
    nodes = [*before, *graph.node, *added.nodes[len(before) :]]
    inputs = [helper.make_tensor_value_info(PICTURE, TensorProto.UINT8, ["pixels/height", "pixels/width", 3])]
    for field, values in (
        (graph.node, nodes),
        (graph.input, inputs),
        (graph.output, [helper.make_tensor_value_info(LOGITS, TensorProto.FLOAT, ["classes"])]),
    ):
        del field[:]
        field.extend(values)
    graph.initializer.extend(added.constants)
    whole.ir_version = max(4, min(whole.ir_version, 10))
    onnx.checker.check_model(whole)
    onnx.save(whole, path)


def _normalised(added: AddedNodes, preprocessing: Preprocessing) -> str:
    """Adds the nodes that resize and normalise the pixels to float32 [3, height, width]."""
    sides = added.node("Cast", added.node("Shape", PICTURE), to=TensorProto.FLOAT)
    height, width = (added.node("Gather", sides, np.int64(axis)) for axis in (0, 1))
    short = added.node("Min", height, width)
    rows = _weights(added, preprocessing, height, short, preprocessing.height)
    columns = added.node("Transpose", _weights(added, preprocessing, width, short, preprocessing.width), perm=[1, 0])
    # The photo is transposed as bytes, which takes a quarter of the memory.
    picture = added.node("Cast", added.node("Transpose", PICTURE, perm=[2, 0, 1]), to=TensorProto.FLOAT)
    picture = added.node("MatMul", added.node("MatMul", rows, picture), columns)
    picture = added.node("Round", added.node("Min", added.node("Max", picture, 0.0), 255.0))
    if preprocessing.channels == "BGR":
        picture = added.node("Gather", picture, np.int64([2, 1, 0]), axis=0)
    mean, scale = (np.float32(values).reshape(3, 1, 1) for values in preprocessing.levels())
    return added.node("Div", added.node("Sub", picture, mean), scale)


def _weights(added: AddedNodes, preprocessing: Preprocessing, side: str, short: str, length: int) -> str:
    """Adds the filter weights, float32 [length, side]: row i has the weight of each pixel for pixel i of the input."""
    if preprocessing.short_side is None:
        whole, first = added.constant(float(length)), added.constant(0.0)
    else:
        scaled = added.node("Mul", side, float(preprocessing.short_side))
        whole = added.node("Floor", added.node("Div", scaled, short))
        first = added.node("Round", added.node("Mul", added.node("Sub", whole, float(length)), 0.5))
    step = added.node("Div", side, whole)
    pixels = added.node("Add", added.node("Range", 0.0, side, 1.0), 0.5)
    rows = np.arange(length, dtype=np.float32).reshape(-1, 1) + np.float32(0.5)
    centres = added.node("Mul", added.node("Add", rows, first), step)
    distance = added.node("Div", added.node("Sub", pixels, centres), added.node("Max", step, 1.0))
    weights = _kernel(added, preprocessing.filter, added.node("Abs", distance))
    ones = added.node("Add", added.node("Mul", pixels, 0.0), 1.0)
    sums = added.node("MatMul", weights, added.node("Reshape", ones, np.int64([-1, 1])))
    return added.node("Div", weights, sums)


def _kernel(added: AddedNodes, name: str, x: str) -> str:
    if name == "bilinear":
        return added.node("Max", added.node("Sub", 1.0, x), 0.0)
    # The bicubic kernel of Keys (1981) with a = -0.5, as in Pillow.
    square = added.node("Mul", x, x)
    near = added.node("Mul", added.node("Sub", added.node("Mul", x, 1.5), 2.5), square)
    far = added.node("Mul", added.node("Add", added.node("Mul", added.node("Sub", x, 5.0), x), 8.0), x)
    far = added.node("Mul", added.node("Sub", far, 4.0), -0.5)
    outer = added.node("Where", added.node("Less", x, 2.0), far, 0.0)
    return added.node("Where", added.node("Less", x, 1.0), added.node("Add", near, 1.0), outer)


class Loaded:
    """Runs a saved file for the pixels of a picture: uint8 [H, W, 3]."""

    def __init__(self, path: Path) -> None:
        self.session = onnxruntime.InferenceSession(path)

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        return self.session.run(None, {PICTURE: pixels})[0]
