"""Writes the model folders from the published weights: python export.py MODEL_DIR [--check] [--onnx DIR]."""

import argparse
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import onnx
import torch
from PIL import Image
from torch import Tensor, nn

import classifier
import onnx_graph
import ranges
from labels import labels_tsv
from network import PUBLISHED, Folded, Published
from reference import reference_logits

VERSION = "1.2.0"
TORCHSCRIPT = ("packed.pt", "plain.pt")
ONNX = ("int8.onnx",)
# ONNX Runtime has a folder of its own, because its answers are a model of their own. Only Lite0 has one so far.
SUFFIX = "-onnxruntime"
FOR_ONNX_RUNTIME = ("lite0",)


def main() -> int:
    arguments = _arguments()
    torch.set_grad_enabled(False)
    if not arguments.check:
        for published in PUBLISHED:
            export(published, arguments.model_dir)
        for published in PUBLISHED if arguments.onnx else ():
            export_for_benchmarks(published, arguments.onnx / published.name)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        same = [check(published, arguments.model_dir, Path(temporary)) for published in PUBLISHED]
    return 0 if all(same) else 1


def export(published: Published, model_dir: Path) -> None:
    """Writes the files of one model for both engines. Fails if their logits differ from the published network's."""
    original = published.network()
    folded = Folded(original).eval()
    levels = ranges.read(published.name)
    folder = model_dir / published.name
    folder.mkdir(parents=True, exist_ok=True)
    classifier.save(classifier.packed(folded, published.size, levels), folder / "packed.pt")
    classifier.save(classifier.plain(folded, published.size), folder / "plain.pt")
    _write_texts(published, folder, TORCHSCRIPT, "precisions: [int8, bfloat16, float32]\n")
    for name in TORCHSCRIPT:
        _require(original, classifier.load(folder / name), published.size)
    for precision, rounding in (("bfloat16", 0.3), ("int8", 1.5)):
        if classifier.computes(precision):
            _require(original, classifier.load(folder / "packed.pt", precision), published.size, rounding)
    if published.name not in FOR_ONNX_RUNTIME:
        return
    folder = model_dir / (published.name + SUFFIX)
    folder.mkdir(exist_ok=True)
    onnx.save(onnx_graph.classifier(folded, published.size, levels), folder / "int8.onnx")
    _write_texts(published, folder, ONNX, "engine: OnnxRuntime\nprecisions: [int8]\n")
    _require(original, onnx_graph.Loaded(folder / "int8.onnx"), published.size, 1.5)


def _write_texts(published: Published, folder: Path, networks: tuple[str, ...], engine: str) -> None:
    (folder / "labels.tsv").write_text(labels_tsv(), encoding="utf-8")
    (folder / "model.yaml").write_text(_model_yaml(published, folder, networks, engine), encoding="utf-8")
    (folder / "LICENSE").write_text(published.licence(), encoding="utf-8")


def _require(original: nn.Module, exported: nn.Module, size: int, rounding: float = 0) -> None:
    _require_agreement(original, exported, size, rounding)
    _require_exact_maps(exported, size)


def check(published: Published, committed: Path, temporary: Path) -> bool:
    """Exports a model again and prints for each file whether it has the same bytes as the committed one."""
    export(published, temporary)
    all_same = True
    for file in sorted(temporary.glob(f"{published.name}*/*")):
        path = file.relative_to(temporary)
        found = _sha256(file)
        expected = _sha256(committed / path) if (committed / path).is_file() else "no file"
        print(f"{path}: same bytes" if found == expected else f"{path}: DIFFERENT: {found}, committed: {expected}")
        all_same = all_same and found == expected
    return all_same


