"""Writes unusual but complete image files, which browsers show, and their pixels as Pillow reads them.

    python unusual.py PHOTO OUT_DIR

PHOTO is any photo. OUT_DIR gets the files, their pixels as PNG, and files.tsv, which names the pixels of each file.
OUT_DIR/usual gets the same for usual WebP and PNG files, from which the native decoders must read equal pixels.
Pillow reads most of the files themselves. Where it cannot, the pixels are those of the usual file with the same
content.
"""

import argparse
import io
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageFile

# Like browsers, read files without their last bytes.
ImageFile.LOAD_TRUNCATED_IMAGES = True

SIZE = (35, 27)
"""The size of the JPEG images, whose sides are no multiples of a block."""

SMALL = (17, 16)

CODED = (0, *range(0xD0, 0xD8))
"""What may follow 0xFF in coded data: 0 or the second byte of a marker for a restart."""


class Writer:
    """Writes files and remembers which pixels they have."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.out.mkdir(parents=True, exist_ok=True)
        self.rows = ["# file\tpixels"]

    def pixels(self, name: str, image: Image.Image) -> str:
        """Writes the pixels of an image as a viewer with a white background shows them."""
        rgba = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        Image.alpha_composite(white, rgba).convert("RGB").save(self.out / f"{name}.png", optimize=True)
        return f"{name}.png"

    def file(self, name: str, content: bytes, pixels: str, readable: bool = True) -> None:
        (self.out / name).write_bytes(content)
        self.rows.append(f"{name}\t{pixels}")
        if readable:
            with Image.open(io.BytesIO(content)) as image, Image.open(self.out / pixels) as expected:
                white = Image.new("RGBA", image.size, "white")
                shown = Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")
                assert shown.tobytes() == expected.tobytes(), f"Pillow reads other pixels from {name}"

    def finish(self) -> None:
        (self.out / "files.tsv").write_text("\n".join(self.rows) + "\n", encoding="utf-8")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def segments(jpeg: bytes) -> list[tuple[int, bytes]]:
    """The marker and the bytes of each segment; coded data belong to their scan."""
    found, position = [], 2
    while jpeg[position + 1] != 0xD9:
        start, marker = position, jpeg[position + 1]
        position += 2 + struct.unpack_from(">H", jpeg, position + 2)[0]
        while marker == 0xDA and not (jpeg[position] == 0xFF and jpeg[position + 1] not in CODED):
            position += 1
        found.append((marker, jpeg[start:position]))
    return found


def write_jpegs(write: Writer, photo: Image.Image) -> None:
    usual = saved(photo, "JPEG", quality=70, subsampling="4:2:0")
    progressive = saved(photo, "JPEG", quality=70, subsampling="4:2:0", progressive=True)
    pixels = write.pixels("jpeg", opened(usual))
    parts = segments(usual)
    start, end = b"\xff\xd8", b"\xff\xd9"
    app0 = parts[0][1]
    rest = b"".join(part for _, part in parts[1:])
    scan = parts[-1][1]
    header = 2 + struct.unpack_from(">H", scan, 2)[0]
    frame = next(part for marker, part in parts if marker == 0xC0)

    no_coefficients = scan[: header - 3] + b"\0\0\0" + scan[header:]
    write.file("scan-of-no-coefficients.jpg", usual.replace(scan, no_coefficients), pixels)
    write.file("jfif-2.01.jpg", usual.replace(b"JFIF\0\1", b"JFIF\0\2"), pixels)
    write.file("jfif-0.00.jpg", usual.replace(b"JFIF\0\1\1", b"JFIF\0\0\0"), pixels)
    adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\3")
    write.file("adobe-transform-3.jpg", start + adobe + rest + end, pixels)
    write.file("no-end.jpg", usual[:-2], pixels)
    write.file(
        "bytes-between-segments.jpg", start + app0 + b"\0garbage\0" + rest[: -len(scan)] + b"\1\2" + scan + end, pixels
    )
    write.file("padding.jpg", usual[:-2] + bytes(300) + end, pixels)
    lines = usual.replace(frame, frame[:5] + b"\0\0" + frame[7:])[:-2]
    write.file("height-after-scan.jpg", lines + segment(0xDC, struct.pack(">H", SIZE[1])) + end, pixels, readable=False)
    tables = b"".join(part for marker, part in parts if marker == 0xC4)
    without = b"".join(part for marker, part in parts[1:] if marker != 0xC4)
    assert tables
    write.file("motion-jpeg.jpg", start + segment(0xE0, b"AVI1\0\0\0\0\0\0\0\0\0\0") + without + end, pixels)
    damaged = segment(0xE1, b"Exif\0\0MM\0\7\xff\xff\xff\xff") + segment(0xE2, b"ICC_PROFILE\0\5\1no profile")
    write.file("damaged-applications.jpg", start + app0 + damaged + segment(0xEE, b"Adobe") + rest + end, pixels, False)
    last = segments(progressive)[-1][1]
    padded = b"".join(part + b"padding" * (marker == 0xDA) for marker, part in segments(progressive)[:13])
    padded += b"".join(part for _, part in segments(progressive)[13:])
    write.file("padding-after-scans.jpg", start + padded + end, pixels, readable=False)
    write.file("repeated-scan.jpg", progressive[:-2] + last + end, pixels, readable=False)
    write.file("followed-by-data.jpg", progressive + b"\xff\xda" * 200, pixels)

    turned = write.pixels("turned", opened(usual).transpose(Image.Transpose.ROTATE_270))
    # A long instead of a short integer. The order of the bytes shows a reader that ignores the type.
    tiff = b"MM\0*" + struct.pack(">LHHHLLL", 8, 1, 0x0112, 4, 1, 6, 0)
    write.file("long-orientation.jpg", start + segment(0xE1, b"Exif\0\0" + tiff) + rest + end, turned, readable=False)


def chunk(name: bytes, data: bytes, damage: int = 0) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data) ^ damage)


def with_chunks(png: bytes, chunks: bytes) -> bytes:
    """Inserts chunks after the header."""
    return png[:33] + chunks + png[33:]


def write_pngs(write: Writer, photo: Image.Image) -> None:
    alpha = Image.linear_gradient("L").resize(photo.size)
    rgba = photo.copy()
    rgba.putalpha(alpha)
    grey = Image.merge("LA", (photo.convert("L"), alpha))
    for name, image in (("rgba", rgba), ("grey-alpha", grey)):
        png = saved(image, "PNG", optimize=True)
        pixels = write.pixels(name, opened(png))
        write.file(f"{name}-with-transparency.png", with_chunks(png, chunk(b"tRNS", b"\0\1\0\2\0\3")), pixels, False)
    usual = saved(photo, "PNG", optimize=True)
    pixels = write.pixels("png", opened(usual))
    damaged = chunk(b"tEXt", b"Title\0A koala", damage=1) + chunk(b"gAMA", b"\0", damage=1)
    damaged += chunk(b"iCCP", b"profile\0\0no profile") + chunk(b"zTXt", b"text without an end")
    damaged += chunk(b"pHYs", b"\1") + chunk(b"sBIT", b"\x09\x09\x09\x09") + chunk(b"cHRM", b"")
    write.file("damaged-chunks.png", with_chunks(usual, damaged), pixels, False)
    write.file("no-end.png", usual[:-12], pixels)
    write.file("no-checksum.png", usual[:-14], pixels, False)
    colour = photo.getpixel((0, 0))
    write_transparent(write, "rgb-one-transparent", photo, transparency=colour)
    grey = photo.convert("L")
    write_transparent(write, "grey-one-transparent", grey, transparency=grey.getpixel((0, 0)))
    write_shades(write)
    few = photo.quantize(16)
    write_transparent(write, "palette-transparent", few, transparency=bytes((0, 128, 64)))
    long = saved(few, "PNG", optimize=True, bits=4)
    at = long.index(b"IDAT") - 4
    long = long[:at] + chunk(b"tRNS", bytes((0, 128, 64)) + b"\xff" * 60) + long[at:]
    write.file("palette-with-long-transparency.png", long, "palette-transparent.png", False)


def write_shades(write: Writer) -> None:
    """Writes columns of four shades of grey, of which one is transparent."""
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">LLBBBBB", 16, 16, 2, 0, 0, 0, 0))
    png += chunk(b"tRNS", b"\0\2") + chunk(b"IDAT", zlib.compress(b"\0\x1b\x1b\x1b\x1b" * 16)) + chunk(b"IEND", b"")
    columns = Image.new("L", (16, 16))
    columns.putdata([(0, 85, 255, 255)[i % 4] for i in range(256)])
    write.file("four-shades-one-transparent.png", png, write.pixels("four-shades", columns), readable=False)


def write_transparent(write: Writer, name: str, image: Image.Image, transparency: object) -> None:
    png = saved(image, "PNG", optimize=True, transparency=transparency)
    write.file(f"{name}-file.png", png, write.pixels(name, opened(png)))


def write_gifs(write: Writer, photo: Image.Image) -> None:
    few = photo.quantize(32)
    usual = saved(few, "GIF", optimize=False, interlace=0)
    pixels = write.pixels("gif", opened(usual))
    interlaced = saved(few, "GIF", optimize=False, interlace=1)
    write.file("interlaced.gif", interlaced, pixels)
    write.file("no-end.gif", usual[:-1], pixels)
    write.file("no-end-of-data.gif", usual[:-2], pixels)
    descriptor = usual.index(b"\x2c" + bytes(4) + struct.pack("<HH", *photo.size))
    frame = usual[descriptor:-1]
    write.file("second-frame-cut.gif", usual[:-1] + frame[: len(frame) // 2], pixels)
    # The frame's own transparent colour also fills the canvas around it in Pillow.
    control = b"\x21\xf9\x04\1\0\0\x1f\0"
    for name, canvas, offset in (("frame-in-canvas", (40, 30), (9, 5)), ("frame-outside-canvas", (20, 16), (3, 2))):
        place = frame[:1] + struct.pack("<HH", *offset) + frame[5:]
        gif = usual[:6] + struct.pack("<HH", *canvas) + usual[10:13] + usual[13 : 13 + 96] + control + place + b"\x3b"
        write.file(f"{name}.gif", gif, write.pixels(name, opened(gif)))


def bitmap(header: bytes, pixels: bytes, after_header: bytes = b"") -> bytes:
    offset = 14 + len(header) + len(after_header)
    return struct.pack("<2sLLL", b"BM", offset + len(pixels), 0, offset) + header + after_header + pixels


def rows(image: Image.Image, mode: str) -> bytes:
    """Rows from bottom to top, each padded to four bytes."""
    data = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes("raw", mode)
    length = len(data) // image.height
    return b"".join(data[i : i + length] + bytes(-length % 4) for i in range(0, len(data), length))


def run_pixels(image: Image.Image) -> list[tuple[int, int]]:
    """The index and the column of each pixel, in rows from bottom to top."""
    places = [(x, y) for y in reversed(range(image.height)) for x in range(image.width)]
    return [(image.getpixel(place), place[0]) for place in places]


def high_colour_rows(image: Image.Image) -> bytes:
    """Rows from bottom to top with 5 bits of red, 6 of green and 5 of blue in a pixel."""
    packed = b""
    for y in reversed(range(image.height)):
        colours = [image.getpixel((x, y)) for x in range(image.width)]
        row = b"".join(struct.pack("<H", red >> 3 << 11 | green >> 2 << 5 | blue >> 3) for red, green, blue in colours)
        packed += row + bytes(-len(row) % 4)
    return packed


def write_bitmaps(write: Writer, photo: Image.Image) -> None:
    width, height = photo.size
    pixels = write.pixels("bmp", photo)
    bgr = rows(photo, "BGR")
    core = struct.pack("<LHHHH", 12, width, height, 1, 24)
    write.file("os2-1.bmp", bitmap(core, bgr), pixels)
    for size in (16, 24, 64):
        header = struct.pack("<LLLHH", size, width, height, 1, 24) + bytes(size - 16)
        write.file(f"os2-2-{size}.bmp", bitmap(header, bgr), pixels, readable=size == 64)
    few = photo.quantize(16)
    few_pixels = write.pixels("bmp-palette", few)
    palette = few.getpalette("BGR")
    long_palette = few.getpalette("BGRX")
    indices = rows(few, "P")
    core = struct.pack("<LHHHH", 12, width, height, 1, 8)
    write.file("os2-1-palette.bmp", bitmap(core, indices, bytes(palette)), few_pixels)
    header = struct.pack("<LLLHHLLLLLL", 64, width, height, 1, 8, 0, 0, 0, 0, 16, 0) + bytes(24)
    write.file("os2-2-palette.bmp", bitmap(header, indices, bytes(long_palette)), few_pixels)

    runs = b"".join(bytes((1, index)) if x < width - 1 else bytes((1, index, 0, 0)) for index, x in run_pixels(few))
    for size in (40, 64):
        header = struct.pack("<LLLHHLLLLLL", size, width, height, 1, 8, 1, 0, 0, 0, 16, 0).ljust(size, b"\0")
        write.file(f"runs-{size}.bmp", bitmap(header, runs + b"\0\1", bytes(long_palette)), few_pixels)

    alpha = Image.linear_gradient("L").resize(photo.size)
    rgba = photo.copy()
    rgba.putalpha(alpha)
    masks = struct.pack("<LLLL", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    alpha_pixels = write.pixels("bmp-alpha", rgba)
    rgba_zero = photo.copy()
    rgba_zero.putalpha(0)
    for size in (108, 124):
        header = struct.pack("<LLLHHLLLLLL", size, width, height, 1, 32, 3, 0, 0, 0, 0, 0) + masks
        header += b"BGRs" + bytes(size - len(header) - 4)
        write.file(f"version-{size}-alpha.bmp", bitmap(header, rows(rgba, "BGRA")), alpha_pixels)
        write.file(f"version-{size}-no-alpha.bmp", bitmap(header, rows(rgba_zero, "BGRA")), pixels, readable=False)
    for size in (40, 52, 56):
        header = struct.pack("<LLLHHLLLLLL", size, width, height, 1, 32, 3, 0, 0, 0, 0, 0)
        all_masks = header + (masks if size == 56 else masks[:12])
        zero = bitmap(all_masks[:size], rows(rgba_zero, "BGRA"), all_masks[size:])
        write.file(f"bit-fields-{size}.bmp", zero, pixels, readable=False)
    plain = struct.pack("<LLLHHLLLLLL", 40, width, height, 1, 32, 0, 0, 0, 0, 0, 0)
    write.file("unused-alpha.bmp", bitmap(plain, rows(rgba, "BGRA")), pixels)
    sixteen = struct.pack("<LLLHHLLLLLL", 40, width, height, 1, 16, 3, 0, 0, 0, 0, 0)
    high_colours = bitmap(sixteen, high_colour_rows(photo), struct.pack("<LLL", 0xF800, 0x7E0, 0x1F))
    write.file("five-six-five.bmp", high_colours, write.pixels("bmp-565", opened(high_colours)))
    down = struct.pack("<LLlHHLLLLLL", 40, width, -height, 1, 24, 0, 0, 0, 0, 0, 0)
    top_down = bitmap(down, rows(photo.transpose(Image.Transpose.FLIP_TOP_BOTTOM), "BGR"))
    write.file("top-down.bmp", top_down, pixels)


def write_webps(write: Writer, photo: Image.Image) -> None:
    rgba = photo.copy()
    rgba.putalpha(Image.linear_gradient("L").resize(photo.size))
    few = photo.quantize(16).convert("RGB")
    turned = photo.transpose(Image.Transpose.ROTATE_180)
    for name, image, options in (
        ("lossy", photo, {"quality": 70}),
        ("lossy-alpha", rgba, {"quality": 70}),
        ("lossless", photo, {"lossless": True}),
        ("lossless-alpha", rgba, {"lossless": True}),
        # The colours are indices into a palette, and a predictor is applied to the indices.
        ("sixteen-colours", few, {"lossless": True, "quality": 100, "method": 6}),
        ("animated", photo, {"save_all": True, "append_images": [turned], "quality": 70}),
    ):
        webp = saved(image, "WEBP", **options)
        write.file(f"{name}.webp", webp, write.pixels(f"{name}-webp", opened(webp)))


def write_usual_pngs(write: Writer, photo: Image.Image) -> None:
    pixels = write.pixels("png", photo)
    gamma = chunk(b"gAMA", struct.pack(">L", 100000)) + chunk(b"sRGB", b"\0")
    write.file("gamma.png", with_chunks(saved(photo, "PNG"), gamma), pixels)
    write.file("interlaced.png", interlaced(photo), pixels)
    write.file("sixteen-bits.png", sixteen_bits(photo), pixels)
    for name, image in (
        ("palette", photo.quantize(200)),
        ("grey", photo.convert("L")),
        ("black-and-white", photo.convert("1")),
    ):
        write.file(f"{name}-file.png", saved(image, "PNG"), write.pixels(name, image))


PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""The first column, the first row and the distances between columns and rows of each pass of an interlaced PNG."""


