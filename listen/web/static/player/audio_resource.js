// One audio on the server: finds or requests it, and follows its progress.

import { pageQuery } from "./article.js";
import { Attribute } from "./constants.js";
import { getJson, postJson, ServerEvent, subscribe, withRetries } from "./server.js";

const MODULE = import.meta.url; // a bundler takes it for a file, if it stands in `new URL`

/** Events of an AudioResource. `resource` is the JSON of GET /v1/audio/KEY. */
export const ResourceEvent = {
  /** The audio exists; nothing was requested. Data: resource. */
  KNOWN: "known",
  /** The audio was found or requested, and can be loaded. Data: resource. */
  READY: "ready",
  /** Data: {text}, the text that offsets of segments and words point into. */
  TEXT: ServerEvent.TEXT,
  /** A segment is synthesized. Data: {index, sentence, start, end, start_time, end_time}. */
  SEGMENT: ServerEvent.SEGMENT,
  /** The file is finished. Data: resource. */
  FINISHED: ServerEvent.FINISHED,
  /** The file's speech marks were fetched. Data: those of type `word`. */
  WORDS: "words",
  /** The audio is made under another key: `open` finds it. Data: Error. */
  SUPERSEDED: "superseded",
  /** Data: Error, with the server's `code` if it has answered. */
  FAILED: ServerEvent.FAILED,
};

export class AudioResource {
  #player;
  #body;
  #onEvent;
  #server;
  #key;
  #unsubscribe;
  #marks; // URL of the finished file's speech marks
  #opening = new AbortController(); // of the latest `preview` or `open`

  /** `body` is posted to /v1/audio; without it, the page's audio is asked for. `onEvent(event, data)`
      is called with a ResourceEvent, until `close`. */
  constructor(player, body, onEvent) {
    this.#player = player;
    this.#body = body;
    this.#onEvent = onEvent;
    this.#server = player.getAttribute(Attribute.SERVER);
    this.#key = player.getAttribute(Attribute.AUDIO_KEY);
  }

  get isOpen() {
    return Boolean(this.#unsubscribe);
  }

  /** Returns the URL of a link in a resource, or of a path below the server's base URL. */
  resolve(link) {
    return new URL(link, baseOf(this.#server)).href;
  }

  /** Fetches title and duration of an audio with a key; requests nothing. */
  async preview() {
    if (!this.#key) return;
    const { signal } = this.#opening;
    const resource = await withRetries(() => this.#find(), undefined, signal).catch(() => {});
    if (resource && !signal.aborted) this.#onEvent(ResourceEvent.KNOWN, resource);
  }

  /** Finds or requests the audio and subscribes to its events; can be repeated. */
  async open() {
    this.#opening.abort();
    this.#opening = new AbortController();
    const { signal } = this.#opening;
    try {
      const resource = await withRetries(() => this.#request(), undefined, signal);
      if (signal.aborted) return;
      this.#unsubscribe?.();
      this.#onEvent(ResourceEvent.READY, resource);
      this.#unsubscribe = subscribe(this.resolve(resource.links.events), (name, data) => {
        if (name === ServerEvent.FINISHED) this.#finish(signal);
        else if (name === ServerEvent.FAILED) this.#fail(data);
        else this.#onEvent?.(name, data);
      });
    } catch (error) {
      if (!signal.aborted) this.#onEvent?.(ResourceEvent.FAILED, error);
    }
  }

  /** Fetches the finished file's speech marks. */
  async loadWords() {
    if (!this.#marks) return;
    const address = this.#marks;
    const { signal } = this.#opening;
    const answer = await withRetries(() => getJson(address), undefined, signal).catch(() => {});
    const words = answer?.marks.filter(({ type }) => type === "word");
    if (words) this.#onEvent?.(ResourceEvent.WORDS, words);
  }

  close() {
    this.#opening.abort();
    this.#unsubscribe?.();
    this.#onEvent = undefined;
  }

  /** Finds the audio, and requests it if it has failed before. */
  async #request() {
    const resource = await this.#find();
    if (resource.state !== "failed") return resource;
    return postJson(this.resolve(resource.links.self), {});
  }

  async #find() {
    const resource = await this.#ask();
    this.#key = resource.superseded_by ?? resource.key;
    return resource.superseded_by ? this.#find() : resource;
  }

  #ask() {
    const token = this.#player.getAttribute(Attribute.TOKEN);
    const query = token ? `?token=${token}` : "";
    if (this.#key) return getJson(this.resolve(`v1/audio/${this.#key}${query}`));
    if (!this.#body) return getJson(this.resolve(`v1/pages?${pageQuery(this.#player)}`));
    return postJson(this.resolve("v1/audio"), this.#body, this.#player.apiKey);
  }

  async #finish(signal) {
    const resource = await withRetries(() => this.#find(), () => false, signal).catch(() => {});
    if (!resource?.duration) return;
    this.#marks = this.resolve(resource.links.marks);
    this.#onEvent?.(ResourceEvent.FINISHED, resource);
  }

  #fail(data) {
    const event = data.superseded_by ? ResourceEvent.SUPERSEDED : ResourceEvent.FAILED;
    this.#onEvent?.(event, Object.assign(new Error(data.detail), data));
  }
}

/** Returns the base URL of a server, with a slash at its end: by default the folder of player.js. */
function baseOf(server) {
  if (server === null) return new URL(".", MODULE);
  return new URL(`${server.replace(/\/+$/, "")}/`, document.baseURI);
}
