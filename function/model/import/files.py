"""Reads networks from TorchScript and ONNX files."""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

import onnx_graph
import torchscript
from preprocessing import Preprocessing, UnusableError
from source import Source, of_pytorch, stated


def read_torchscript(path: Path, options: argparse.Namespace) -> Source:
    return of_pytorch(torchscript.load(path), path.stem, Preprocessing(**stated(options)), file=path.name)


def read_onnx(path: Path, options: argparse.Namespace) -> Source:
    try:
        model = onnx.load(path)
        session = onnxruntime.InferenceSession(path)
    # The exceptions of protobuf and ONNX Runtime have no common class.
    except Exception as error:
        raise UnusableError(f"{path} is not an ONNX file that ONNX Runtime reads: {error}") from error
    _, *dims = onnx_graph.shape(model)
    channels_last = dims[2] == 3 and dims[0] != 3
    height, width = dims[:2] if channels_last else dims[1:]
    if not channels_last and dims[0] not in (0, 3):
        raise UnusableError(f"The input of {path} has {dims[0]} channels; the service gives it 3.")
    preprocessing = Preprocessing(**stated(options, height, width))
    value = session.get_inputs()[0]

    def run(picture: np.ndarray) -> np.ndarray:
        picture = picture.transpose(0, 2, 3, 1) if channels_last else picture
        kind = {"tensor(float)": np.float32, "tensor(float16)": np.float16}.get(value.type)
        if kind is None:
            raise UnusableError(f"The input of {path} is {value.type}; it must be float or float16.")
        return session.run(None, {value.name: picture.astype(kind)})[0].astype(np.float32)

    def save(probabilities: bool, target: Path) -> None:
        onnx_graph.save(model, preprocessing, channels_last, probabilities, target)

    origin = {"file": path.name, "producer": f"{model.producer_name} {model.producer_version}".strip() or "unknown"}
    architecture = model.graph.name or path.stem
    return Source(architecture, "OnnxRuntime", preprocessing, run, save, onnx_graph.Loaded, origin=origin)
