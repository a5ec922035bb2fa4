// What of the article is read, what is not, and how.

import { make } from "./article.js";
import { languageName } from "./compose.js";
import { runsOf } from "./difference.js";

const KINDS = { list_item: "list item" };

export function showReport(report, facts, preview) {
  const { language, voice, characters, estimated_duration, blocks, dropped, segments } = preview;
  const length = duration(estimated_duration);
  facts.textContent = [languageName(language), voice, length].join(" · ");
  const $ = (selector) => report.querySelector(selector);
  const figures = {
    Language: languageName(language),
    Voice: voice,
    Length: `${length}, estimated`,
    Text: `${characters.toLocaleString("en")} characters, ${segments.length} segments`,
  };
  $(".figures").replaceChildren(
    ...Object.entries(figures).flatMap(([name, value]) => [make("dt", name), make("dd", value)]),
  );
  const lost = dropped.filter(({ reason }) => reason !== "markup"); // signs, not words
  fillList($(".left-out"), lost, ({ text, reason }) => [quoted(text), note(reason)]);
  fillList($(".lexicon"), preview.lexicon, ({ word, count, say, ipa, applied }) => [
    quoted(word),
    note(`${say ?? `/${ipa}/`} · ${applied ? times(count) : "not by this voice"}`),
  ]);
  $(".blocks").replaceChildren(
    ...blocks.map((block, index) => {
      const own = segments.filter((segment) => segment.block === index);
      return row(block, own, preview.part_voices?.[block.kind]);
    }),
  );
}

/** A block in both forms: as it is written and as it is spoken. CSS shows one of them. */
function row({ kind, text }, segments, voice) {
  const written = make("p", text);
  const spoken = make("p", ...segments.flatMap(wordsOf));
  written.className = "written";
  spoken.className = "spoken";
  written.dir = spoken.dir = "auto";
  return make("li", note([KINDS[kind] ?? kind, voice].filter(Boolean).join(" · ")), written, spoken);
}

/** Marked, where the voice says something else than is written. */
function wordsOf({ text, spoken }) {
  return runsOf(text, spoken).flatMap(({ isSame, words }) => {
    const said = words.join(" ");
    return [isSame ? said : make("mark", said), " "];
  });
}

function fillList(section, items, contentOf) {
  section.hidden = !items.length;
  const rows = items.map((item) => make("li", ...contentOf(item)));
  section.querySelector("ul").replaceChildren(...rows);
}

function quoted(text) {
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

const duration = (seconds) =>
  seconds < 55 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} min`;
