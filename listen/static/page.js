// Posts the article and plays its audio while it is made; then swaps to the finished file.

const POLL_MS = 250;

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
  audio.hidden = download.hidden = true;
  audio.pause();
  try {
    await listen(await post());
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

async function listen(resource) {
  play(resource.links.audio);
  show(`${resource.title} · ${minutes(resource.estimated_duration)} min listen`);
  if (resource.state !== "finished") {
    resource = await finished(resource);
    const position = audio.currentTime;
    const paused = audio.paused;
    // Another address: the browser keeps what it knows of the live one, which had no end.
    audio.src = `${resource.links.audio}?finished`;
    audio.currentTime = position;
    if (!paused) start();
  }
  show(`${resource.title} · ${minutes(resource.duration)} min listen`);
  offer(resource);
}

async function finished(resource) {
  progress.hidden = false;
  while (resource.state === "queued" || resource.state === "started") {
    progress.value = resource.progress;
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

function play(address) {
  audio.src = address;
  audio.hidden = false;
  start();
}

function start() {
  // A browser may refuse to start without a fresh click: the controls are there then.
  audio.play().catch(() => audio.focus());
}

function offer(resource) {
  const link = download.querySelector("a");
  link.href = `${resource.links.audio}?download=${encodeURIComponent(resource.title.slice(0, 80))}`;
  download.hidden = false;
}

function minutes(seconds) {
  return Math.max(1, Math.round(seconds / 60));
}

function show(text) {
  status.textContent = text;
}
