'use strict';
// Lists the photos of this visit, in memory only, and writes them as CSV.

const COLUMNS = ['file', 'verdict', 'label', 'name', 'group', 'confidence', 'feedback', 'problem', 'model', 'id'];

function outcome({ state, answer, failure }) {
  if (failure) return { short: 'Not classified', share: null };
  return answer ? meaning(answer) : { short: state === 'waiting' ? 'Waiting' : 'Looking …', share: null };
}

function renderVisit() {
  const done = photos.filter(({ answer, failure }) => answer || failure).length;
  $('visit').hidden = photos.length < 2;
  $('done').textContent = (done < photos.length ? `${done} of ${photos.length} done` : `${photos.length} photos`)
    + (ignored ? `; ${ignored} more were left out, because ${MOST_AT_ONCE} at once are the limit` : '');
  $('csv').disabled = done < photos.length;
  $('rows').replaceChildren(...photos.map(row));
  photos.forEach(renderCard);
}

function renderCard(photo) {
  photo.card ??= newCard(photo);
  if (!photo.card.isConnected) $('gallery').append(photo.card);
  const { short, share } = outcome(photo);
  const image = photo.card.querySelector('img');
  if (photo.thumbnail && !photo.thumbnailAddress) image.src = photo.thumbnailAddress = URL.createObjectURL(photo.thumbnail);
  photo.card.querySelector('.result').textContent = share === null ? short : `${short} ${percent(share)}`;
  photo.card.querySelector('.request').hidden = !isAsked(photo);
  photo.card.classList.toggle('failed', Boolean(photo.failure));
  photo.card.firstElementChild.setAttribute('aria-current', String(photo === shown));
}

function newCard(photo) {
  const card = $('card').content.cloneNode(true).firstElementChild;
  card.querySelector('.file').textContent = photo.name;
  card.firstElementChild.onclick = () => {
    show(photo);
    $('work').scrollIntoView({ block: 'nearest' });
  };
  return card;
}

function row(photo) {
  const { short, share } = outcome(photo);
  const line = document.createElement('tr');
  const group = photo.answer && share !== null ? photo.answer.top[0].group : '';
  const [first, ...others] = [photo.name, short, share === null ? '' : percent(share), group, photo.feedback ?? ''];
  line.append(Object.assign(document.createElement('th'), { scope: 'row', textContent: first }),
    ...others.map((text) => Object.assign(document.createElement('td'), { textContent: text })));
  return line;
}

// RFC 4180. A spreadsheet would run a text that starts like a formula, so such texts get an apostrophe.
function csv() {
  const cell = (value) => `"${String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  const lines = photos.map(({ name, answer, failure, feedback }) => {
    const best = isAbsent(answer?.verdict) ? {} : answer?.top[0] ?? {};
    return [name, answer?.verdict, best.label, best.name, best.group, best.confidence?.toFixed(4), feedback, failure?.message,
      answer && `${answer.model.name} ${answer.model.version}`, answer?.id];
  });
  return [COLUMNS, ...lines].map((line) => line.map(cell).join(',') + '\r\n').join('');
}

$('csv').onclick = () => {
  // Excel takes a file for UTF-8 only with a byte order mark.
  const address = URL.createObjectURL(new Blob(['\ufeff', csv()], { type: 'text/csv' }));
  Object.assign(document.createElement('a'), { href: address, download: 'animals.csv' }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
$('clear').onclick = () => {
  for (const { card, thumbnailAddress } of photos.splice(0)) {
    card?.remove();
    URL.revokeObjectURL(thumbnailAddress);
  }
  show(null);
  $('file').focus();
};
