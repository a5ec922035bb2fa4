// The demo: an article goes in, is shown as it will be read, and is heard.

import "/player.js";
import { ask } from "./player/server.js";
import { showArticle } from "./page/article.js";
import { bodyOf, isTyped, offerVoices, tellOnline } from "./page/compose.js";
import { offerEmbedding } from "./page/embedding.js";
import { showReport } from "./page/report.js";
import { offerSamples } from "./page/samples.js";

const TYPING = 500; // milliseconds without a key, after which what was typed is looked at
const PATIENCE = 300; // milliseconds before the reader is told to wait

const $ = (selector) => document.querySelector(selector);
const form = $("#compose");
const reading = $("#reading");
const player = $("listen-article");
const forget = offerEmbedding($("#embed"), player, $("#said"));

let latest; // the body that was looked at last
let outcome; // and what came of it
let typing;

/** Whether the article now stands on the page. Rejects with what is wrong with it. */
function show() {
  clearTimeout(typing);
  const body = bodyOf(form);
  const wanted = JSON.stringify(body);
  if (wanted === latest) return outcome;
  latest = wanted;
  tell("");
  wait(false);
  outcome = body ? look(body, () => wanted === latest) : Promise.resolve(clear());
  outcome.catch(() => {
    if (wanted === latest) latest = undefined; // the next time may be better
  });
  return outcome;
}

async function look(body, isWanted) {
  const late = setTimeout(() => isWanted() && wait(true), PATIENCE);
  try {
    const preview = await ask("/v1/preview", body);
    if (isWanted()) fill(preview, body);
    return isWanted();
  } catch (error) {
    if (!isWanted()) return false;
    clear();
    throw error;
  } finally {
    clearTimeout(late);
    if (isWanted()) wait(false);
  }
}

async function showOrTell() {
  try {
    return await show();
  } catch (error) {
    tell(wordsFor(error));
    return false;
  }
}

function fill(preview, body) {
  showArticle($("#article"), preview);
  showReport($("#report"), $(".facts"), preview);
  tellOnline(form, $("#online"), preview.voice);
  forget();
  player.request = body;
  has(true);
}

function clear() {
  tellOnline(form, $("#online"));
  player.request = {};
  has(false);
  return false;
}

function has(isArticle) {
  $(".empty").hidden = isArticle;
  $(".full").hidden = $("#more").hidden = !isArticle;
}

function wait(isWaiting) {
  reading.ariaBusy = isWaiting;
  $("#waiting").textContent = isWaiting ? "Reading the article…" : "";
}

/** For people: the server's own words, if it had any. */
function wordsFor(error) {
  if (!error.status) return "The server cannot be reached. Is it still running?";
  return error.message || "The server cannot read this.";
}

function tell(problem) {
  $("#problem").textContent = problem;
  if (problem) $("#problem").scrollIntoView({ block: "nearest" });
}

form.addEventListener("input", ({ target }) => {
  clearTimeout(typing);
  if (isTyped(target, form)) typing = setTimeout(() => show().catch(() => {}), TYPING);
});

form.addEventListener("change", ({ target }) => {
  if (!target.matches("select")) return;
  if (bodyOf(form)) showOrTell();
  else tellOnline(form, $("#online"));
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!bodyOf(form)) {
    tell("Paste an article first, or choose a sample.");
    form.elements.source.focus();
  } else if (await showOrTell()) {
    player.parentElement.scrollIntoView({ block: "nearest" });
    player.play();
  }
});

offerSamples($(".samples"), offerVoices(form), (sample) => {
  const { source, title, voice } = form.elements;
  source.value = sample;
  title.value = voice.value = "";
  voice.dispatchEvent(new Event("change", { bubbles: true }));
});
