'use strict';
// Draws over the photo which of its parts led to the answer (POST /explain).

let explains = true; // false once the service has said that it cannot explain its answers

function renderHeat() {
  const possible = explains && shown?.answer && !isAbsent(shown.answer.verdict);
  const visible = Boolean(possible && shown.showsHeat && shown.heat);
  $('heat').hidden = !possible;
  $('heat').setAttribute('aria-pressed', String(visible));
  $('map').hidden = !visible;
  $('stage').classList.toggle('heated', visible);
  $('heat-note').textContent = visible ? `The warmer a place is, the more it speaks for “${shown.heat.name}”.` : '';
  if (visible) drawHeat(shown.heat);
}

function drawHeat({ rows, columns, values }) {
  const small = canvasOf(columns, rows);
  const pixels = new ImageData(columns, rows);
  values.forEach((value, i) => pixels.data.set([255, 220 - 180 * value, 60 - 40 * value, 165 * value], 4 * i));
  small.getContext('2d').putImageData(pixels, 0, 0);
  const { naturalWidth, naturalHeight } = $('preview');
  const scale = Math.min(1, LONGEST_SIDE / Math.max(naturalWidth, naturalHeight));
  // The canvas has the shape of the photo, so both fill the stage in the same way.
  Object.assign($('map'), { width: naturalWidth * scale, height: naturalHeight * scale });
  const context = $('map').getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, $('map').width, $('map').height);
}

$('heat').onclick = async () => {
  const photo = shown;
  photo.showsHeat = !photo.showsHeat;
  try {
    if (photo.showsHeat) photo.heat ??= await json('explain', { method: 'POST', body: photo.sent, headers: { Accept: 'application/json' } });
    if (photo === shown) renderHeat();
  } catch (failure) {
    photo.showsHeat = false;
    explains = failure.again;
    if (photo !== shown) return;
    renderHeat();
    $('heat-note').textContent = failure.again ? failure.message : PROBLEMS['not-explainable'];
  }
};
