'use strict';
// Reads the photos that a person chose, and reduces them before they are sent.

// The networks look at 224 or 260 pixels a side, so larger photos only take longer to send.
const LONGEST_SIDE = 800;
const SHORTEST_SIDE = 260;
const SMALL_FILE = 300_000;
const THUMBNAIL = 192;

// The first bytes of the formats. The service reads the first five.
const FORMATS = {
  JPEG: /^\xff\xd8\xff/, PNG: /^\x89PNG/, WebP: /^RIFF.{4}WEBP/s, GIF: /^GIF8/, BMP: /^BM/,
  HEIC: /^.{4}ftyp(hei|hev|mif|msf)/s, AVIF: /^.{4}ftypavi/s, TIFF: /^(II\*\0|MM\0\*)/, video: /^(.{4}ftyp|\x1aE\xdf\xa3)/s
};
const READABLE = ['JPEG', 'PNG', 'WebP', 'GIF', 'BMP'];

async function formatOf(file) {
  const start = await file.slice(0, 16).arrayBuffer().catch(() => {
    throw new Failure('This file cannot be read. If it is a folder, choose the photos in it.');
  });
  const text = String.fromCharCode(...new Uint8Array(start));
  return Object.keys(FORMATS).find((format) => FORMATS[format].test(text)) ?? '';
}

// Returns the bytes to send for a file, a thumbnail if the browser can draw one, and the format of the file.
async function prepare(file) {
  if (!file.size) throw new Failure(PROBLEMS.empty);
  const format = await formatOf(file);
  const picture = await decode(file);
  if (!picture) {
    if (!READABLE.includes(format)) throw new Failure(UNREADABLE[format] ?? NOT_A_PHOTO);
    return { format, sent: within(file), thumbnail: null };
  }
  const { naturalWidth: width, naturalHeight: height } = picture;
  const scale = Math.min(1, Math.max(LONGEST_SIDE / Math.max(width, height), SHORTEST_SIDE / Math.min(width, height)));
  const unchanged = READABLE.includes(format) && (scale === 1 && file.size <= SMALL_FILE || !canDraw());
  const sent = unchanged ? file : await draw(picture, scale, .85);
  const thumbnail = await draw(picture, Math.min(1, THUMBNAIL / Math.min(width, height)), .8);
  URL.revokeObjectURL(picture.src);
  return { format, sent: within(sent), thumbnail };
}

// An image is upright in every browser. Bitmaps follow the EXIF orientation only in some.
async function decode(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  const isDecoded = await image.decode().then(() => image.naturalWidth > 0, () => false);
  if (isDecoded) return image;
  URL.revokeObjectURL(image.src);
  return null;
}

function within(blob) {
  if (blob.size <= LARGEST_FILE) return blob;
  throw new Failure(`This file has ${(blob.size / 1024 / 1024).toFixed(1)} MiB, but the limit is 16 MiB. Choose a smaller photo.`);
}

function canvasOf(width, height) {
  return Object.assign(document.createElement('canvas'), { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) });
}

// Draws on white, as the service does.
function draw(picture, scale, quality) {
  const canvas = canvasOf(picture.naturalWidth * scale, picture.naturalHeight * scale);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}

// Browsers that protect against fingerprinting may return noise instead of what was drawn.
function canDraw() {
  const context = canvasOf(8, 8).getContext('2d');
  context.fillStyle = '#3c78b4';
  context.fillRect(0, 0, 8, 8);
  return context.getImageData(0, 0, 8, 8).data.every((value, i) => Math.abs(value - [60, 120, 180, 255][i % 4]) < 5);
}
