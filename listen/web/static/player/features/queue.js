// The attribute `queue`: articles that can be played after this one, with a button, or by themselves.

import { Attribute, ListenEvent } from "../constants.js";
import { build, icon } from "../dom.js";
import { styleSheet } from "../style_sheet.js";
import { adopt } from "./adopt.js";
import { labelsOf } from "./labels.js";
import { readQueue } from "./queue_items.js";

const NEXT_ICON = "M5 5v14l10-7zM16 5h3v14h-3z";

const queueStyles = styleSheet(`
.next { border: 1px solid var(--line); }
@container (width < 48em) { .next ~ .volume { display: none; } }
@container (width < 24em) { .next ~ .download { display: none; } }
`);

export function attach(host, signal) {
  const queue = new Queue(host, signal);
  return () => queue.draw();
}

class Queue {
  #host;
  #player;
  #button = build("button", { class: "next" }, icon(NEXT_ICON));
  #items = [];
  #text; // value of the attribute that was read

  constructor(host, signal) {
    this.#host = host;
    this.#player = host.player;
    adopt(this.#player.shadowRoot, queueStyles, signal);
    this.#button.addEventListener("click", () => this.#play(this.#next));
    const onEnd = () => {
      const isWanted = this.#player.hasAttribute(Attribute.AUTOPLAY_NEXT);
      if (isWanted) this.#play(this.#next, true);
    };
    this.#player.addEventListener(ListenEvent.END, onEnd, { signal });
    host.queueItems = (onChoose) => this.#list(onChoose);
    signal.addEventListener("abort", () => {
      this.#button.remove();
      host.next = host.queueItem = host.queueItems = undefined;
    });
  }

  draw() {
    const text = this.#player.getAttribute(Attribute.QUEUE);
    if (text !== this.#text) {
      this.#text = text;
      this.#items = readQueue(text);
    }
    const next = this.#next;
    this.#host.queueItem = this.#items[this.#index];
    this.#host.next = next && (() => this.#play(this.#next));
    if (!this.#items.length) this.#button.remove();
    else if (!this.#button.isConnected) this.#host.view.$("forward").after(this.#button);
    const label = labelsOf(this.#host.view).next.replace("{}", next ? titleOf(next) : "");
    if (this.#button.title !== label) Object.assign(this.#button, { ariaLabel: label, title: label });
    this.#button.disabled = !next;
  }

  /** The place of the article that is played in the queue; -1 before the first one. */
  get #index() {
    const [key, url] = [Attribute.AUDIO_KEY, Attribute.SOURCE_URL].map((name) =>
      this.#player.getAttribute(name),
    );
    return this.#items.findIndex((item) => (item.key ? item.key === key : item.url === url));
  }

  get #next() {
    return this.#items[this.#index + 1];
  }

  /** Plays an article, unless a listener of the page prevents it, such as one that goes there. */
  #play(item, isAutomatic = false) {
    if (!item) return;
    const player = this.#player;
    const detail = { key: player.getAttribute(Attribute.AUDIO_KEY), item: { ...item }, isAutomatic };
    const options = { bubbles: true, composed: true, cancelable: true, detail };
    if (!player.dispatchEvent(new CustomEvent(ListenEvent.NEXT, options))) return;
    const set = (name, value) => {
      if (value) player.setAttribute(name, value);
      else player.removeAttribute(name);
    };
    set(Attribute.AUDIO_KEY); // first, so that nothing asks for the old key at another address
    if (player.request) player.request = undefined;
    set(Attribute.TOKEN, item.token);
    set(Attribute.SOURCE_URL, item.url);
    set(Attribute.AUDIO_KEY, item.key);
    player.play();
  }

  /** Returns the elements of the list in the menu. */
  #list(onChoose) {
    if (!this.#items.length) return [];
    const current = this.#index;
    const items = this.#items.map((item, index) => {
      const button = build("button", { class: "queued", dir: "auto" }, titleOf(item));
      if (index === current) button.ariaCurrent = "true";
      button.addEventListener("click", () => {
        onChoose();
        this.#play(item);
      });
      return build("li", {}, button);
    });
    return [build("h2", {}, labelsOf(this.#host.view).queue), build("ol", {}, ...items)];
  }
}

const titleOf = ({ title, url, key }) => title ?? url ?? key;
