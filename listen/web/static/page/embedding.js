// The lines that put the audio on a page.

import { ask } from "../player/server.js";

/** Offers them as soon as the audio was asked for: before that there is none by its key.
    Returns what takes them back. */
export function offerEmbedding(section, player, status) {
  const $ = (selector) => section.querySelector(selector);
  let wanted; // the key of the article on the page
  const show = (isThere) => {
    $(".before").hidden = isThere;
    $(".after").hidden = !isThere;
  };
  player.addEventListener("listen-play", async ({ detail: { key } }) => {
    wanted = key;
    const frame = await frameFor(key).catch(() => {});
    if (!frame || key !== wanted) return;
    $("#element").textContent = elementFor(key);
    $("#frame").textContent = frame;
    show(true);
  });
  section.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copies]");
    if (button) status.textContent = await copy($(`#${button.dataset.copies}`));
  });
  return () => {
    wanted = undefined;
    status.textContent = "";
    show(false);
  };
}

const elementFor = (key) =>
  `<script type="module" src="${location.origin}/player.js"></script>
<listen-article audio-key="${key}"></listen-article>`;

async function frameFor(key) {
  const url = encodeURIComponent(`${location.origin}/embed/${key}`);
  return (await ask(`/oembed?url=${url}`)).html;
}

/** What to tell the reader. Where the clipboard is closed, the lines are selected instead. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return "Copied.";
  } catch {
    getSelection().selectAllChildren(element);
    return "Selected: copy it with your keyboard.";
  }
}
