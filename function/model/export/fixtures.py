"""Makes the tests' photos and their reference logits: python fixtures.py PHOTOS_DIR OUT_DIR.

PHOTOS_DIR holds the photographs of GCompris's "explore" activities as webp, as the Debian package gcompris-qt-data has
them. Every kind of file that a sender may upload is there once, so that a decoder's mistake shows in the logits.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import torch
from PIL import Image, ImageDraw, ImageFilter

from network import PUBLISHED
from reference import decode, reference_logits

COMMONS = "https://commons.wikimedia.org/wiki/File:"
LICENCE = "public domain"


@dataclass(frozen=True)
class Fixture:
    name: str
    photo: str
    author: str
    source: str
    """The file's name on Wikimedia Commons."""
    change: str
    write: Callable[[Image.Image, Path], None]


def jpeg(*size: int, **options: object) -> Callable[[Image.Image, Path], None]:
    """A writer of JPEG, quality 90 with 4:2:0 chroma unless told otherwise, at the size given or as it is."""

    def write(image: Image.Image, path: Path) -> None:
        resized = image.resize(size, Image.Resampling.BICUBIC) if size else image
        resized.save(path, **{"quality": 90, "subsampling": "4:2:0", **options})

    return write


def grey(image: Image.Image, path: Path) -> None:
    image.convert("L").save(path, quality=90)


def cmyk(image: Image.Image, path: Path) -> None:
    # Pillow marks the file as Adobe's and stores the four inks inverted, as Photoshop does.
    image.resize((768, 512), Image.Resampling.BICUBIC).convert("CMYK").save(path, quality=90)


def cut_out(image: Image.Image, path: Path) -> None:
    """The animal in a soft-edged ellipse; black under full transparency, as drawing programs leave it."""
    image = image.resize((512, 371), Image.Resampling.BICUBIC)
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).ellipse((90, 20, 420, 350), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(12))
    clear = mask.point(lambda alpha: 255 if alpha == 0 else 0)
    image.paste((0, 0, 0), mask=clear)
    image.putalpha(mask)
    image.save(path, optimize=True)


def webp(image: Image.Image, path: Path) -> None:
    image.resize((800, 534), Image.Resampling.BICUBIC).save(path, quality=80, method=6)


def lying(image: Image.Image, path: Path) -> None:
    """Stored on its side, as a phone held upright does: orientation 6 asks for a quarter turn clockwise."""
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = image.transpose(Image.Transpose.ROTATE_90)
    stored.save(path, quality=90, subsampling="4:2:0", exif=exif)


FIXTURES = (
    Fixture("koala.jpg", "koala", "BurningWell", "Koala_Perth_Zoo.jpg", "none", jpeg()),
    Fixture("dog.jpg", "dog", "Hans Kemperman", "German-shepherd-4040871920._(2).jpg", "none", jpeg()),
    Fixture("panda.jpg", "panda", "Jeff Kubina", "Giant_Panda_2004-03-2.jpg", "reduced", jpeg(900, 599)),
    Fixture("lemur.jpg", "lemur", "Mathias Appel", "Lemur_(37122852696).jpg", "reduced", jpeg(720, 480)),
    Fixture(
        "macaw.jpg", "scarlet_macaw", "Dcoetzee", "Scarlet_macaw_at_Cougar_Mountain_Zoological_Park.jpg", "none", jpeg()
    ),
    Fixture(
        "large.jpg",
        "polar_bear",
        "anonymous",
        "Churchill_Wildlife_Management_Area_polar_bear30.JPG",
        "enlarged to 12 megapixels",
        jpeg(4000, 3000, quality=75),
    ),
    Fixture("grey.jpg", "hedgehog", "George Chernilevsky", "Erinaceus_roumanicus_2020_G2.jpg", "made grey", grey),
    Fixture("cmyk.jpg", "owl", "Lepale", "Owl_The_Nightbird.jpg", "reduced, CMYK", cmyk),
    Fixture("alpha.png", "sheep", "Rob Mitchell", "Sheep_(33625876592).jpg", "reduced, cut out", cut_out),
    Fixture("photo.webp", "chicken", "Tranquilles", "Chickens_at_Tranquilles_B%26B.JPG", "reduced", webp),
    Fixture("orientation-6.jpg", "bison", "Kurt Kaiser", "American_Bison_9.jpg", "stored on its side", lying),
    Fixture("progressive.jpg", "dragon", "TimVickers", "Varanus_komodoensis_(5).jpg", "none", jpeg(progressive=True)),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", type=Path, metavar="PHOTOS_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for fixture in FIXTURES:
        with Image.open(arguments.photos / f"{fixture.photo}.webp") as opened:
            fixture.write(opened.convert("RGB"), arguments.out / fixture.name)
    (arguments.out / "ATTRIBUTION.md").write_text(attribution(), encoding="utf-8")
    (arguments.out / "reference-logits.json").write_text(reference(arguments.out), encoding="utf-8")


def attribution() -> str:
    rows = "".join(
        f"| `{fixture.name}` | {fixture.author} | {LICENCE} | [{fixture.photo}]({COMMONS}{fixture.source}) "
        f"| {fixture.change} |\n"
        for fixture in FIXTURES
    )
    return f"""\
# Photos

Taken from GCompris, which had cropped them to 1,024 pixels, and written anew by `model/export/fixtures.py`.
Author, licence and source are those in GCompris's own `README` beside the photos. (Debian's copyright file for the
package still lists the pictures of earlier releases.)

| file | author | licence | source | changed here, beside the file format |
|---|---|---|---|---|
{rows}"""


def reference(folder: Path) -> str:
    """JSON: for each file its sha256, upright size and the 1,000 reference logits of each model, an array a line."""
    torch.set_grad_enabled(False)
    networks = {published: published.network() for published in PUBLISHED}
    entries = []
    for fixture in FIXTURES:
        path = folder / fixture.name
        image = decode(path)
        lines = [
            f'"sha256": "{sha256(path.read_bytes()).hexdigest()}", "width": {image.width}, "height": {image.height}'
        ]
        for published, network in networks.items():
            logits = [round(logit, 4) for logit in reference_logits(network, image, published.size).tolist()]
            lines.append(f'"{published.name}": {json.dumps(logits, separators=(",", ":"))}')
        entries.append(f'"{fixture.name}": {{\n' + ",\n".join(lines) + "}")
    return "{\n" + ",\n".join(entries) + "\n}\n"


if __name__ == "__main__":
    main()
