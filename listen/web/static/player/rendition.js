// One audio on the server: found by its key or asked for, and followed while it is made.

import { asked } from "./article.js";
import { ask, follow, patiently } from "./server.js";

export class Rendition {
  #element;
  #body;
  #tell;
  #server;
  #key;
  #unfollow;

  /** `body` is what to ask for instead of the page's article. `tell` is given `known`, `found` and
      `finished` with what the server says of it, `text`, `segment`, `words`, and `lost` and `fail`
      with an error. */
  constructor(element, body, tell) {
    this.#element = element;
    this.#body = body;
    this.#tell = tell;
    this.#server = element.getAttribute("server") ?? import.meta.url;
    this.#key = element.getAttribute("audio-key");
  }

  get isFollowed() {
    return Boolean(this.#unfollow);
  }

  address(path) {
    return new URL(path, this.#server).href;
  }

  /** What it is called and how long it takes; nothing is made by looking. */
  async look() {
    const found = this.#key && (await this.#find().catch(() => {}));
    if (found) this.#tell?.("known", found);
  }

  /** Finds the audio or asks for it; also after it was lost. */
  async open() {
    try {
      let found = await patiently(() => this.#find());
      if (found.state === "failed") found = await ask(this.address(found.links.self), {});
      if (!this.#tell) return;
      this.#tell("found", found);
      this.#unfollow?.();
      this.#unfollow = follow(this.address(found.links.events), (name, data) => {
        if (name === "finished") this.#finish();
        else if (name === "failed") this.#fail(data);
        else this.#tell?.(name, data);
      });
    } catch (error) {
      this.#tell?.("fail", error);
    }
  }

  /** What is still on its way will be told to nobody. */
  close() {
    this.#unfollow?.();
    this.#tell = undefined;
  }

  async #find() {
    if (!this.#key) {
      const found = await ask(this.address("/v1/audio"), this.#body ?? asked(this.#element));
      this.#key = found.key;
      return found;
    }
    const found = await ask(this.address(`/v1/audio/${this.#key}`));
    if (!found.superseded_by) return found;
    this.#key = found.superseded_by;
    return this.#find();
  }

  async #finish() {
    const found = await patiently(() => this.#find()).catch(() => {});
    if (!found?.duration) return;
    this.#tell?.("finished", found);
    const { marks } = await ask(this.address(found.links.marks)).catch(() => ({ marks: [] }));
    this.#tell?.("words", marks.filter(({ type }) => type === "word"));
  }

  /** Another voice may be reading it instead: then it is found under another key. */
  #fail(data) {
    const error = Object.assign(new Error(data.detail), data);
    this.#tell?.(data.superseded_by ? "lost" : "fail", error);
  }
}