def interlaced(image: Image.Image) -> bytes:
    data = b""
    for left, top, across, down in PASSES:
        for y in range(top, image.height, down):
            row = b"".join(bytes(image.getpixel((x, y))) for x in range(left, image.width, across))
            data += b"\0" + row if row else b""
    return png_of(image.size, 8, 1, data)


def sixteen_bits(image: Image.Image) -> bytes:
    """An image whose lower bytes are all 255, which a reader must not round up."""
    lines = image.tobytes()
    length = 3 * image.width
    rows_of_samples = (lines[at : at + length] for at in range(0, len(lines), length))
    data = b"".join(b"\0" + b"".join(bytes((sample, 255)) for sample in row) for row in rows_of_samples)
    return png_of(image.size, 16, 0, data)


def png_of(size: tuple[int, int], bits: int, passes: int, data: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">LLBBBBB", *size, bits, 2, 0, 0, passes))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    arguments = parser.parse_args()
    write = Writer(arguments.out)
    with Image.open(arguments.photo) as opened_photo:
        photo = opened_photo.convert("RGB")
    write_jpegs(write, photo.resize(SIZE))
    small = photo.resize(SMALL)
    write_pngs(write, small)
    write_gifs(write, small)
    write_bitmaps(write, small)
    write.finish()
    usual = Writer(arguments.out / "usual")
    write_webps(usual, photo.resize(SIZE))
    write_usual_pngs(usual, small)
    usual.finish()


if __name__ == "__main__":
    main()
