"""Makes the repository's photos, their labels and their reference logits.

    python fixtures.py PHOTOS_DIR OUT_DIR REFERENCE_JSON

PHOTOS_DIR contains the photographs of GCompris's "explore" activities as WebP, which the Debian package
gcompris-qt-data has in its resources. OUT_DIR gets one photo of each kind of file that users may send, so that a
decoder's mistake shows in the logits, and a labels.tsv as docs/reference/photo-folders.md describes it.
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
    """The name of GCompris's photo."""
    labels: str
    """The classes that count as right, separated by commas."""
    author: str
    source: str
    """The file's name on Wikimedia Commons."""
    change: str
    write: Callable[[Image.Image, Path], None]


def jpeg(*size: int, **options: object) -> Callable[[Image.Image, Path], None]:
    """Returns a writer of JPEG. By default the quality is 90, the chroma 4:2:0 and the size unchanged."""

    def write(image: Image.Image, path: Path) -> None:
        resized = image.resize(size, Image.Resampling.BICUBIC) if size else image
        resized.save(path, **{"quality": 90, "subsampling": "4:2:0", **options})

    return write


def grey(image: Image.Image, path: Path) -> None:
    image.convert("L").save(path, quality=90)


def cmyk(image: Image.Image, path: Path) -> None:
    # Like Photoshop, Pillow writes an Adobe segment and stores the four inks inverted.
    image.resize((768, 512), Image.Resampling.BICUBIC).convert("CMYK").save(path, quality=90)


def cut_out(image: Image.Image, path: Path) -> None:
    """Cuts the animal out in a soft-edged ellipse. Transparent pixels are black, as drawing programs leave them."""
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
    """Stores the photo on its side, as a phone does: orientation 6 asks for a quarter turn clockwise."""
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = image.transpose(Image.Transpose.ROTATE_90)
    stored.save(path, quality=90, subsampling="4:2:0", exif=exif)


FIXTURES = (
    Fixture("koala.jpg", "koala", "koala", "BurningWell", "Koala_Perth_Zoo.jpg", "none", jpeg()),
    Fixture(
        "dog.jpg",
        "dog",
        "German shepherd,German short-haired pointer,Doberman,malinois",
        "Hans Kemperman",
        "German-shepherd-4040871920._(2).jpg",
        "none",
        jpeg(),
    ),
    Fixture("panda.jpg", "panda", "giant panda", "Jeff Kubina", "Giant_Panda_2004-03-2.jpg", "reduced", jpeg(900, 599)),
    Fixture(
        "lemur.jpg",
        "lemur",
        "Madagascar cat,indri",
        "Mathias Appel",
        "Lemur_(37122852696).jpg",
        "reduced",
        jpeg(720, 480),
    ),
    Fixture(
        "macaw.jpg",
        "scarlet_macaw",
        "macaw",
        "Dcoetzee",
        "Scarlet_macaw_at_Cougar_Mountain_Zoological_Park.jpg",
        "none",
        jpeg(),
    ),
    Fixture(
        "large.jpg",
        "polar_bear",
        "ice bear",
        "anonymous",
        "Churchill_Wildlife_Management_Area_polar_bear30.JPG",
        "enlarged to 12 megapixels",
        jpeg(4000, 3000, quality=75),
    ),
    Fixture(
        "grey.jpg",
        "hedgehog",
        "porcupine",
        "George Chernilevsky",
        "Erinaceus_roumanicus_2020_G2.jpg",
        "made grey",
        grey,
    ),
    Fixture("cmyk.jpg", "owl", "great grey owl", "Lepale", "Owl_The_Nightbird.jpg", "reduced, CMYK", cmyk),
    Fixture("alpha.png", "sheep", "ram", "Rob Mitchell", "Sheep_(33625876592).jpg", "reduced, cut out", cut_out),
    Fixture("photo.webp", "chicken", "cock,hen", "Tranquilles", "Chickens_at_Tranquilles_B%26B.JPG", "reduced", webp),
    Fixture("orientation-6.jpg", "bison", "bison", "Kurt Kaiser", "American_Bison_9.jpg", "stored on its side", lying),
    Fixture(
        "progressive.jpg",
        "dragon",
        "Komodo dragon",
        "TimVickers",
        "Varanus_komodoensis_(5).jpg",
        "none",
        jpeg(progressive=True),
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path, metavar="PHOTOS_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("reference", type=Path, metavar="REFERENCE_JSON")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for fixture in FIXTURES:
        with Image.open(arguments.photos / f"{fixture.photo}.webp") as opened:
            fixture.write(opened.convert("RGB"), arguments.out / fixture.name)
    (arguments.out / "labels.tsv").write_text(labels_tsv(), encoding="utf-8")
    arguments.reference.write_text(reference(arguments.out), encoding="utf-8")


def labels_tsv() -> str:
    """The table of the photos. Authors, licences and sources come from the README beside the photos in GCompris."""
    rows = ["# file\tright labels\tauthor\tlicence\tsource\tchanges besides the file format"]
    for fixture in sorted(FIXTURES, key=lambda fixture: fixture.name):
        source = COMMONS + fixture.source
        rows.append("\t".join((fixture.name, fixture.labels, fixture.author, LICENCE, source, fixture.change)))
    return "\n".join(rows) + "\n"


def reference(folder: Path) -> str:
    """JSON with the sha256, the upright size and each model's 1,000 reference logits for each file."""
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
