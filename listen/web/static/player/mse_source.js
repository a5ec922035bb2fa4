// The live stream through Media Source Extensions (MSE): it sounds with the first frames, and a
// broken connection resumes at any byte.

import { frameAt, silentFrame } from "./live_frames.js";
import { fetchOk, withQuery, withRetries } from "./server.js";
import { Source } from "./source.js";
import { hasSoundedLately } from "./storage.js";

const MEDIA_TYPE = "audio/mpeg";
const MAX_AHEAD = 120; // seconds to buffer; the server holds back the rest
const MAX_BEHIND = 60; // seconds to keep
const UNKNOWN_DURATION = 1e6; // seconds
const FAR = 9e5; // seconds: where nothing else is
const RANGE_NOT_SATISFIABLE = 416; // the status of a file that ends before the range

const MediaSourceClass = globalThis.ManagedMediaSource ?? globalThis.MediaSource;

export const isMseSupported = Boolean(MediaSourceClass?.isTypeSupported(MEDIA_TYPE));

export class MseSource extends Source {
  isLive = true;
  /** True: the browser has opened the media source, which a page's policy may forbid. */
  isOpened = false;
  /** True: all of the stream is in the buffer. */
  isFetched = false;
  #onFail;
  #media = new MediaSourceClass();
  #opened = once(this.#media, ["sourceopen"]).then(() => this.#prepare());
  #buffer;
  #download = new AbortController();

  /** Attaches to the element at once, because browsers require that inside the click. `address` and
      `live` must be set before `open`. `onFail` is called with the error that ends the source. */
  constructor(audio, onFail) {
    super(audio);
    this.#onFail = onFail;
    audio.disableRemotePlayback = true; // ManagedMediaSource requires it
    audio.src = URL.createObjectURL(this.#media);
  }

  open(seconds) {
    // Measured in Chromium, which drops one frame of the silence at the start.
    this.clockOffset = this.live.delay_seconds - this.live.frame_seconds;
    if (seconds) super.seek(seconds);
    this.#restart(seconds);
  }

  seek(seconds) {
    super.seek(seconds);
    if (!this.hasBuffered(seconds)) this.#restart(seconds);
  }

  close() {
    super.close();
    this.#download.abort();
    URL.revokeObjectURL(this.audio.src);
  }

  #restart(seconds) {
    this.#download.abort();
    this.isFetched = false;
    this.#download = new AbortController();
    const { signal } = this.#download;
    const start = frameAt(seconds, this.live);
    this.#run(start, signal).catch((error) => signal.aborted || this.#onFail(error));
  }

  async #run({ byte, time }, signal) {
    await this.#opened;
    await this.#updated();
    if (signal.aborted) return;
    if (this.#media.readyState === "open") this.#buffer.abort();
    this.#buffer.timestampOffset = time;
    const isDry = () => this.audio.readyState < 3;
    const download = async () => {
      const start = byte;
      // `from` resumes live audio, the range a file that was finished in the meantime.
      const headers = byte ? { Range: `bytes=${byte}-` } : {};
      const address = withQuery(this.address, `from=${byte}`);
      const { body } = await fetchOk(address, { signal, headers }).catch((error) => {
        if (error.status !== RANGE_NOT_SATISFIABLE) throw error;
        return {};
      });
      if (!body) return true;
      const stream = body.getReader();
      for (;;) {
        const { done, value } = await stream.read().catch((error) => {
          if (byte === start) throw error;
          return {}; // the connection broke after some progress: not a failed attempt
        });
        // WebKitGTK takes a broken connection for the end, so the end is an answer without sound.
        if (!value || signal.aborted) return done && byte === start;
        byte += value.length;
        await this.#append(value, signal);
      }
    };
    while (!(await withRetries(download, isDry, signal)));
    this.isFetched = !signal.aborted;
    if (this.#media.readyState !== "open") return;
    if (this.#media.duration > FAR) {
      this.#buffer.remove(FAR, Infinity); // otherwise the sound would end there
      await this.#updated();
    }
    if (this.#media.readyState === "open") this.#media.endOfStream();
  }

  #prepare() {
    this.isOpened = true;
    if (this.#media.readyState !== "open") return; // it was closed in the meantime
    this.#buffer = this.#media.addSourceBuffer(MEDIA_TYPE);
    this.#media.duration = UNKNOWN_DURATION; // without one, seeks end at the buffer's end
    if (hasSoundedLately()) return;
    // The first frame makes the browser prepare decoder and output. That takes a tenth of a second,
    // in which the server works.
    this.#buffer.timestampOffset = FAR;
    this.#buffer.appendBuffer(silentFrame());
  }

  async #append(bytes, signal) {
    this.#buffer.appendBuffer(bytes);
    await this.#updated();
    if (!signal.aborted && this.position > MAX_BEHIND) {
      this.#buffer.remove(0, this.position - MAX_BEHIND);
      await this.#updated();
    }
    while (!signal.aborted && this.bufferedEnd - this.position > MAX_AHEAD) {
      await once(this.audio, ["timeupdate", "seeking"], signal);
    }
  }

  async #updated() {
    while (this.#buffer.updating) await once(this.#buffer, ["updateend"]);
  }
}

/** Resolves at the first of these events, or when the signal aborts. */
function once(target, events, signal) {
  return new Promise((resolve) => {
    const ends = new AbortController();
    const end = () => {
      ends.abort();
      resolve();
    };
    for (const event of events) target.addEventListener(event, end, { signal: ends.signal });
    signal?.addEventListener("abort", end, { signal: ends.signal });
  });
}
