// Report: the parts of the article that are read, those that are skipped, and the spoken form.

import { make } from "./article.js";
import { languageName } from "./compose.js";
import { diffWords } from "./difference.js";

const KIND_NAMES = { list_item: "list item", disclosure: "synthetic voice" };

/** Shows a preview, as POST /v1/preview returns it. */
export function showReport(report, facts, preview) {
  const { language, voice, characters, estimated_duration, blocks, dropped, segments } = preview;
  const duration = formatDuration(estimated_duration);
  facts.textContent = [languageName(language), voice, duration].join(" · ");
  const $ = (selector) => report.querySelector(selector);
  const figures = {
    Language: languageName(language),
    Voice: voice,
    Duration: `about ${duration}`,
    Text: `${characters.toLocaleString("en")} characters, ${segments.length} segments`,
  };
  $(".figures").replaceChildren(
    ...Object.entries(figures).flatMap(([name, value]) => [make("dt", name), make("dd", value)]),
  );
  const skipped = dropped.filter(({ reason }) => reason !== "markup"); // has no words
  fillList($(".skipped"), skipped, ({ text, reason }) => [quote(text), note(reason)]);
  fillList($(".lexicon"), preview.lexicon, ({ word, count, say, ipa, applied }) => [
    quote(word),
    note(`${say ?? `/${ipa}/`} · ${applied ? times(count) : "not supported by this voice"}`),
  ]);
  $(".blocks").replaceChildren(
    ...blocks.map((block, index) => {
      const own = segments.filter((segment) => segment.block === index);
      return row(block, own, preview.part_voices?.[block.kind]);
    }),
  );
}

/** Creates a block in its written and its spoken form. CSS shows one of them. */
function row({ kind, text }, segments, voice) {
  const written = make("p", text);
  const spoken = make("p", ...segments.flatMap(markedWords));
  written.className = "written";
  spoken.className = "spoken";
  written.dir = spoken.dir = "auto";
  const caption = note([KIND_NAMES[kind] ?? kind, voice].filter(Boolean).join(" · "));
  return make("li", caption, written, spoken);
}

/** Returns the spoken words, and marks those that differ from the written ones. */
function markedWords({ text, spoken }) {
  return diffWords(text, spoken).flatMap(({ isSame, words }) => {
    const said = words.join(" ");
    return [isSame ? said : make("mark", said), " "];
  });
}

function fillList(section, items, contentOf) {
  section.hidden = !items.length;
  const rows = items.map((item) => make("li", ...contentOf(item)));
  section.querySelector("ul").replaceChildren(...rows);
}

function quote(text) {
  const element = make("q", text);
  element.dir = "auto";
  return element;
}

function note(text) {
  const element = make("span", text);
  element.className = "note";
  return element;
}

const times = (count) => (count === 1 ? "once" : `${count} times`);

const formatDuration = (seconds) =>
  seconds < 55 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
