'use strict';
// Asks whether an answer is right, and helps to find the name of the animal. If the service chose the answer by chance,
// the question is a request.

let lookups = 0;   // the number of searches for names, so that a late answer is ignored
let timer = 0;     // delays a search until the person pauses
let found = [];    // the names that are suggested
let chosen = null; // the suggestion that was chosen last

function renderFeedback() {
  list([]);
  chosen = null;
  $('correction').reset();
  $('correction').hidden = true;
  $('rejected').textContent = '';
  $('instead').replaceChildren();
  $('wrong').setAttribute('aria-expanded', 'false');
  if (!shown?.answer) return;
  const { question, asks } = meaning(shown.answer);
  const asked = isAsked(shown);
  $('feedback').classList.toggle('asked', asked);
  $('why').textContent = asked ? WHY : '';
  $('question').textContent = asked ? please(question) : question;
  $('right').hidden = asks;
  $('wrong').textContent = asks ? 'Yes' : 'Wrong';
  $('no-animal').hidden = isAbsent(shown.answer.verdict);
  $('judge').hidden = Boolean(shown.feedback);
  $('thanks').textContent = shown.feedback ? thanks(shown.feedback) : '';
}

// Returns whether the service chose the answer by chance and still waits for the person's reply.
function isAsked({ answer, feedback }) {
  return Boolean(answer?.askForFeedback && !feedback);
}

function thanks(label) {
  return `Thank you. The service accepted “${label}”, and it counts towards the measured accuracy of the model.`;
}

async function judge(label, name = label) {
  const photo = shown;
  if (photo.judging || photo.feedback) return;
  photo.judging = true;
  $('rejected').textContent = '';
  $('instead').replaceChildren();
  try {
    await call('feedback', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ prediction: photo.answer.prediction, label })
    });
    photo.feedback = name;
    update(photo);
    if (photo === shown) $('thanks').focus();
  } catch (failure) {
    if (photo === shown) reject(failure);
  } finally {
    photo.judging = false;
  }
}

function reject({ message, reason, suggestions = [] }) {
  const known = reason === 'unknown-label';
  const other = known && suggestions[0] === 'none of these';
  $('rejected').textContent = other ? 'This model does not know that {{subject}}. Choose “None of these” to count the answer as wrong.'
    : known && suggestions.length ? 'I do not know this name. Did you mean one of these?' : message;
  $('instead').replaceChildren(...suggestions.map((name) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: capital(name) });
    button.onclick = () => judge(name);
    return button;
  }));
}

async function search() {
  const mine = ++lookups;
  const query = $('label').value.trim();
  const none = { suggestions: [], otherAnimal: null };
  const answer = query ? await json(`labels?limit=8&q=${encodeURIComponent(query)}`).catch(() => none) : none;
  if (mine !== lookups) return;
  const { suggestions, otherAnimal } = answer;
  list(otherAnimal ? [{ name: 'none of these', match: 'none of these', kind: 'none', labels: [] }] : suggestions);
  $('hint').textContent = otherAnimal ? `This model does not know this {{subject}}: ${otherAnimal}.` : '';
  $('count').textContent = found.length ? `${found.length} ${found.length === 1 ? 'name' : 'names'}. Choose with the arrow keys.` : query ? 'No names.' : '';
}

function list(suggestions) {
  clearTimeout(timer);
  lookups++;
  found = suggestions;
  $('hint').textContent = $('count').textContent = '';
  $('names').replaceChildren(...suggestions.map(option));
  $('label').setAttribute('aria-expanded', String(suggestions.length > 0));
  activate(-1);
}

function option(suggestion, i) {
  const { name, match, kind, labels } = suggestion;
  const item = Object.assign(document.createElement('li'), { id: `name-of-${i}`, role: 'option' });
  item.append(name);
  const detail = kind === 'group' ? `${labels.length} kinds` : match === name ? '' : match;
  if (detail) item.append(' ', Object.assign(document.createElement('span'), { className: 'group', textContent: detail }));
  item.onmousedown = (event) => event.preventDefault(); // keeps the focus in the field
  item.onclick = () => choose(suggestion);
  return item;
}

function activate(index) {
  [...$('names').children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
  if (index < 0) return $('label').removeAttribute('aria-activedescendant');
  $('label').setAttribute('aria-activedescendant', `name-of-${index}`);
  $(`name-of-${index}`).scrollIntoView({ block: 'nearest' });
}

function choose(suggestion) {
  chosen = suggestion;
  $('label').value = suggestion.name;
  list([]);
}

$('right').onclick = () => {
  const { verdict, top } = shown.answer;
  if (isAbsent(verdict)) judge('not {{a subject}}');
  else judge(top[0].label, top[0].name);
};
$('no-animal').onclick = () => judge('not {{a subject}}');
$('none').onclick = () => judge('none of these');
$('wrong').onclick = () => {
  const open = $('correction').hidden;
  $('correction').hidden = !open;
  $('wrong').setAttribute('aria-expanded', String(open));
  if (open) $('label').focus();
};
$('label').oninput = () => {
  clearTimeout(timer);
  timer = setTimeout(search, 150);
};
$('label').onblur = () => list([]);
$('label').onkeydown = (event) => {
  const active = found.findIndex((_, i) => $(`name-of-${i}`).ariaSelected === 'true');
  if (event.key === 'Escape') return list([]);
  if (event.key === 'Enter' && active >= 0) {
    event.preventDefault();
    return choose(found[active]);
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  if (found.length) return activate(active < 0 && step < 0 ? found.length - 1 : (active + step + found.length) % found.length);
  if (step > 0) search();
};
$('correction').onsubmit = (event) => {
  event.preventDefault();
  list([]);
  const text = $('label').value.trim();
  judge(chosen?.name === text && chosen.kind === 'class' ? chosen.labels[0] : text, text);
};
