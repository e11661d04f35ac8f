"""Writes the networks that the benchmarks compare: python export.py OUT.

OUT/lite0/network.pt       the published network, traced and frozen: float32 [1, 3, 224, 224] to logits
OUT/lite0/packed-N.pt      the service's packed network without preprocessing, for batches of N pictures
OUT/lite0-onnx/            a model folder for DJL's ONNX Runtime engine, with the same weights, input and output
"""

import re
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "model" / "export"))

import classifier  # noqa: E402
import ranges  # noqa: E402
from export import export_for_benchmarks  # noqa: E402
from network import PUBLISHED, Folded, Published  # noqa: E402
from onnx_graph import BICUBIC, OPSET  # noqa: E402
from packed import Packed  # noqa: E402

BATCHES = (1, 2, 4, 8)


def main(out: Path) -> None:
    torch.set_grad_enabled(False)
    published = PUBLISHED[0]
    folder = out / published.name
    export_for_benchmarks(published, folder)
    folded = Folded(published.network()).eval()
    for batch in BATCHES:
        classifier.save(packed_for(batch, folded, published.size), folder / f"packed-{batch}.pt")
    write_onnx_folder(published, folded, out / f"{published.name}-onnx")


def packed_for(batch: int, folded: nn.Module, size: int) -> torch.jit.ScriptModule:
    network = Packed(folded, size, ranges.read(PUBLISHED[0].name)).eval()
    for module in network.modules():
        if hasattr(module, "input_shape"):
            module.input_shape[0] = batch
    scripted = torch.jit.script(network)
    classifier.inline(scripted)
    return scripted


def write_onnx_folder(published: Published, folded: nn.Module, folder: Path) -> None:
    """Writes a copy of the model's folder that has plain.onnx instead of the TorchScript files."""
    source = ROOT / "model" / published.name
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("labels.tsv", "calibration.yaml", "LICENSE"):
        shutil.copyfile(source / name, folder / name)
    file = folder / "plain.onnx"
    network = folder / "network.onnx"
    example = torch.zeros(1, 3, published.size, published.size)
    names = {"input_names": ["input"], "output_names": ["output"]}
    torch.onnx.export(folded, (example,), network, dynamo=False, opset_version=OPSET, **names)
    onnx.save(with_preprocessing(onnx.load(network), published.size), file)
    network.unlink()
    description = (source / "model.yaml").read_text(encoding="utf-8")
    description = re.sub(r"^  (packed|plain)\.pt: .*\n", "", description, flags=re.MULTILINE)
    hashed = f"files:\n  {file.name}: {sha256(file.read_bytes()).hexdigest()}\n"
    description = re.sub(r"^(explanation|precisions): .*\n", "", description, flags=re.MULTILINE)
    description = description.replace("files:\n", "engine: OnnxRuntime\n" + hashed)
    (folder / "model.yaml").write_text(description, encoding="utf-8")


def with_preprocessing(model: onnx.ModelProto, size: int) -> onnx.ModelProto:
    """Adds the preprocessing of the Classifier module.

    Like the service's networks, the result turns uint8 [H, W, 3] into float32 [1000]. One step turns the picture by
    180 degrees; fold_convolution explains why.
    """
    graph = model.graph
    constants = {
        "batch": np.array([0], np.int64),
        "sides": np.array([size, size], np.int64),
        "last": np.array([-1, -1], np.int64),
        "before_first": np.array([-(2**31), -(2**31)], np.int64),
        "rows_and_columns": np.array([2, 3], np.int64),
        "mean": np.float32(127),
        "scale": np.float32(128),
    }
    graph.initializer.extend(numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items())
    before = [
        helper.make_node("Transpose", ["pixels"], ["channels_first"], perm=[2, 0, 1]),
        helper.make_node("Unsqueeze", ["channels_first", "batch"], ["picture"]),
        helper.make_node("Resize", ["picture", "", "", "sides"], ["resized"], axes=[2, 3], **BICUBIC),
        helper.make_node("Slice", ["resized", "last", "before_first", "rows_and_columns", "last"], ["turned"]),
        helper.make_node("Cast", ["turned"], ["floats"], to=TensorProto.FLOAT),
        helper.make_node("Sub", ["floats", "mean"], ["centred"]),
        helper.make_node("Div", ["centred", "scale"], [graph.input[0].name]),
    ]
    after = helper.make_node("Squeeze", [graph.output[0].name, "batch"], ["logits"])
    nodes = [*before, *graph.node, after]
    pixels = helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["height", "width", 3])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1000])
    whole = helper.make_graph(nodes, "classifier", [pixels], [logits], list(graph.initializer))
    result = helper.make_model(whole, opset_imports=model.opset_import, ir_version=model.ir_version)
    onnx.checker.check_model(result, full_check=True)
    return result


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
