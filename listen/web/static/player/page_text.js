// The text nodes of the page's article, folded, and ranges in them. Follows changes of the page.

import { foldInSlices } from "./match.js";

const SKIPPED =
  "script, style, noscript, listen-article, [hidden], [data-listen=skip], .skip-speech";
const CHANGE_DELAY = 250; // milliseconds in which changes are taken together

const LETTER = /[^]\p{M}*/uy; // with its accents, vowel signs and tone marks, which are not compared

export class PageText {
  letters = "";
  #root;
  #onRead;
  #nodes = [];
  #folded = { index: [], offset: [] };
  #reading;
  #timer;
  #observer = new MutationObserver(() => this.#onChange());

  /** `onRead` is called when `letters` have changed. */
  constructor(root, onRead) {
    this.#root = root;
    this.#onRead = onRead;
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true });
    this.#read();
  }

  close() {
    clearTimeout(this.#timer);
    this.#reading.abort();
    this.#observer.disconnect();
  }

  /** True: the text that was read has left the page. */
  get isGone() {
    return this.#nodes.length > 0 && !this.#nodes.some((node) => node.isConnected);
  }

  /** Returns the Range of letters [start, end); undefined if the page has changed there. */
  range([start, end]) {
    const { index, offset } = this.#folded;
    const [first, last] = [this.#nodes[index[start]], this.#nodes[index[end - 1]]];
    const [from, to] = [offset[start], endOfLetter(last?.data, offset[end - 1])];
    if (!first?.isConnected || !last?.isConnected) return;
    if (from > first.length || !to) return;
    const range = new Range();
    range.setStart(first, from);
    range.setEnd(last, to);
    return range;
  }

  #onChange() {
    this.#timer ??= setTimeout(() => this.#read(), CHANGE_DELAY);
  }

  async #read() {
    this.#timer = undefined;
    this.#reading?.abort();
    this.#reading = new AbortController();
    // 5: elements and text. 1, 2 and 3: accept, reject with all children, visit only children.
    const walker = document.createTreeWalker(this.#root, 5, (node) =>
      node instanceof Text ? 1 : node.matches(SKIPPED) ? 2 : 3,
    );
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const folded = await foldInSlices(
      nodes.map(({ data }) => data),
      this.#reading.signal,
    );
    if (!folded) return;
    this.#nodes = nodes;
    this.#folded = folded;
    this.letters = folded.letters;
    this.#onRead();
  }
}

/** Returns where the letter at an offset ends; undefined if the text is too short. */
function endOfLetter(text = "", offset) {
  LETTER.lastIndex = offset;
  return LETTER.test(text) ? LETTER.lastIndex : undefined;
}
