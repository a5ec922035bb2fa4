// The live audio through Media Source: sounds with its first frames, and resumes at any byte.

import { patiently, request } from "./server.js";
import { frameAt, Source } from "./source.js";

const TYPE = "audio/mpeg";
const AHEAD = 120; // seconds; the server waits with the rest
const BEHIND = 60;
const LONGEST = 1e6;

const Media = globalThis.ManagedMediaSource ?? globalThis.MediaSource;

export const canFeed = Boolean(Media?.isTypeSupported(TYPE));

export class Feed extends Source {
  isLive = true;
  zero = 529 / 24000; // measured in Chromium, which leaves out the silence of the first frame
  #fail;
  #media = new Media();
  #opened = happens(this.#media, ["sourceopen"]);
  #buffer;
  #running = new AbortController();

  /** Takes the element at once, inside the click; `fail` is told what ends it. */
  constructor(audio, fail) {
    super(audio);
    this.#fail = fail;
    audio.disableRemotePlayback = true; // ManagedMediaSource asks for it
    audio.src = URL.createObjectURL(this.#media);
  }

  open(seconds) {
    if (seconds) super.seek(seconds);
    this.#begin(seconds);
  }

  seek(seconds) {
    super.seek(seconds);
    if (!this.has(seconds)) this.#begin(seconds);
  }

  close() {
    this.#running.abort();
    URL.revokeObjectURL(this.audio.src);
  }

  #begin(seconds) {
    this.#running.abort();
    this.#running = new AbortController();
    const { signal } = this.#running;
    this.#run(frameAt(seconds), signal).catch((error) => signal.aborted || this.#fail(error));
  }

  async #run({ byte, time }, signal) {
    await this.#opened;
    if (!this.#buffer) {
      this.#buffer = this.#media.addSourceBuffer(TYPE);
      this.#media.duration = LONGEST; // without one, a seek ends at what is there
    }
    await this.#settled();
    if (signal.aborted) return;
    if (this.#media.readyState === "open") this.#buffer.abort();
    this.#buffer.timestampOffset = time;
    const isDry = () => this.audio.readyState < 3;
    const read = async () => {
      const start = byte;
      // `from` is for live audio, the range for a file that was finished in the meantime.
      const headers = byte ? { Range: `bytes=${byte}-` } : {};
      const { body } = await request(`${this.address}?from=${byte}`, { signal, headers });
      const reader = body.getReader();
      for (;;) {
        const { done, value } = await reader.read().catch((error) => {
          if (byte === start) throw error;
          return {}; // cut, but it got on: not a failed attempt
        });
        if (!value || signal.aborted) return done;
        byte += value.length;
        await this.#append(value, signal);
      }
    };
    while (!(await patiently(read, isDry, signal)));
    if (this.#media.readyState === "open") this.#media.endOfStream();
  }

  async #append(bytes, signal) {
    this.#buffer.appendBuffer(bytes);
    await this.#settled();
    if (!signal.aborted && this.position > BEHIND) {
      this.#buffer.remove(0, this.position - BEHIND);
      await this.#settled();
    }
    while (!signal.aborted && this.end - this.position > AHEAD) {
      await happens(this.audio, ["timeupdate", "seeking"], signal);
    }
  }

  async #settled() {
    while (this.#buffer.updating) await happens(this.#buffer, ["updateend"]);
  }
}

function happens(target, names, signal) {
  return new Promise((resolve) => {
    for (const name of names) target.addEventListener(name, resolve, { once: true });
    signal?.addEventListener("abort", resolve, { once: true });
  });
}