def export_for_benchmarks(published: Published, folder: Path) -> None:
    """Writes the published network alone, float32 [1, 3, S, S] to [1, 1000].

    model.onnx is for ONNX Runtime; network.pt is traced and frozen TorchScript.
    """
    folder.mkdir(parents=True, exist_ok=True)
    original = published.network()
    example = torch.zeros(1, 3, published.size, published.size)
    names = {"input_names": ["input"], "output_names": ["logits"]}
    torch.onnx.export(original, (example,), folder / "model.onnx", dynamo=False, opset_version=17, **names)
    classifier.save(torch.jit.freeze(torch.jit.trace(original, example)), folder / "network.pt")


def _require_agreement(original: nn.Module, exported: nn.Module, size: int, rounding: float = 0) -> None:
    """Compares logits at the network's own size and at other sizes, for noise, because it is hard to resize."""
    generator = torch.Generator().manual_seed(1)
    # At the network's own size, resizing keeps every pixel, so only rounding inside the network makes a difference. At
    # other sizes, the results of libtorch and Pillow may differ by one level in 256.
    for height, width, tolerance in ((size, size, 1e-4), (16, 900, 0.1), (700, 501, 0.1), (size, size, 1e-4)):
        noise = torch.randint(256, (height, width, 3), dtype=torch.uint8, generator=generator)
        expected = reference_logits(original, Image.fromarray(noise.numpy()), size)
        difference = _largest_difference(exported(noise), expected)
        allowed = tolerance + rounding
        if not difference <= allowed:
            raise AssertionError(f"{height} x {width} noise: logits differ by {difference}, allowed {allowed}")


def _require_exact_maps(exported: nn.Module, size: int) -> None:
    """Requires that a class's mean over its map is its logit, and that a spot of noise shows where the spot is."""
    generator = torch.Generator().manual_seed(2)
    noise = torch.randint(256, (size, size, 3), dtype=torch.uint8, generator=generator)
    logits, maps = exported.explain(noise)
    cells = -(-size // 32)
    if maps.shape != (1000, cells, cells):
        raise AssertionError(f"maps of shape {list(maps.shape)} for {size} pixels")
    if not torch.equal(logits, exported(noise)):
        raise AssertionError("explain returns other logits than forward")
    difference = _largest_difference(maps.mean((1, 2)), logits)
    if not difference <= 1e-4:
        raise AssertionError(f"the means of the maps differ from the logits by {difference}")
    grey = torch.full_like(noise, 127)
    spot = grey.clone()
    spot[: size // 4, : size // 4] = noise[: size // 4, : size // 4]
    change = (exported.explain(spot)[1] - exported.explain(grey)[1]).abs().sum(0)
    if not change[: cells // 2, : cells // 2].mean() > 2 * change[cells // 2 :, cells // 2 :].mean():
        raise AssertionError("the maps are not upright")


def _largest_difference(found: Tensor, expected: Tensor) -> float:
    if found.shape != expected.shape or found.dtype != expected.dtype:
        raise AssertionError(f"{found.dtype} {list(found.shape)}, expected {expected.dtype} {list(expected.shape)}")
    return (found - expected).abs().max().item()


def _model_yaml(published: Published, folder: Path, networks: tuple[str, ...], engine: str) -> str:
    hashes = "".join(f"  {name}: {_sha256(folder / name)}\n" for name in (*networks, "labels.tsv"))
    size = published.size
    return f"""\
name: {folder.name}
version: "{VERSION}"
architecture: {published.architecture}
input:
  height: {size}
  width: {size}
  mean: 127
  scale: 128
  resize: antialiased bicubic squash
  channels: RGB
explanation: class activation map
{engine}\
files:
{hashes}\
licence: Apache-2.0
source:
  package: {published.package}
  version: "{published.package_version()}"
  weights: {published.weights().name}
  sha256: {published.weights_sha256}
"""


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model_dir", type=Path, metavar="MODEL_DIR", help="contains a folder for each model and engine")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if an export would")
    parser.add_argument("--onnx", type=Path, metavar="DIR", help="also write the networks alone, for benchmarks")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
