'use strict';
// Takes photos from the person and has them classified, two at a time.

const MOST_AT_ONCE = 100;
const PARALLEL = 2;
const queue = [];
let running = 0;
let ignored = 0; // how many of the files that were chosen last were too many

function show(photo) {
  shown = photo;
  render();
  renderVisit();
}

function update(photo, change = {}) {
  Object.assign(photo, change);
  if (photo === shown) render();
  renderVisit();
}

function add(files, details = {}) {
  const added = [...files].slice(0, MOST_AT_ONCE).map((file) => ({ file, name: file.name || 'photo', state: 'waiting', ...details }));
  if (!added.length) return;
  photos.push(...added);
  ignored = files.length - added.length;
  show(added[0]);
  enqueue(added);
}

function enqueue(more) {
  queue.push(...more);
  while (running < PARALLEL && queue.length) {
    running++;
    work().finally(() => running--);
  }
}

async function work() {
  for (let photo = queue.shift(); photo; photo = queue.shift()) {
    if (photos.includes(photo)) await classifyPhoto(photo);
  }
}

async function classifyPhoto(photo) {
  update(photo, { state: 'sending', failure: null });
  const start = performance.now();
  try {
    if (!photo.sent) update(photo, await prepare(photo.file));
    // Nobody is asked about example photos, because the fair sample is for people's own photos.
    const answer = await classify(photo.sent, !photo.example);
    update(photo, { state: 'done', answer, milliseconds: performance.now() - start });
    if (photo === shown) $('result').scrollIntoView({ block: 'nearest' });
  } catch (failure) {
    update(photo, { state: 'failed', failure: failure instanceof Failure ? failure : new Failure(FAULT, { again: true }) });
  }
}

function trouble(sentence) {
  show(null);
  $('trouble').hidden = false;
  $('error').textContent = sentence;
}

// Adds pasted or dropped files. For a link, the page says to save the photo first, because it loads nothing from other
// hosts.
function take(transfer) {
  if (transfer.files.length) return add(transfer.files);
  const text = transfer.getData('text/uri-list') || transfer.getData('text/plain');
  trouble(/^\s*(https?:|data:|www\.)/i.test(text) ? LINK : NO_FILE);
}

for (const id of ['file', 'camera']) {
  $(id).onchange = () => {
    add($(id).files);
    $(id).value = ''; // allows choosing the same file again
  };
}
$('preview').onload = () => {
  filled(true);
  renderHeat();
};
$('retry').onclick = () => {
  const failed = photos.filter(({ failure }) => failure?.again);
  failed.forEach((photo) => update(photo, { state: 'waiting', failure: null }));
  $('file').focus();
  enqueue(failed);
};
document.querySelector('.examples').onclick = async ({ target }) => {
  const button = target.closest('button');
  if (!button) return;
  const { photo: name, author, source } = button.dataset;
  const known = photos.find(({ example }) => example?.source === source);
  if (known) return show(known);
  try {
    const blob = await (await call(`examples/${name}.jpg`)).blob();
    add([new File([blob], `${name}.jpg`, { type: blob.type })], { example: { author, source } });
  } catch (failure) {
    trouble(failure.message);
  }
};
addEventListener('paste', (event) => {
  if (event.target.closest?.('#label')) return;
  take(event.clipboardData);
});
addEventListener('dragover', (event) => {
  event.preventDefault();
  $('drop').classList.add('over');
});
addEventListener('dragleave', (event) => event.relatedTarget || $('drop').classList.remove('over'));
addEventListener('drop', (event) => {
  event.preventDefault();
  $('drop').classList.remove('over');
  take(event.dataTransfer);
});
