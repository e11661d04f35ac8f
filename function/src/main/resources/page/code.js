'use strict';
// Writes code that classifies the photo that is shown.

const shell = (text) => /^[\w@.:\/?=& ()+,-]*$/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
const string = (text) => JSON.stringify(text); // valid in Python, JavaScript and Java

const SAMPLES = {
  curl: ({ address, name }) => `curl --data-binary ${shell(`@${name}`)} ${shell(`${address}classify?top=5`)}`,
  python: ({ address, name }) => `import json
from urllib.request import Request, urlopen

with open(${string(name)}, "rb") as photo:
    request = Request(${string(`${address}classify?top=5`)}, photo.read(), {"Content-Type": "application/octet-stream"})
with urlopen(request) as response:
    answer = json.load(response)
print(answer["verdict"], answer["top"][0]["name"], answer["top"][0]["confidence"])`,
  javascript: ({ address, name }) => `// Node.js 18 or newer; save as classify.mjs and run: node classify.mjs
import { readFile } from 'node:fs/promises';

const body = await readFile(${string(name)});
const response = await fetch(${string(`${address}classify?top=5`)}, { method: 'POST', body });
if (!response.ok) throw new Error(await response.text());
const answer = await response.json();
console.log(answer.verdict, answer.top[0].name, answer.top[0].confidence);`,
  java: ({ address, name }) => `// Java 11 or newer; save as Classify.java and run: java Classify.java
import java.net.URI;
import java.net.http.*;
import java.nio.file.Path;

class Classify {
    public static void main(String[] arguments) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(${string(`${address}classify?top=5`)}))
            .POST(HttpRequest.BodyPublishers.ofFile(Path.of(${string(name)})))
            .build();
        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(response.body());
    }
}`,
  cloudevent: ({ address, name, type }) => `curl -i ${shell(address)} \\
  -H "ce-specversion: 1.0" -H "ce-type: com.example.photo.taken" \\
  -H "ce-source: /my/camera" -H "ce-id: ${shown.answer.id}" \\
  -H "Content-Type: ${type}" --data-binary ${shell(`@${name}`)}`
};

function renderCode() {
  $('code').hidden = !shown?.answer;
  if (!shown?.answer) return;
  const readable = READABLE.includes(shown.format);
  const name = readable ? shown.name : `${shown.name.replace(/\.\w+$/, '')}.jpg`;
  const type = readable ? `image/${shown.format.toLowerCase()}` : 'image/jpeg';
  const how = [`The code reads ${name} in the current folder.`];
  if (!readable) how[0] = `The service itself does not read ${shown.format || 'this format'}. Save a copy of the photo as ${name} first.`;
  if (shown.example) {
    const link = Object.assign(document.createElement('a'), { href: `examples/${name}`, download: name, textContent: 'Download it' });
    how.push(' ', link, ' first.');
  }
  $('how').replaceChildren(...how);
  const language = document.querySelector('[name=language]:checked').value;
  $('sample').textContent = SAMPLES[language]({ address: new URL('.', location.href).href, name, type });
  $('copied').textContent = '';
}

document.querySelectorAll('[name=language]').forEach((choice) => choice.onchange = renderCode);
$('copy').onclick = async () => {
  try {
    await navigator.clipboard.writeText($('sample').textContent);
    $('copied').textContent = 'Copied.';
  } catch {
    // Browsers allow writing to the clipboard only on secure pages.
    getSelection().selectAllChildren($('sample'));
    $('copied').textContent = 'The code is selected. Copy it with Ctrl+C or Cmd+C.';
  }
};
