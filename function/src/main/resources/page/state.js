'use strict';

const $ = (id) => document.getElementById(id);

// The photos of this visit. Each has the file that was chosen, its name and a state: waiting, sending, done or failed.
// Later it also has what was sent, a thumbnail, and an answer or a failure.
const photos = [];
let shown = null; // the photo that the page shows
