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

// Classifies a photo. If the service is busy, it tries again for a few seconds.
async function classify(blob) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await json('classify?top=5', { method: 'POST', body: blob });
    } catch (failure) {
      if (failure.reason !== 'overloaded' || attempt === ATTEMPTS) throw failure;
      await pause(attempt * 1000);
    }
  }
}
