'use strict';
// Talks to the service.

const TIMEOUT = 60_000;
const ATTEMPTS = 3;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function call(path, options = {}) {
  const response = await fetch(path, { ...options, signal: AbortSignal.timeout(TIMEOUT) }).catch(() => {
    throw new Failure(UNREACHABLE, { again: true });
  });
  if (response.ok) return response;
  throw Failure.of(response.status, await response.json().catch(() => null));
}

// Returns the JSON of a response. A connection may break while it arrives.
async function json(path, options) {
  const response = await call(path, options);
  return response.json().catch(() => {
    throw new Failure(UNREACHABLE, { again: true });
  });
}

// Classifies a photo. If the service is busy, it tries again for a few seconds. "ask" says that the person may be asked
// for feedback. During a rollout, an older revision may reject this parameter. The photo is then sent without it.
async function classify(blob, ask) {
  let path = ask ? 'classify?top=5&ask=true' : 'classify?top=5';
  for (let attempt = 1; ; attempt++) {
    try {
      return await json(path, { method: 'POST', body: blob });
    } catch (failure) {
      if (failure.reason === 'unknown-parameter' && path !== 'classify?top=5') {
        path = 'classify?top=5';
        continue;
      }
      if (failure.reason !== 'overloaded' || attempt === ATTEMPTS) throw failure;
      await pause(attempt * 1000);
    }
  }
}
