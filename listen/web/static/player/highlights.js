// The highlights of sentence and word. The page has one of each, however many players.

import { HighlightName } from "./constants.js";
import { highlightStyles } from "./highlight_style.js";

const REGISTRY = globalThis.CSS.highlights;

let owner; // the reader along that has set them

export const ownsHighlights = (readAlong) => owner === readAlong;

/** Marks a sentence and a word of it; without a range, nothing. */
export function setHighlights(readAlong, sentence, word) {
  owner = readAlong;
  for (const root of [document, sentence?.startContainer.getRootNode()]) {
    const sheets = root?.adoptedStyleSheets;
    if (sheets?.includes(highlightStyles) === false) sheets.push(highlightStyles);
  }
  set(HighlightName.SENTENCE, sentence);
  set(HighlightName.WORD, word);
}

/** Removes the marks, if they are those of this reader along. */
export function clearHighlights(readAlong) {
  if (owner === readAlong) setHighlights();
}

function set(name, range) {
  if (range) REGISTRY?.set(name, new Highlight(range));
  else REGISTRY?.delete(name);
}
