// Highlights the sentence and word being read, scrolls to them, and plays from a clicked place.

import { clearHighlights, ownsHighlights, setHighlights } from "./highlights.js";
import { fold, locate } from "./match.js";
import { PageText } from "./page_text.js";
import { onTextClick } from "./text_clicks.js";

const SCROLL_EVENT = "onscrollend" in globalThis ? "scrollend" : "scroll";
const READER_EVENTS = ["wheel", "touchmove", "keydown"]; // that may scroll
const READER_TIME = 1000; // milliseconds after the reader's scrolling in which nothing else scrolls

export class ReadAlong {
  #root;
  #playFrom;
  #onScrolledAway;
  #page;
  #spoken;
  #cursor = 0;
  #segments = [];
  #words = [];
  #segment; // that is highlighted
  #word;
  #isScrolledAway = false;
  #readerTime = -Infinity; // of the reader's last scrolling
  #listeners = new AbortController();

  /** `root` holds the text on the page, `text` is the spoken one. `playFrom(seconds)` is called for
      a click in the text, `onScrolledAway(isScrolledAway)` when the reader scrolls the current
      sentence out of view, or back, and `onChanged()` when the page's text has changed. */
  constructor(root, text, { playFrom, onScrolledAway, onChanged }) {
    this.#root = root;
    this.#playFrom = playFrom;
    this.#onScrolledAway = onScrolledAway;
    this.#spoken = fold([...text]); // one string for each code point, because offsets count those
    this.#page = new PageText(root, () => {
      this.#cursor = 0;
      this.#segments.forEach((segment) => this.#locate(segment));
      this.#highlight();
      onChanged();
    });
    const { signal } = this.#listeners;
    onTextClick(root, (event, target) => this.#onPlace(event, target), signal);
    for (const name of [...READER_EVENTS, "scroll"]) {
      const onEvent = ({ timeStamp }) => {
        // A touch screen scrolls on when the finger has left it.
        const isReaders = name !== "scroll" || this.#isReaderScrolling(timeStamp);
        if (isReaders) this.#readerTime = timeStamp;
      };
      window.addEventListener(name, onEvent, { signal, passive: true, capture: true });
    }
    for (const target of [window, root]) {
      target.addEventListener(SCROLL_EVENT, () => this.#onScroll(), { signal, passive: true });
    }
  }

  add(segment) {
    this.#segments[segment.index] ??= this.#locate(segment);
  }

  set words(words) {
    this.#words = words;
  }

  /** True: the spoken text is on the page. */
  get isFound() {
    return !this.#page.isGone && this.#segments.some((segment) => segment?.page);
  }

  /** Highlights the sentence and the word at a position in seconds. Returns the position of the next
      change, Infinity if none is known. */
  highlightAt(position) {
    const [segment, nextSegment] = around(this.#segments, position);
    const [word, nextWord] = around(this.#words, position);
    const isSame = segment === this.#segment && word === this.#word && ownsHighlights(this);
    if (!isSame) this.#show(segment, word);
    return Math.min(nextSegment?.start_time ?? Infinity, nextWord?.start_time ?? Infinity);
  }

  #show(segment, word) {
    const isNewSentence = segment !== this.#segment;
    this.#segment = segment;
    this.#word = word;
    this.#highlight();
    if (isNewSentence) this.#scrollToSentence();
  }

  /** Returns the start in seconds of the first segment that a Range touches; undefined if it is not
      in the text. */
  timeAt({ startContainer, startOffset, endContainer, endOffset }) {
    if (!this.#root.contains(startContainer) || !this.#root.contains(endContainer)) return;
    const range = ({ page } = {}) => page && this.#page.range(page);
    const ends = (segment) => range(segment)?.comparePoint(startContainer, startOffset) < 1;
    const first = this.#segments.find(ends);
    const isTouched = range(first)?.comparePoint(endContainer, endOffset) >= 0;
    return isTouched ? first.start_time : undefined;
  }

  /** Scrolls to the current sentence, and with it from now on. */
  resumeScrolling() {
    this.#setScrolledAway(false);
    this.#scrollToSentence(true);
  }

  close() {
    this.#listeners.abort();
    this.#page.close();
    this.clear();
  }

  /** Removes the highlights. */
  clear() {
    this.#segment = this.#word = undefined;
    clearHighlights(this);
    this.#setScrolledAway(false);
  }

  #highlight() {
    if (this.#segment) setHighlights(this, this.#sentenceRange(), this.#wordRange());
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

  /** The current sentence, which may be spoken in several segments. */
  #sentenceRange() {
    const { sentence } = this.#segment ?? {};
    const parts = this.#segments.filter((each) => each.page && each.sentence === sentence);
    return parts.length ? this.#page.range([parts[0].page[0], parts.at(-1).page[1]]) : undefined;
  }

  /** Undefined where the page has more or less text than the segment. */
  #wordRange() {
    if (!this.#word || !this.#segment.page) return;
    const [start, end] = this.#segment.page;
    const [from, to] = this.#spokenLetters(this.#segment);
    const place = this.#spokenLetters(this.#word).map((letter) => letter - from + start);
    if (end - start !== to - from || place[0] >= place[1]) return;
    if (place[0] >= start && place[1] <= end) return this.#page.range(place);
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
    const isReaders = this.#isScrolledAway || this.#isReaderScrolling(performance.now());
    const isInView = at > 0.1 && at < 0.75;
    if (!scroller || (!isForced && (isReaders || isInView))) return;
    const isCalm = matchMedia("(prefers-reduced-motion)").matches;
    scroller.scrollBy({ top: (at - 0.3) * height, behavior: isCalm ? "instant" : "smooth" });
  }

  #isReaderScrolling(time) {
    return time - this.#readerTime < READER_TIME;
  }

  #onScroll() {
    if (!ownsHighlights(this)) return;
    const { at } = this.#sentencePlace() ?? {};
    this.#setScrolledAway(at < 0 || at > 0.9);
  }

  #setScrolledAway(isScrolledAway) {
    if (isScrolledAway === this.#isScrolledAway) return;
    this.#isScrolledAway = isScrolledAway;
    this.#onScrolledAway(isScrolledAway);
  }

  #onPlace({ clientX: x, clientY: y }, target) {
    const located = this.#segments
      .map(({ page, start_time }) => ({ range: page && this.#page.range(page), start_time }))
      .filter(({ range }) => range?.intersectsNode(target))
      .map(({ range, start_time }) => ({ boxes: [...range.getClientRects()], start_time }));
    const { start_time } = segmentAt(located, x, y, hasText(target)) ?? {};
    if (start_time >= 0) this.#playFrom(start_time);
  }
}

/** Returns the one of the segments, {boxes}, at a point of the window: around it, or, in an element
    with text of its own, the last one that begins above it. Gaps between paragraphs have none. */
function segmentAt(segments, x, y, isInText) {
  const isAround = (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  const clicked = segments.find(({ boxes }) => boxes.some(isAround));
  if (clicked || !isInText) return clicked;
  return segments.findLast(({ boxes }) => boxes[0]?.top <= y) ?? segments[0];
}

const hasText = ({ childNodes }) =>
  [...childNodes].some((node) => node instanceof Text && node.data.trim());

/** Returns the last of what has begun at a position, and the first of what has not, by bisection:
    they are sorted by `start_time`. */
function around(marks, position) {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]?.start_time <= position) low = middle + 1;
    else high = middle;
  }
  return [marks[low - 1], marks[low]];
}

function scrollerOf(element) {
  if (!element) return document.scrollingElement;
  const isFull = element.scrollHeight > element.clientHeight;
  const scrolls = isFull && /auto|scroll/.test(getComputedStyle(element).overflowY);
  return scrolls ? element : scrollerOf(element.parentElement);
}
