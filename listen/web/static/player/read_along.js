// Highlights the sentence and word being read, scrolls to them, and plays from a clicked place.

import { HighlightName } from "./constants.js";
import { fold, locate } from "./match.js";
import { highlightStyles } from "./style.js";

const REGISTRY = globalThis.CSS.highlights;
const SKIPPED =
  "script, style, noscript, listen-article, [hidden], [data-listen=skip], .skip-speech";
const INTERACTIVE =
  "a, button, input, select, textarea, label, summary, video, [contenteditable]";
const SCROLL_EVENT = "onscrollend" in globalThis ? "scrollend" : "scroll";

export class ReadAlong {
  #root;
  #playFrom;
  #onScrolledAway;
  #nodes;
  #page;
  #spoken;
  #cursor;
  #segments = [];
  #words = [];
  #current;
  #isScrolledAway = false;
  #listeners = new AbortController();

  /** `root` holds the text on the page, `text` is the spoken one. `playFrom(seconds)` is called for
      a click in the text, `onScrolledAway(isScrolledAway)` when the reader scrolls the current
      sentence out of view, or back. */
  constructor(root, text, playFrom, onScrolledAway) {
    this.#root = root;
    this.#playFrom = playFrom;
    this.#onScrolledAway = onScrolledAway;
    this.#spoken = fold([...text]); // one string for each code point, because offsets count those
    this.#readPage();
    const sheets = document.adoptedStyleSheets;
    if (!sheets.includes(highlightStyles)) sheets.push(highlightStyles);
    const { signal } = this.#listeners;
    root.addEventListener("click", (event) => this.#onClick(event), { signal });
    for (const target of [window, root]) {
      target.addEventListener(SCROLL_EVENT, () => this.#onScroll(), { signal });
    }
  }

  add(segment) {
    this.#segments[segment.index] ??= this.#locate(segment);
  }

  set words(words) {
    this.#words = words;
  }

  /** Highlights the sentence and the word at a position in seconds. */
  highlightAt(position) {
    const segment = this.#segments.findLast((each) => each?.start_time <= position);
    if (segment !== this.#current) {
      this.#current = segment;
      setHighlight(HighlightName.SENTENCE, this.#sentenceRange());
      this.#scrollToSentence();
    }
    const word = this.#words.findLast(({ start_time }) => start_time <= position);
    setHighlight(HighlightName.WORD, word && segment?.page && this.#wordRange(segment, word));
  }

  /** Scrolls to the current sentence, and with it from now on. */
  resumeScrolling() {
    this.#setScrolledAway(false);
    this.#scrollToSentence(true);
  }

  close() {
    this.#listeners.abort();
    this.clear();
  }

  /** Removes the highlights. */
  clear() {
    this.#current = undefined;
    setHighlight(HighlightName.SENTENCE);
    setHighlight(HighlightName.WORD);
    this.#setScrolledAway(false);
  }

  #readPage() {
    // 5: elements and text. 1, 2 and 3: accept, reject with all children, visit only children.
    const walker = document.createTreeWalker(this.#root, 5, (node) =>
      node instanceof Text ? 1 : node.matches(SKIPPED) ? 2 : 3,
    );
    this.#nodes = [];
    while (walker.nextNode()) this.#nodes.push(walker.currentNode);
    this.#page = fold(this.#nodes.map(({ data }) => data));
    this.#cursor = 0;
    this.#segments.forEach((segment) => this.#locate(segment));
  }

  #locate(segment) {
    const letters = this.#spoken.letters.slice(...this.#spokenLetters(segment));
    segment.page = locate(this.#page.letters, letters, this.#cursor);
    if (segment.page) this.#cursor = segment.page[1];
    return segment;
  }

  /** Converts code point offsets of the spoken text to offsets of its letters. */
  #spokenLetters({ start, end }) {
    return [start, end].map((offset) => this.#spoken.first[offset]);
  }

  #pageRange([start, end]) {
    const { index, offset } = this.#page;
    const range = new Range();
    range.setStart(this.#nodes[index[start]], offset[start]);
    range.setEnd(this.#nodes[index[end - 1]], offset[end - 1] + 1);
    return range;
  }

  /** The current sentence, which may be spoken in several segments. */
  #sentenceRange() {
    const { sentence } = this.#current ?? {};
    const parts = this.#segments.filter((each) => each.page && each.sentence === sentence);
    if (!parts.length) return;
    const range = this.#pageRange([parts[0].page[0], parts.at(-1).page[1]]);
    if (range.startContainer.isConnected) return range;
    this.#readPage(); // the page's own script has replaced the text
  }

  /** Undefined where the page has more or less text than the segment. */
  #wordRange(segment, word) {
    const [start, end] = segment.page;
    const [from, to] = this.#spokenLetters(segment);
    const place = this.#spokenLetters(word).map((letter) => letter - from + start);
    if (end - start === to - from && place[0] < place[1]) return this.#pageRange(place);
  }

  /** The box that scrolls, its height, and the sentence's place in it: 0 at its top, 1 below it. */
  #sentencePlace() {
    const range = this.#sentenceRange();
    const scroller = scrollerOf(this.#root);
    const height = scroller.clientHeight;
    const top = scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
    return range && { scroller, height, at: (range.getBoundingClientRect().top - top) / height };
  }

  #scrollToSentence(isForced) {
    const { scroller, height, at } = this.#sentencePlace() ?? {};
    if (!scroller || this.#isScrolledAway || (at > 0.1 && at < 0.75 && !isForced)) return;
    const isCalm = matchMedia("(prefers-reduced-motion)").matches;
    scroller.scrollBy({ top: (at - 0.3) * height, behavior: isCalm ? "instant" : "smooth" });
  }

  #onScroll() {
    const { at } = this.#sentencePlace() ?? {};
    this.#setScrolledAway(at < 0 || at > 0.9);
  }

  #setScrolledAway(isScrolledAway) {
    if (isScrolledAway === this.#isScrolledAway) return;
    this.#isScrolledAway = isScrolledAway;
    this.#onScrolledAway(isScrolledAway);
  }

  #onClick(event) {
    const [target] = event.composedPath();
    if (event.defaultPrevented || target.closest(INTERACTIVE)) return;
    if (!getSelection().isCollapsed || target === this.#root) return;
    const { clientX: x, clientY: y } = event;
    const isAround = (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    const located = this.#segments.filter(({ page }) => page);
    const clicked =
      located.find(({ page }) => [...this.#pageRange(page).getClientRects()].some(isAround)) ??
      located.find(({ page }) => this.#pageRange(page).intersectsNode(target));
    if (clicked) this.#playFrom(clicked.start_time);
  }
}

function setHighlight(name, range) {
  if (range) REGISTRY?.set(name, new Highlight(range));
  else REGISTRY?.delete(name);
}

function scrollerOf(element) {
  if (!element) return document.scrollingElement;
  const isFull = element.scrollHeight > element.clientHeight;
  const scrolls = isFull && /auto|scroll/.test(getComputedStyle(element).overflowY);
  return scrolls ? element : scrollerOf(element.parentElement);
}
