'use strict';
// Shows one photo: the picture, the progress, the failure or the answer.

let previewed = null; // the file that the preview shows
let slow = 0;         // the timer that explains a long wait

function render() {
  const { state = '', failure = null, answer = null } = shown ?? {};
  const busy = state === 'waiting' || state === 'sending';
  preview();
  $('trouble').hidden = !failure;
  $('error').textContent = failure?.message ?? '';
  $('retry').hidden = !failure?.again;
  say(busy ? 'Looking at your photo …' : '');
  clearTimeout(slow);
  if (busy) slow = setTimeout(() => say('Still looking. A service that nobody used for a while first has to start.'), 4000);
  $('answer').hidden = !answer;
  if (answer) renderAnswer(answer);
  renderFeedback();
  renderHeat();
  renderCode();
}

// Screen readers announce a text only in an element that existed before, so they have an element of their own.
function say(progress) {
  $('progress').textContent = $('spoken').textContent = progress;
}

function preview() {
  const file = shown?.file ?? null;
  if (file === previewed) return;
  previewed = file;
  URL.revokeObjectURL($('preview').src);
  filled(false);
  if (!file) return;
  $('preview').alt = shown.example ? `Example photo, ${shown.name}` : `Your photo, ${shown.name}`;
  $('preview').src = URL.createObjectURL(file);
  $('credit').hidden = !shown.example;
  if (shown.example) Object.assign($('author'), { href: shown.example.source, textContent: shown.example.author });
}

function filled(isFilled) {
  $('stage').hidden = $('again').hidden = !isFilled;
  $('invitation').hidden = isFilled;
  $('drop').classList.toggle('filled', isFilled);
  if (!isFilled) $('credit').hidden = true;
}

function renderAnswer({ verdict, model, top, askForFeedback }) {
  const { title, share, note, guesses, question } = meaning({ verdict, top, askForFeedback });
  const number = Object.assign(document.createElement('b'), { textContent: share === null ? '' : percent(share) });
  $('verdict').replaceChildren(title, ...(share === null ? [] : [' — ', number]));
  $('note').textContent = note;
  $('bars').replaceChildren(...guesses.map(bar));
  $('facts').textContent = `Model ${model.name} ${model.version} · answered in ${Math.round(shown.milliseconds)}\u00a0ms`
    + (shown.sent.size < shown.file.size ? ` · reduced to ${size(shown.sent.size)}` : '');
  $('answer').classList.toggle('sure', guesses === top);
  const heading = share === null ? title : `${title}, ${percent(share)}`;
  $('spoken').textContent = [heading, note, askForFeedback && please(question)].filter(Boolean).join('. ');
}

function bar({ name, group, confidence }, i) {
  const item = $('bar').content.cloneNode(true);
  const texts = { name: capital(name), group, percent: percent(confidence) };
  for (const [part, text] of Object.entries(texts)) item.querySelector(`.${part}`).textContent = text;
  item.querySelector('.name').id = `name-${i}`;
  item.querySelector('meter').value = confidence;
  item.querySelector('meter').setAttribute('aria-labelledby', `name-${i}`);
  return item;
}
