// The form: what is asked for, in which voice.

import { ask } from "../player/server.js";

const ADDRESS = /^https?:\/\/\S+$/i;
const PAGE = /^<(!doctype|html|head|body|main|article|section|div|h1|p)\b/i;

/** The body for /v1/audio; null while there is no article. */
export function bodyOf(form) {
  const { source, title, voice, speed } = form.elements;
  const given = source.value.trim();
  if (!given) return null;
  return {
    [ADDRESS.test(given) ? "url" : PAGE.test(given) ? "html" : "text"]: given,
    title: title.value.trim() || undefined,
    voice: voice.value || undefined,
    speed: Number(speed.value),
  };
}

/** Whether it is text that is typed: an address is not fetched letter by letter. */
export function isTyped(field, form) {
  return field.matches("textarea, #title") && !bodyOf(form)?.url;
}

/** Fills the choice of voices; resolves to them, and to none where there is no knowing. */
export async function offerVoices(form) {
  const { voices } = await ask("/v1/voices").catch(() => ({ voices: [] }));
  const engines = new Map();
  for (const voice of voices) {
    if (!engines.has(voice.engine)) engines.set(voice.engine, groupOf(voice));
    const option = new Option(nameOf(voice), voice.id);
    option.dataset.offline = voice.offline;
    option.disabled = !voice.works;
    engines.get(voice.engine).append(option);
  }
  // The engines that sound best have few voices; the many of others would hide them.
  const groups = [...engines.values()].sort((a, b) => a.childElementCount - b.childElementCount);
  form.elements.voice.append(...groups);
  return voices;
}

/** Tells whether the text leaves the server: for the voice that is chosen, or another. */
export function tellOnline({ elements }, notice, id = elements.voice.value) {
  const option = [...elements.voice.options].find(({ value }) => value === id);
  notice.hidden = option?.dataset.offline !== "false";
}

function groupOf({ engine, offline }) {
  const group = document.createElement("optgroup");
  group.label = offline ? engine : `${engine} (online)`;
  return group;
}

function nameOf({ name, languages }) {
  const language = languageName(languages[0]);
  const others = languages.length > 1 ? ` and ${languages.length - 1} more` : "";
  return name.toLowerCase() === languages[0] ? language : `${name}: ${language}${others}`;
}

/** In English; the tag itself where it has no name. */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
