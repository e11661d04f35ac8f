"""Turns a network into a model of the service: make import MODEL=NAME FROM=SOURCE LABELS=FILE."""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import files
import folder
import zoo
from preprocessing import OWN, UnusableError
from source import Source

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
SUBJECT = re.compile(r"[a-z][a-z0-9_]{0,29}")
CLASSES = re.compile(r"all|grouped|\d{1,6}(-\d{1,6})?(, ?\d{1,6}(-\d{1,6})?)*")
SUFFIX = "-onnxruntime"


def main() -> int:
    options = parse()
    torch.set_grad_enabled(False)
    try:
        import_model(options)
    except UnusableError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def import_model(options: argparse.Namespace) -> Path:
    """Writes the folder and compares its network with the source. A folder that exists is replaced only after that."""
    if not NAME.fullmatch(options.model) or options.model.endswith(SUFFIX) or options.model in ("import", "export"):
        raise UnusableError(f"MODEL={options.model} must be a new name of lower-case letters, digits and . _ -")
    if not SUBJECT.fullmatch(options.subject) or options.subject == "unknown" or options.subject.startswith("not_"):
        raise UnusableError(f"SUBJECT={options.subject} must be a noun of lower-case letters, digits and _")
    if not CLASSES.fullmatch(options.classes):
        raise UnusableError(f"--classes {options.classes} must be all, grouped or indices like 0-7,9")
    rows = folder.read_labels(options.labels) if options.labels else []
    source = read(options, len(rows))
    rows = rows or folder.check_labels([[category, "", "", ""] for category in source.categories])
    if options.subject in (label for label, *_ in rows):
        raise UnusableError(f"SUBJECT={options.subject} must not be the label of a class.")
    if options.licence:
        source.licence = options.licence
    target = options.models / (options.model + (SUFFIX if source.engine == "OnnxRuntime" else ""))
    if target.exists() and not options.replace:
        raise UnusableError(f"{target} exists. Choose another MODEL, or add OPTIONS=--replace.")
    probabilities = requires_log(source, options.output, len(rows))
    options.models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.models, prefix=".import-") as temporary:
        made = Path(temporary) / target.name
        network = folder.write(
            made, options.model, options.version, options.subject, options.classes, source, rows, probabilities
        )
        largest = _compare(source, source.load(network), probabilities)
        megabytes = network.stat().st_size / 1e6
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
    print(f"{target}: {source.architecture}, {len(rows)} classes, {megabytes:.1f} MB.")
    print(f"Its logits differ from the source's by at most {largest:.2g}. Run it: make run MODEL={options.model}")
    return target


def read(options: argparse.Namespace, classes: int) -> Source:
    """Reads the network that FROM names. classes is the number of lines in LABELS, or 0 without LABELS."""
    kind, _, name = options.source.partition(":")
    if options.filter == OWN and (kind in ("timm", "torchvision") or options.source.endswith(".onnx")):
        raise UnusableError("Only TorchScript files may resize photos themselves. Leave out --filter own.")
    if kind == "timm" and name:
        return zoo.read_timm(name, options, classes)
    if kind == "torchvision" and name:
        return zoo.read_torchvision(name, options, classes)
    path = Path(options.source)
    if not path.is_file():
        raise UnusableError(
            f"There is no file FROM={path}. FROM is a .pt or .onnx file, timm:NAME or torchvision:NAME."
        )
    return files.read_onnx(path, options) if path.suffix == ".onnx" else files.read_torchscript(path, options)


def requires_log(source: Source, output: str, classes: int) -> bool:
    """Returns whether the outputs are probabilities, whose logarithms are logits. It also checks their number."""
    generator = np.random.default_rng(1)
    shape = (1, 3, source.preprocessing.height, source.preprocessing.width)
    try:
        outputs = [source.run(generator.normal(size=shape).astype(np.float32)) for _ in range(3)]
    # Each framework raises its own exceptions for a shape that does not fit.
    except Exception as error:
        raise UnusableError(f"The network does not take an input of shape {list(shape)}: {error}") from error
    if outputs[0].size != classes:
        raise UnusableError(f"The network has outputs {list(outputs[0].shape)}, but there are {classes} labels.")
    if output != "auto":
        return output == "probabilities"
    found = all(each.min() >= 0 and abs(each.sum() - 1) < 1e-3 for each in outputs)
    if found:
        print("The network returns probabilities; the service gets their logarithms. (--output logits prevents that.)")
    return found


