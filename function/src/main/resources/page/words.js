'use strict';
// The sentences of the page, about answers and about failures.

const LARGEST_FILE = 16 * 1024 * 1024;
const NOT_A_PHOTO = 'This file is not a photo. Choose a picture, for instance a JPEG or PNG file.';
const OUTDATED = 'This page does not fit the service, perhaps because the service was updated. Reload the page.';
const STARTING = 'The service is starting or busy. Wait a few seconds and try again.';
const FORBIDDEN = 'You may not use this service. Ask the person who runs it for access.';

// A sentence for each reason with which the service rejects a request.
const PROBLEMS = {
  'empty': 'This file is empty. Choose another photo.',
  'not-an-image': 'The service cannot read this file. Choose a JPEG, PNG, WebP, GIF or BMP picture.',
  'unsupported-type': NOT_A_PHOTO,
  'unsupported-encoding': 'The photo was changed on its way to the service. Try again on another network.',
  'corrupt': 'This photo is damaged or incomplete. Open it in another program, save a copy as JPEG, and choose the copy.',
  'too-small': 'This picture is too small to recognise anything. Choose one with at least 16 pixels on each side.',
  'too-narrow': 'This picture is too long and narrow. Choose a part of it.',
  'too-many-pixels': 'This photo has more pixels than the service reads. Choose a smaller copy of it.',
  'not-explainable': 'This service cannot draw heat maps.',
  'too-large': 'This file is larger than the service accepts. Choose a smaller copy of the photo.',
  'slow-upload': 'Sending the photo took too long. Try again, if possible with a better connection.',
  'overloaded': 'The service is busy. Wait a few seconds and try again.',
  'invalid-prediction': 'This answer is too old to be judged. Choose the photo again and judge the new answer.',
  'unknown-label': 'I do not know this name. Try a simpler one, such as “bird” or “dog”.',
  'query-too-long': 'This name is too long. Try a shorter one.',
  'malformed-event': OUTDATED,
  'malformed-inference': OUTDATED,
  'invalid-parameter': OUTDATED,
  'unknown-parameter': OUTDATED,
  'unauthenticated': FORBIDDEN,
  'rate-limited': STARTING,
  'issuer-unreachable': STARTING,
  'object-not-allowed': OUTDATED,
  'private-address': OUTDATED,
  'object-unreadable': OUTDATED,
  'object-store-unreachable': STARTING,
  'not-found': OUTDATED,
  'method-not-allowed': OUTDATED
};

// Photos that neither every browser nor the service can read.
const UNREADABLE = {
  HEIC: 'This is a HEIC photo, and this browser cannot read it. Open this page in Safari, or export the photo as JPEG. '
    + 'An iPhone takes JPEG photos if you choose “Most Compatible” in Settings, Camera, Formats.',
  AVIF: 'This is an AVIF picture, and this browser cannot read it. Save the picture as JPEG or PNG, or use a newer browser.',
  TIFF: 'This is a TIFF or raw photo, and this browser cannot read it. Export the photo as JPEG.',
  video: 'This is a video. Choose a photo, or take a screenshot of the video.'
};

const UNREACHABLE = 'The service cannot be reached. Check your connection and try again.';
const FAULT = 'Something failed in the service. Your photo is not the cause. Try again in a moment.';
const LINK = 'This is a link, and this page does not open links. Save the photo first and choose the file, '
  + 'or copy the photo itself and paste it here.';
const NO_FILE = 'This is not a photo. Copy a picture or save it as a file first.';
const SHARP = 'A sharp photo in which the {{subject}} is large works best.';

// A failure with a sentence for people. "again" is true if another attempt may succeed.
class Failure extends Error {
  constructor(sentence, { again = false, reason = '', status = 0, suggestions = [] } = {}) {
    super(sentence);
    Object.assign(this, { again, reason, status, suggestions });
  }

  static of(status, problem) {
    const reason = /^urn:animals:problem:([a-z-]+)$/.exec(problem?.type)?.[1] ?? '';
    const again = ['slow-upload', 'overloaded', 'rate-limited', 'issuer-unreachable', 'object-store-unreachable'].includes(reason) || !reason && (status === 408 || status === 429 || status >= 500);
    const sentence = PROBLEMS[reason] ?? (status === 401 || status === 403 ? FORBIDDEN
      : status === 413 ? PROBLEMS['too-large'] : [408, 429, 502, 503, 504].includes(status) ? STARTING : status >= 500 ? FAULT : OUTDATED);
    return new Failure(sentence, { again, reason, status, suggestions: problem?.suggestions });
  }
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const withArticle = (name) => `${/^(?!eu|uni)[aeiou]/i.test(name) ? 'an' : 'a'} ${name}`;
const percent = (share) => share < .005 ? '<\u00a01\u00a0%' : share >= .995 ? '>\u00a099\u00a0%' : `${Math.round(100 * share)}\u00a0%`;
const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))}\u00a0kB` : `${(bytes / 1e6).toFixed(1)}\u00a0MB`;

const isAbsent = (verdict) => Boolean(verdict?.startsWith('not_'));

const WHY = 'We ask about some answers, chosen by chance, to measure how often they are right. '
  + 'If this one is wrong, you need not know the right name.';

// Turns a question into a request, for answers that were chosen by chance.
const please = (question) => `Please tell us: ${question.charAt(0).toLowerCase()}${question.slice(1)}`;

// Puts an answer into words: a title, a note, the animals to list, and a question to the person.
function meaning({ verdict, top, askForFeedback }) {
  const [best] = top;
  const named = { title: capital(best.name), short: capital(best.name), share: best.confidence, question: 'Is this right?', asks: false };
  if (isAbsent(verdict)) {
    return { ...named, title: 'This does not look like {{a subject}}', short: 'No {{subject}}', share: null, guesses: [],
      note: 'If there is {{a subject}} in it, try a sharp photo in which it is large.' };
  }
  const known = verdict !== 'unknown';
  if (known && best.confidence >= .75) return { ...named, guesses: top, note: '' };
  const guesses = top.filter(({ confidence }) => confidence >= .01);
  if (best.confidence >= .2) {
    const title = `${known && best.confidence >= .4 ? 'Probably' : 'Perhaps'} ${withArticle(best.name)}`;
    return { ...named, title, short: `${capital(best.name)}?`, guesses, note: known ? 'It may also be another {{subject}}.' : 'I am not sure, because the photo is unlike those that I learned from.' };
  }
  const plausible = best.confidence >= .05;
  return {
    title: known ? '{{A subject}}, but I cannot tell which' : 'This may be {{a subject}}, but I cannot tell which', short: 'Cannot tell', share: null,
    guesses: plausible ? guesses : [], note: (plausible ? `My best guess is ${withArticle(best.name)}. ` : '') + SHARP,
    // A person who is asked may not know the {{subject}}, but can say whether the guess is right.
    question: askForFeedback ? `Is it ${withArticle(best.name)}?` : 'Do you know what it is?', asks: !askForFeedback
  };
}
