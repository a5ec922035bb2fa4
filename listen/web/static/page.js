// The demo page: takes an article, shows it as it will be read, and plays it.

import "../player.js";
import { setUpApiKey } from "./page/api_key.js";
import { showArticle } from "./page/article.js";
import { addVoices, isTypedText, requestBody, showOnlineNotice } from "./page/compose.js";
import { setUpEmbedding } from "./page/embedding.js";
import { showReport } from "./page/report.js";
import { addSamples } from "./page/samples.js";
import { urlOf } from "./page/server.js";
import { postJson } from "./player/server.js";

const TYPING_PAUSE = 500; // milliseconds without a key after which typed text is previewed
const WAITING_DELAY = 300; // milliseconds before the reader is asked to wait

const $ = (selector) => document.querySelector(selector);
const form = $("#compose");
const reading = $("#reading");
const player = $("listen-article");
const apiKey = setUpApiKey($("#access"), () => {
  latestBody = undefined; // what was refused may be allowed now
  if (requestBody(form)) previewOrShowProblem();
});
const resetEmbedding = setUpEmbedding($("#embed"), player, $("#copied"));

let latestBody; // of the latest preview, as JSON
let latestPreview; // a promise
let typingTimer;

/** Previews the article in the form. Resolves to whether it now stands on the page; rejects with
    the error of the server. */
function preview() {
  clearTimeout(typingTimer);
  const body = requestBody(form);
  const json = JSON.stringify(body);
  if (json === latestBody) return latestPreview;
  latestBody = json;
  const isLatest = () => json === latestBody;
  showProblem("");
  setWaiting(false);
  latestPreview = body ? fetchPreview(body, isLatest) : Promise.resolve(clear());
  latestPreview.catch(() => {
    if (isLatest()) latestBody = undefined; // the next attempt may succeed
  });
  return latestPreview;
}

async function fetchPreview(body, isLatest) {
  const timer = setTimeout(() => isLatest() && setWaiting(true), WAITING_DELAY);
  try {
    const answer = await postJson(urlOf("v1/preview"), body, apiKey.value);
    if (isLatest()) show(answer, body);
    return isLatest();
  } catch (error) {
    if (!isLatest()) return false;
    clear();
    throw error;
  } finally {
    clearTimeout(timer);
    if (isLatest()) setWaiting(false);
  }
}

/** Previews the article, and shows an error instead of rejecting. */
async function previewOrShowProblem() {
  try {
    return await preview();
  } catch (error) {
    showProblem(messageOf(error));
    if (error.status === 401) apiKey.ask();
    return false;
  }
}

function show(answer, body) {
  showArticle($("#article"), answer);
  showReport($("#report"), $(".facts"), answer);
  showOnlineNotice(form, $("#online"), answer.voice);
  resetEmbedding();
  player.apiKey = apiKey.value;
  player.request = body;
  setFilled(true);
}

function clear() {
  showOnlineNotice(form, $("#online"));
  player.request = {};
  setFilled(false);
  return false;
}

function setFilled(isFilled) {
  $(".empty").hidden = isFilled;
  $(".full").hidden = $("#more").hidden = !isFilled;
}

function setWaiting(isWaiting) {
  reading.ariaBusy = isWaiting;
  $("#waiting").textContent = isWaiting ? "Extracting the article…" : "";
}

/** Returns the server's own message, if it has sent one. */
function messageOf(error) {
  if (error.status === 401 && apiKey.isMissing) return "Enter the API key first.";
  if (!error.status) return "The server cannot be reached. Is it still running?";
  return error.message || "The server could not process this article.";
}

function showProblem(message) {
  $("#problem").textContent = message;
  if (message) $("#problem").scrollIntoView({ block: "nearest" });
}

form.addEventListener("input", ({ target }) => {
  clearTimeout(typingTimer);
  if (!isTypedText(target, form) || apiKey.isMissing) return;
  typingTimer = setTimeout(() => preview().catch(() => {}), TYPING_PAUSE);
});

form.addEventListener("change", ({ target }) => {
  if (!target.matches("select")) return;
  if (requestBody(form)) previewOrShowProblem();
  else showOnlineNotice(form, $("#online"));
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!requestBody(form)) {
    showProblem("Paste an article first, or choose a sample.");
    form.elements.source.focus();
  } else if (await previewOrShowProblem()) {
    player.parentElement.scrollIntoView({ block: "nearest" });
    player.play();
  }
});

addSamples($(".samples"), addVoices(form), (sample) => {
  const { source, title, voice } = form.elements;
  source.value = sample;
  title.value = voice.value = "";
  voice.dispatchEvent(new Event("change", { bubbles: true }));
});
