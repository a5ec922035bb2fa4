// Reading along in the text of one article, while it sounds and can be seen.

import { articleFor } from "./article.js";
import { Attribute } from "./constants.js";
import { Timer } from "./timer.js";

// Seconds until the next look. The longest is for seeks and sentences that arrive.
const MIN_LOOK = 0.016;
const MAX_LOOK = 0.2;

export class Reading {
  #player;
  #view;
  #actions;
  #text;
  #root;
  #ReadAlong; // the class, once its module is loaded
  #readAlong; // replaced with the root
  #wasFound = false;
  #addToTranscript;
  #segments = [];
  #words = [];
  #isSounding = false;
  #timer = new Timer(() => this.#onTime());
  #life = new AbortController();

  /** `actions` are those of ReadAlong, and `speed()`, which returns the playback rate. `playFrom` is
      also called by buttons of the transcript. */
  constructor(player, view, actions) {
    this.#player = player;
    this.#view = view;
    this.#actions = actions;
    const { signal } = this.#life;
    document.addEventListener("visibilitychange", () => this.#update(), { signal });
  }

  /** True: the text has left the page. */
  get isGone() {
    return this.#wasFound && !this.#readAlong.isFound;
  }

  /** Begins to read along in the text of an event `text`. Further calls have no effect. */
  async start(event) {
    if (this.#text !== undefined) return;
    this.#text = event.text;
    const isTranscript = this.#player.hasAttribute(Attribute.TRANSCRIPT);
    if (isTranscript) await this.#showTranscript(event);
    const root = isTranscript ? this.#view.$("transcript") : articleFor(this.#player);
    if (!root) return;
    const { ReadAlong } = await import("./read_along.js").catch(() => ({}));
    if (!ReadAlong || this.#life.signal.aborted) return;
    this.#ReadAlong = ReadAlong;
    this.#readIn(root);
    this.#update();
  }

  add(segment) {
    this.#segments[segment.index] = segment;
    this.#addToTranscript?.(segment);
    this.#readAlong?.add(segment);
  }

  set words(words) {
    this.#words = words;
    if (this.#readAlong) this.#readAlong.words = words;
  }

  set isSounding(isSounding) {
    this.#isSounding = isSounding;
    this.#update();
  }

  /** Returns the seconds at which a Range of the page is spoken; undefined if it is not. */
  timeAt(range) {
    return this.#readAlong?.timeAt(range);
  }

  resumeScrolling() {
    this.#readAlong?.resumeScrolling();
  }

  /** Removes the highlights. */
  clear() {
    this.#readAlong?.clear();
  }

  close() {
    this.#life.abort();
    this.#timer.stop();
    this.#readAlong?.close();
    this.#view.$("transcript").hidden = true;
    this.#player.removeAttribute(Attribute.FILLED);
  }

  async #showTranscript(event) {
    const { showTranscript } = await import("./features/transcript.js").catch(() => ({}));
    if (!showTranscript || this.#life.signal.aborted) return;
    this.#addToTranscript = showTranscript(this.#view, event, this.#actions.playFrom);
    this.#segments.forEach(this.#addToTranscript);
    this.#player.setAttribute(Attribute.FILLED, "");
  }

  #readIn(root) {
    this.#readAlong?.close();
    this.#root = root;
    this.#readAlong = new this.#ReadAlong(root, this.#text, this.#actions);
    this.#segments.forEach((segment) => this.#readAlong.add(segment));
    this.#readAlong.words = this.#words;
  }

  /** Returns the seconds until the next look: when the next word begins. */
  #onTime() {
    // Frameworks replace the element of the article when they render it again.
    const root = !this.#root.isConnected && articleFor(this.#player);
    if (root) this.#readIn(root);
    this.#wasFound ||= this.#readAlong.isFound;
    const { currentTime } = this.#player;
    const next = this.#readAlong.highlightAt(currentTime);
    const wait = (next - currentTime) / this.#actions.speed();
    return Math.max(MIN_LOOK, Math.min(wait, MAX_LOOK));
  }

  #update() {
    if (this.#readAlong && this.#isSounding && !document.hidden) this.#timer.start();
    else this.#timer.stop();
  }
}
