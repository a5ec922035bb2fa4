// Highlights on the page what is being read, keeps it in view, and plays from where one clicks.

import { find, fold } from "./match.js";
import { highlights } from "./style.js";

const MARKS = globalThis.CSS.highlights;
const SILENT =
  "script, style, noscript, listen-article, [hidden], [data-listen=skip], .skip-speech";
const OPERABLE = "a, button, input, select, textarea, label, summary, video, [contenteditable]";
const SCROLLED = "onscrollend" in globalThis ? "scrollend" : "scroll";

export class ReadAlong {
  #root;
  #seek;
  #tell;
  #nodes;
  #page;
  #article;
  #cursor;
  #segments = [];
  #words = [];
  #current;
  #isAstray = false;
  #listening = new AbortController();

  /** `seek` is given seconds, `tell` whether the reader has scrolled away. */
  constructor(root, text, seek, tell) {
    this.#root = root;
    this.#seek = seek;
    this.#tell = tell;
    this.#article = fold([...text]); // a piece for each code point, which offsets count
    this.#read();
    const sheets = document.adoptedStyleSheets;
    if (!sheets.includes(highlights)) sheets.push(highlights);
    const { signal } = this.#listening;
    root.addEventListener("click", (event) => this.#click(event), { signal });
    for (const target of [window, root]) {
      target.addEventListener(SCROLLED, () => this.#scrolled(), { signal });
    }
  }

  add(segment) {
    this.#segments[segment.index] ??= this.#match(segment);
  }

  set words(words) {
    this.#words = words;
  }

  /** The sentence and the word at a position. */
  at(position) {
    const segment = this.#segments.findLast((each) => each?.start_time <= position);
    if (segment !== this.#current) {
      this.#current = segment;
      mark("listen-sentence", this.#sentence());
      this.#show();
    }
    const word = this.#words.findLast(({ start_time }) => start_time <= position);
    mark("listen-word", word && segment?.page && this.#wordIn(segment.page, segment, word));
  }

  /** Back to what is being read. */
  follow() {
    this.#stray(false);
    this.#show(true);
  }

  close() {
    this.#listening.abort();
    this.rest();
  }

  rest() {
    this.#current = undefined;
    mark("listen-sentence");
    mark("listen-word");
    this.#stray(false);
  }

  #read() {
    // 5: elements and text; 1, 2 and 3: take it, leave it with all that is in it, go into it.
    const walker = document.createTreeWalker(this.#root, 5, (node) =>
      node instanceof Text ? 1 : node.matches(SILENT) ? 2 : 3,
    );
    this.#nodes = [];
    while (walker.nextNode()) this.#nodes.push(walker.currentNode);
    this.#page = fold(this.#nodes.map(({ data }) => data));
    this.#cursor = 0;
    this.#segments.forEach((segment) => this.#match(segment));
  }

  #match(segment) {
    const [from, to] = this.#letters(segment);
    segment.page = find(this.#page.letters, this.#article.letters.slice(from, to), this.#cursor);
    if (segment.page) this.#cursor = segment.page[1];
    return segment;
  }

  /** Where a part of the article stands among its letters. */
  #letters({ start, end }) {
    return [start, end].map((offset) => this.#article.first[offset]);
  }

  #range([start, end]) {
    const { piece, offset } = this.#page;
    const range = new Range();
    range.setStart(this.#nodes[piece[start]], offset[start]);
    range.setEnd(this.#nodes[piece[end - 1]], offset[end - 1] + 1);
    return range;
  }

  /** The current one, which may be spoken in several segments. */
  #sentence() {
    const { sentence } = this.#current ?? {};
    const parts = this.#segments.filter((each) => each.page && each.sentence === sentence);
    if (!parts.length) return;
    const range = this.#range([parts[0].page[0], parts.at(-1).page[1]]);
    if (range.startContainer.isConnected) return range;
    this.#read(); // the site has changed its page
  }

  /** Unless the page has more or less than the segment. */
  #wordIn([start, end], segment, word) {
    const [from, to] = this.#letters(segment);
    const place = this.#letters(word).map((letter) => letter - from + start);
    return end - start === to - from && place[0] < place[1] && this.#range(place);
  }

  /** The box that scrolls, and where in it the sentence is: 0 at its top, 1 at its end. */
  #place() {
    const range = this.#sentence();
    const scroller = scrollerOf(this.#root);
    const height = scroller.clientHeight;
    const top = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
    return range && { scroller, height, at: (range.getBoundingClientRect().top - top) / height };
  }

  #show(isAsked) {
    const { scroller, height, at } = this.#place() ?? {};
    if (!scroller || this.#isAstray || (at > 0.1 && at < 0.75 && !isAsked)) return;
    const isCalm = matchMedia("(prefers-reduced-motion)").matches;
    scroller.scrollBy({ top: (at - 0.3) * height, behavior: isCalm ? "instant" : "smooth" });
  }

  #scrolled() {
    const { at } = this.#place() ?? {};
    this.#stray(at < 0 || at > 0.9);
  }

  #stray(isAstray) {
    if (isAstray !== this.#isAstray) this.#tell((this.#isAstray = isAstray));
  }

  #click(event) {
    const [target] = event.composedPath();
    if (event.defaultPrevented || target.closest(OPERABLE) || !getSelection().isCollapsed) return;
    const { clientX: x, clientY: y } = event;
    const isAround = (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    const placed = this.#segments.filter(({ page }) => page);
    const clicked =
      placed.find(({ page }) => [...this.#range(page).getClientRects()].some(isAround)) ??
      placed.find(({ page }) => this.#range(page).intersectsNode(target));
    if (clicked && target !== this.#root) this.#seek(clicked.start_time);
  }
}

function mark(name, range) {
  if (range) MARKS?.set(name, new Highlight(range));
  else MARKS?.delete(name);
}

function scrollerOf(element) {
  if (!element) return document.scrollingElement;
  const isFull = element.scrollHeight > element.clientHeight;
  const scrolls = isFull && /auto|scroll/.test(getComputedStyle(element).overflowY);
  return scrolls ? element : scrollerOf(element.parentElement);
}