def _compare(source: Source, imported, probabilities: bool) -> float:
    """Compares the logits of both networks, and returns their largest difference for noise that is not resized.

    Noise of other sizes is compared with a larger tolerance.
    """
    preprocessing = source.preprocessing
    short = preprocessing.short_side
    own = (short, short) if short else (preprocessing.height, preprocessing.width)
    generator = np.random.default_rng(2)
    strict = 0.0
    for height, width in (own, (2 * own[0] + 3, 3 * own[1] + 1), own):
        pixels = generator.integers(256, size=(height, width, 3), dtype=np.uint8)
        expected = _run(source, preprocessing.input_of(Image.fromarray(pixels)))
        if probabilities:
            expected = np.log(np.maximum(expected, 1e-12))
        difference = float(np.abs(imported(pixels) - expected).max())
        exact = (height, width) == own
        # Resizes of different libraries may differ by one level in 256.
        allowed = 1e-4 * (1 + np.abs(expected).max()) if exact else 0.02 * (1 + np.ptp(expected))
        if not difference <= allowed:
            raise UnusableError(
                f"The imported network's logits differ from the source's by {difference:.3g} for {height} x {width} "
                f"pixels; allowed is {allowed:.3g}."
            )
        strict = max(strict, difference if exact else 0.0)
    return strict


def _run(source: Source, picture: np.ndarray) -> np.ndarray:
    try:
        return source.run(picture).reshape(-1)
    # Only a network that gets pictures of other sizes than the stated one fails here.
    except RuntimeError as error:
        raise UnusableError(f"The network does not resize a picture of {picture.shape[2:]} itself: {error}") from error


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(number) for number in text.split(","))


def _size(text: str) -> tuple[int, int]:
    height, _, width = text.partition("x")
    return int(height), int(width or height)


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, prog="make import")
    parser.add_argument("--model", required=True, help="the name of the model (MODEL)")
    parser.add_argument("--from", dest="source", required=True, help="file.pt, file.onnx, timm:NAME, torchvision:NAME")
    parser.add_argument("--labels", type=_path, help="a class in each line: label, group, name, other names (LABELS)")
    parser.add_argument("--models", type=Path, default=Path("function/model"), help="the folder of the models (MODELS)")
    parser.add_argument("--subject", default="animal", help="what the model recognises, for verdicts (SUBJECT)")
    parser.add_argument("--classes", default="all", help="the subject's classes: all, grouped, or indices like 0-7,9")
    parser.add_argument("--version", default="1.0.0", help="the semantic version of the model")
    parser.add_argument("--licence", help="the SPDX identifier of the licence")
    parser.add_argument("--weights", default="pretrained", help="for timm and torchvision: a file, or pretrained")
    parser.add_argument("--size", type=_size, help="the size of the input, as 224 or HEIGHTxWIDTH")
    parser.add_argument("--normalisation", choices=["imagenet", "half", "unit"], help="known values of mean and std")
    parser.add_argument("--mean", type=_numbers, help="mean of the channels, from 0 to 1: 0.5,0.5,0.5")
    parser.add_argument("--std", type=_numbers, help="standard deviation of the channels: 0.5,0.5,0.5")
    parser.add_argument("--filter", default="bilinear", help="bilinear, bicubic, or own: the network resizes")
    parser.add_argument("--short-side", type=int, help="resize the short side to this and cut out the middle")
    parser.add_argument("--channels", default="RGB", help="the order of the channels: RGB or BGR")
    parser.add_argument("--output", choices=["auto", "logits", "probabilities"], default="auto", help="what it returns")
    parser.add_argument("--replace", action="store_true", help="replace the model if it exists")
    return parser.parse_args(arguments)


def _path(text: str) -> Path | None:
    return Path(text) if text else None


if __name__ == "__main__":
    sys.exit(main())
