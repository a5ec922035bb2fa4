// The form: the article and its voice.

import { getJson } from "../player/server.js";
import { urlOf } from "./server.js";

const URL_ONLY = /^https?:\/\/\S+$/i;
const HTML_START = /^<(!doctype|html|head|body|main|article|section|div|h1|p)\b/i;

/** Returns the body for POST /v1/audio; null while there is no article. */
export function requestBody(form) {
  const { source, title, voice, speed } = form.elements;
  const article = source.value.trim();
  if (!article) return null;
  return {
    [URL_ONLY.test(article) ? "url" : HTML_START.test(article) ? "html" : "text"]: article,
    title: title.value.trim() || undefined,
    voice: voice.value || undefined,
    speed: Number(speed.value),
  };
}

/** Whether to preview while the reader types: not a URL, which would be fetched at each letter. */
export function isTypedText(field, form) {
  return field.matches("textarea, #title") && !requestBody(form)?.url;
}

/** Adds the server's voices to the form and returns them; none if they cannot be fetched. */
export async function addVoices(form) {
  const { voices } = await getJson(urlOf("v1/voices")).catch(() => ({ voices: [] }));
  const engines = new Map();
  for (const voice of voices) {
    if (!engines.has(voice.engine)) engines.set(voice.engine, groupFor(voice));
    const option = new Option(labelOf(voice), voice.id);
    option.dataset.offline = voice.offline;
    option.disabled = !voice.works;
    engines.get(voice.engine).append(option);
  }
  // Engines with few voices come first: they sound best, and long lists would hide them.
  const groups = [...engines.values()].sort((a, b) => a.childElementCount - b.childElementCount);
  form.elements.voice.append(...groups);
  return voices;
}

/** Shows the notice if a voice sends the text to an online service: by default the chosen one. */
export function showOnlineNotice({ elements }, notice, id = elements.voice.value) {
  const option = [...elements.voice.options].find(({ value }) => value === id);
  notice.hidden = option?.dataset.offline !== "false";
}

function groupFor({ engine, offline }) {
  const group = document.createElement("optgroup");
  group.label = offline ? engine : `${engine} (online)`;
  return group;
}

function labelOf({ name, languages }) {
  const language = languageName(languages[0]);
  const others = languages.length > 1 ? ` and ${languages.length - 1} more` : "";
  return name.toLowerCase() === languages[0] ? language : `${name}: ${language}${others}`;
}

/** Returns the English name of a BCP 47 tag; the tag itself if it has none. */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}
