// Posts the article, waits until its audio is finished, plays it.

const POLL_MS = 200;

const form = document.getElementById("article");
const button = form.querySelector("button");
const status = document.getElementById("status");
const progress = document.getElementById("progress");
const audio = document.getElementById("audio");
const download = document.getElementById("download");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  show("Preparing the audio…");
  button.disabled = true;
  progress.hidden = false;
  progress.removeAttribute("value");
  audio.hidden = download.hidden = true;
  audio.pause();
  try {
    play(await finished(await post()));
  } catch (error) {
    show(error.message);
  } finally {
    button.disabled = false;
    progress.hidden = true;
  }
});

async function post() {
  const body = { text: form.elements.text.value };
  if (form.elements.title.value.trim()) body.title = form.elements.title.value;
  return read(await fetch("/v1/audio", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

async function finished(resource) {
  while (resource.state === "queued" || resource.state === "started") {
    if (resource.state === "started") progress.value = resource.progress;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    resource = await read(await fetch(resource.links.self));
  }
  if (resource.error) throw new Error(resource.error.detail);
  return resource;
}

async function read(response) {
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

function play(resource) {
  const minutes = Math.max(1, Math.round(resource.duration / 60));
  show(`${resource.title} · ${minutes} min listen`);
  audio.src = resource.links.audio;
  audio.hidden = false;
  download.hidden = false;
  const link = download.querySelector("a");
  link.href = resource.links.audio;
  link.download = `${resource.title.slice(0, 60)}.mp3`;
  // A browser may refuse to start without a fresh click: the controls are there then.
  audio.play().catch(() => audio.focus());
}

function show(text) {
  status.textContent = text;
}
