// The blocks of an article in its audio: paragraphs and chapters.

const CHAPTER_KINDS = ["title", "heading"];
const MAX_OPENING = 60; // letters of the name of a chapter that has no heading
const SLACK = 2; // seconds after the beginning of a paragraph in which "previous" skips it

/** The paragraphs and chapters of an article, as far as they are synthesized. Times are seconds. */
export class Outline {
  /** {title, time}, as chaptersOf returns them. */
  chapters = [];
  #starts = [];
  #text;
  #count; // of segments

  /** Takes a Model of the view. */
  update({ text, segments }) {
    if (text === this.#text && segments.length === this.#count) return;
    this.#text = text;
    this.#count = segments.length;
    this.#starts = startsOf(segments);
    this.chapters = text ? chaptersOf(blocksOf(text), this.#starts) : [];
  }

  /** Returns where the paragraph after a position begins (`step` 1), or the one before (-1);
      undefined if there is none. */
  paragraphFrom(position, step) {
    const times = this.#starts.filter((time) => time !== undefined);
    if (step > 0) return times.find((time) => time > position + 0.1);
    return times.findLast((time) => time < position - SLACK) ?? times[0];
  }

  /** Returns where the paragraph at a position begins. */
  paragraphAt(position) {
    return this.#starts.findLast((time) => time <= position + 0.1) ?? 0;
  }
}

/** Returns the blocks of an event `text`: {kind, text}. A server that does not tell their kinds
    has separated them by blank lines. */
export function blocksOf({ text, blocks }) {
  if (!blocks) return text.split("\n\n").map((each) => ({ kind: "paragraph", text: each }));
  const letters = [...text]; // one string for each code point, because offsets count those
  return blocks.map(({ kind, start, end }) => ({ kind, text: letters.slice(start, end).join("") }));
}

/** Returns the seconds at which blocks begin, by index, as far as they are synthesized and sound. */
export function startsOf(segments) {
  const starts = [];
  for (const { block, start_time, end_time } of segments.filter(Boolean)) {
    if (end_time > start_time) starts[block] ??= start_time;
  }
  return starts;
}

/** Returns the chapters, {title, time}: one for the title and for each heading, and one for the text
    before the first of them. `time` is undefined until it is synthesized. */
export function chaptersOf(blocks, starts) {
  const first = starts.findIndex((time) => time !== undefined);
  const isChapter = ({ kind }, index) => CHAPTER_KINDS.includes(kind) || index === first;
  return blocks.flatMap((block, index) =>
    isChapter(block, index)
      ? [{ title: openingOf(block.text), time: index === first ? 0 : starts[index] }]
      : [],
  );
}

/** Returns the first words of a text. */
export function openingOf(text) {
  const line = text.trim().replace(/\s+/g, " ");
  if (line.length <= MAX_OPENING) return line;
  const opening = line.slice(0, MAX_OPENING);
  return `${opening.slice(0, opening.lastIndexOf(" ")) || opening}…`;
}
