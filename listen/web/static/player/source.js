// Base class of the sources that an <audio> plays. Positions are seconds of the finished file.

export class Source {
  isLive = false;
  /** Seconds that the element's clock is ahead of the finished file's. */
  clockOffset = 0;

  /** `live` describes the live stream, as the audio resource does. */
  constructor(audio, address, live) {
    Object.assign(this, { audio, address, live });
  }

  seek(seconds) {
    this.audio.currentTime = seconds + this.clockOffset;
  }

  close() {}

  get position() {
    return Math.max(0, this.audio.currentTime - this.clockOffset);
  }

  /** How far it can play without a gap. */
  get bufferedEnd() {
    return this.#bufferedEndFrom(this.audio.currentTime) - this.clockOffset;
  }

  hasBuffered(seconds) {
    return this.#bufferedEndFrom(seconds + this.clockOffset) > 0;
  }

  #bufferedEndFrom(time) {
    const { buffered } = this.audio;
    for (let i = 0; i < buffered.length; i++) {
      if (time > buffered.start(i) - 0.1 && time < buffered.end(i)) return buffered.end(i);
    }
    return 0;
  }
}
