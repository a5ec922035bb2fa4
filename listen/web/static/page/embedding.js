// Code to embed the audio on a page.

import { getJson } from "../player/server.js";
import { urlOf } from "./server.js";

/** Shows the code once the player has an audio key, that is with the first sound. Returns a
    function that hides it. */
export function setUpEmbedding(section, player, status) {
  const $ = (selector) => section.querySelector(selector);
  let latestKey;
  const setAvailable = (isAvailable) => {
    $(".before").hidden = isAvailable;
    $(".after").hidden = !isAvailable;
  };
  player.addEventListener("listen-play", async ({ detail: { key } }) => {
    latestKey = key;
    const frame = await frameCode(key).catch(() => {});
    if (!frame || key !== latestKey) return;
    $("#element").textContent = elementCode(key);
    $("#frame").textContent = frame;
    setAvailable(true);
  });
  section.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copies]");
    if (button) status.textContent = await copy($(`#${button.dataset.copies}`));
  });
  return () => {
    latestKey = undefined;
    status.textContent = "";
    setAvailable(false);
  };
}

/** Returns the URL of a path for other sites, which need not reach the server as this page does. */
const publicUrlOf = (path) => new URL(path, document.querySelector("link[rel=canonical]").href).href;

const elementCode = (key) =>
  `<script type="module" src="${publicUrlOf("player.js")}"></script>
<listen-article audio-key="${key}"></listen-article>`;

async function frameCode(key) {
  const url = encodeURIComponent(publicUrlOf(`embed/${key}`));
  return (await getJson(urlOf(`oembed?url=${url}`))).html;
}

/** Copies the text of an element, or selects it without access to the clipboard. Returns the
    message for the reader. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return "Copied.";
  } catch {
    getSelection().selectAllChildren(element);
    return "Selected. Copy it with your keyboard.";
  }
}
