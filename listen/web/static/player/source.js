// Base class of the sources that an <audio> plays. Positions are seconds of the finished file.

// WebKit does not play on from a time that is set before the element has metadata.
const isWebKit = navigator.vendor.startsWith("Apple");

export class Source {
  isLive = false;
  /** Seconds that the element's clock is ahead of the finished file's. */
  clockOffset = 0;
  #start; // seconds to move to, once the element has metadata

  /** `live` describes the live stream, as the audio resource does. */
  constructor(audio, address, live) {
    Object.assign(this, { audio, address, live });
  }

  seek(seconds) {
    const { audio } = this;
    this.#start = seconds;
    if (audio.readyState || !isWebKit) this.#move(audio);
    else audio.addEventListener("loadedmetadata", () => this.#move(audio), { once: true });
  }

  close() {
    this.#start = undefined;
  }

  get position() {
    return this.#start ?? Math.max(0, this.audio.currentTime - this.clockOffset);
  }

  /** How far it can play without a gap. */
  get bufferedEnd() {
    return this.#bufferedEndFrom(this.audio.currentTime) - this.clockOffset;
  }

  hasBuffered(seconds) {
    return this.#bufferedEndFrom(seconds + this.clockOffset) > 0;
  }

  #move(audio) {
    if (this.#start === undefined || audio !== this.audio) return;
    audio.currentTime = this.#start + this.clockOffset;
    this.#start = undefined;
  }

  #bufferedEndFrom(time) {
    const { buffered } = this.audio;
    for (let i = 0; i < buffered.length; i++) {
      if (time > buffered.start(i) - 0.1 && time < buffered.end(i)) return buffered.end(i);
    }
    return 0;
  }
}
