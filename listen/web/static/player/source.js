// What one <audio> can play. Positions are seconds of the finished file.

const FRAME = 576 / 24000; // seconds, in 192 bytes, after an empty Info frame as long

/** The frame that a time falls in: its first byte and its time. */
export function frameAt(seconds) {
  const frame = Math.floor(seconds / FRAME);
  return frame > 0 ? { byte: (frame + 1) * 192, time: frame * FRAME } : { byte: 0, time: 0 };
}

/** The finished file. */
export class Source {
  isLive = false;
  /** How far the element's clock is ahead of the finished file's. */
  zero = 0;

  constructor(audio, address) {
    Object.assign(this, { audio, address });
  }

  open(seconds) {
    // Another address: browsers keep what they know of the live one, which had no end.
    this.audio.src = `${this.address}?finished`;
    this.audio.currentTime = seconds;
  }

  seek(seconds) {
    this.audio.currentTime = seconds + this.zero;
  }

  close() {}

  get position() {
    return Math.max(0, this.audio.currentTime - this.zero);
  }

  /** How far it could play now without a hole. */
  get end() {
    return this.#endFrom(this.audio.currentTime) - this.zero;
  }

  has(seconds) {
    return this.#endFrom(seconds + this.zero) > 0;
  }

  #endFrom(time) {
    const { buffered } = this.audio;
    for (let i = 0; i < buffered.length; i++) {
      if (time > buffered.start(i) - 0.1 && time < buffered.end(i)) return buffered.end(i);
    }
    return 0;
  }
}

/** The live stream as <audio> loads it, for browsers without Media Source for MP3. */
export class Stream extends Source {
  isLive = true;

  open(seconds) {
    const { byte, time } = frameAt(seconds);
    // The silence before the first sample, of encoder and decoder, which the finished file's Info
    // frame tells players to leave out; and the one in the stream, which they play.
    this.zero = (576 + 529) / 24000 - time + (byte ? 0 : FRAME);
    this.audio.src = `${this.address}?from=${byte}`;
  }

  seek(seconds) {
    if (this.has(seconds)) super.seek(seconds);
    else this.open(seconds);
  }
}
