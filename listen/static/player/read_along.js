// Highlights on the page what is being read, keeps it in view, and plays from where one clicks.

import { find, fold } from "./match.js";

const MARKS = globalThis.CSS.highlights;
const SILENT = "script, style, noscript, listen-article, [hidden], [data-listen=skip], .skip-speech";
const OPERABLE = "a, button, input, select, textarea, label, summary, audio, video, [contenteditable]";
const SCROLLING = /^(Arrow(Up|Down)|Page|Home|End| )/;

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
    this.#article = fold([...text]); // a piece for each code point: offsets are the server's
    this.#read();
    const { signal } = this.#listening;
    const listen = (target, name, act) => target.addEventListener(name, act, { signal, passive: true });
    listen(root, "click", (event) => this.#click(event));
    for (const name of ["wheel", "touchmove"]) listen(window, name, () => this.#leave());
    listen(window, "keydown", ({ key, target }) => {
      if (SCROLLING.test(key) && !target.closest(`listen-article, ${OPERABLE}`)) this.#leave();
    });
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
      mark("listen-sentence", this.#ranges());
      this.#show();
    }
    const word = this.#words.find(({ start_time, end_time }) => start_time <= position && position < end_time);
    mark("listen-word", word && segment?.page ? this.#wordIn(segment, word) : []);
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
    mark("listen-sentence", []);
    mark("listen-word", []);
    this.#stray(false);
  }

  #read() {
    const walker = document.createTreeWalker(this.#root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node.data !== undefined ? 1 : node.matches(SILENT) ? 2 : 3);
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
    const { piece } = this.#article;
    return [start, end].map((offset) => {
      let [low, high] = [0, piece.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (piece[middle] < offset) low = middle + 1;
        else high = middle;
      }
      return low;
    });
  }

  #range([start, end]) {
    const { piece, offset } = this.#page;
    const range = new Range();
    range.setStart(this.#nodes[piece[start]], offset[start]);
    range.setEnd(this.#nodes[piece[end - 1]], offset[end - 1] + 1);
    return range;
  }

  /** Of the current sentence, which may be spoken in several segments. */
  #ranges() {
    const parts = this.#segments.filter((each) => each.page && each.sentence === this.#current?.sentence);
    if (parts.every(({ page }) => this.#nodes[this.#page.piece[page[0]]].isConnected)) {
      return parts.map(({ page }) => this.#range(page));
    }
    this.#read(); // the site has changed its page
    return [];
  }

  #wordIn(segment, word) {
    const [from, to] = this.#letters(segment);
    const [start, end] = segment.page;
    const place = this.#letters(word).map((letter) => letter - from + start);
    const isExact = end - start === to - from && place[0] >= start && place[1] <= end && place[0] < place[1];
    return isExact ? [this.#range(place)] : [];
  }

  #show(isAsked) {
    const [range] = this.#ranges();
    if (!range) return;
    const box = range.getBoundingClientRect();
    const scroller = scrollerOf(this.#root);
    const isPage = scroller === document.scrollingElement;
    const { top, height } = isPage ? { top: 0, height: innerHeight } : scroller.getBoundingClientRect();
    const at = (box.top - top) / height;
    if (at > 0 && at < 0.9) this.#stray(false);
    if (this.#isAstray || (at > 0.1 && at < 0.75 && !isAsked)) return;
    const isCalm = matchMedia("(prefers-reduced-motion)").matches;
    scroller.scrollBy({ top: (at - 0.3) * height, behavior: isCalm ? "instant" : "smooth" });
  }

  #leave() {
    if (this.#current) this.#stray(true);
  }

  #stray(isAstray) {
    if (isAstray !== this.#isAstray) this.#tell((this.#isAstray = isAstray));
  }

  #click(event) {
    const [target] = event.composedPath();
    if (event.defaultPrevented || target.closest(OPERABLE) || !getSelection().isCollapsed) return;
    const { clientX: x, clientY: y } = event;
    const placed = this.#segments.filter(({ page }) => page);
    const boxes = ({ page }) => [...this.#range(page).getClientRects()];
    const clicked =
      placed.find((segment) =>
        boxes(segment).some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom),
      ) ?? placed.find(({ page }) => target !== this.#root && this.#range(page).intersectsNode(target));
    if (clicked) this.#seek(clicked.start_time);
  }
}

function mark(name, ranges) {
  if (ranges.length) MARKS?.set(name, new Highlight(...ranges));
  else MARKS?.delete(name);
}

function scrollerOf(element) {
  const isScroller = element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY);
  if (isScroller || !element.parentElement) return isScroller ? element : document.scrollingElement;
  return scrollerOf(element.parentElement);
}
