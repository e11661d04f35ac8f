"""Compares the service's decoders with Pillow: python decode.py OUT JAVA [ARGUMENT...].

OUT gets JPEG, PNG and WebP files of two photos. JAVA and its arguments start dev.animals.benchmark.DecodeTimes. The
table shows the processor time in milliseconds from the bytes of a file to pixels of the network's size. Pillow reduces
JPEG files while it decodes them (Image.draft) and resizes with its bicubic filter. The service resizes with libtorch in
the network's file, so libtorch's time for that is added to the decoder's.
"""

import io
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image

PHOTOS = Path(__file__).parent.parent / "photos"
SIDE = 224
ROUNDS = 3
REPETITIONS = 7


def main(out: Path, command: list[str]) -> None:
    os.sched_setaffinity(0, {0})
    torch.set_num_threads(1)
    files = write_files(out)
    service: dict[Path, list[float]] = {file: [] for file in files}
    pillow: dict[Path, list[float]] = {file: [] for file in files}
    for _ in range(ROUNDS):
        lines = subprocess.run([*command, *map(str, files)], stdout=subprocess.PIPE, text=True, check=True).stdout
        for file, line in zip(files, lines.strip().splitlines()[-len(files) :], strict=True):
            width, height, milliseconds = line.split()
            service[file].append(float(milliseconds) + resize_time(int(width), int(height)))
        for file in files:
            content = file.read_bytes()
            pillow[file].append(median_time(lambda content=content: with_pillow(content)))
    print("| file | megapixels | kB | service ms | Pillow ms | service / Pillow |")
    print("|---|---|---|---|---|---|")
    for file in files:
        with Image.open(file) as image:
            megapixels = image.width * image.height / 1e6
        ours, theirs = statistics.median(service[file]), statistics.median(pillow[file])
        kilobytes = file.stat().st_size / 1000
        print(f"| {file.name} | {megapixels:.1f} | {kilobytes:.0f} | {ours:.1f} | {theirs:.1f} | {ours / theirs:.2f} |")


def write_files(out: Path) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for name in ("koala", "large"):
        shutil.copyfile(PHOTOS / f"{name}.jpg", out / f"{name}.jpg")
        with Image.open(PHOTOS / f"{name}.jpg") as photo:
            image = photo.convert("RGB")
        # Adds noise, which real photos of this size have. The repository's large photo was only enlarged.
        noise = np.random.default_rng(1).normal(0, 3, (image.height, image.width, 3))
        noisy = Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))
        transparent = image.copy()
        transparent.putalpha(Image.linear_gradient("L").resize(image.size))
        image.save(out / f"{name}.png")
        noisy.save(out / f"{name}-noisy.png")
        transparent.save(out / f"{name}-alpha.png")
        image.save(out / f"{name}.webp")
        noisy.save(out / f"{name}-noisy.webp")
        image.save(out / f"{name}-lossless.webp", lossless=True, method=1)
        kinds = (".jpg", ".png", "-noisy.png", "-alpha.png", ".webp", "-noisy.webp", "-lossless.webp")
        files += [out / f"{name}{kind}" for kind in kinds]
    return files


def with_pillow(content: bytes) -> None:
    image = Image.open(io.BytesIO(content))
    if image.format == "JPEG":
        image.draft("RGB", (SIDE, SIDE))
    image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BICUBIC)


def resize_time(width: int, height: int) -> float:
    pixels = torch.zeros(1, height, width, 3, dtype=torch.uint8).permute(0, 3, 1, 2)
    return median_time(lambda: torch.ops.aten._upsample_bicubic2d_aa(pixels, [SIDE, SIDE], False))


def median_time(task) -> float:
    task()
    times = []
    for _ in range(REPETITIONS):
        start = time.process_time()
        task()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
