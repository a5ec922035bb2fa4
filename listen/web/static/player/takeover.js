// The finished file takes over from the live stream where nobody hears it, and without taking the
// network from the stream.

import { FileSource } from "./file_source.js";

const SWITCH_TIME = 0.1; // seconds until another source sounds, taken off the silence
const POLL_INTERVAL = 40; // milliseconds

export class Takeover {
  #playback;
  #pauses;
  #actions;
  #isPreloading = false;
  #poll = setInterval(() => this.#check(), POLL_INTERVAL);

  /** `pauses` are [start, end] of the silences, in seconds. `actions` has isAhead and isLive, which
      describe what sounds, `use(file, skipped)`, and `onAhead`, which is called once. */
  constructor(playback, address, pauses, actions) {
    this.#playback = playback;
    this.#pauses = pauses;
    this.#actions = actions;
    // A second element preloads the file, so that the audible one need not wait for the network.
    this.file = new FileSource(new Audio(), address);
  }

  close() {
    clearInterval(this.#poll);
    if (this.file.audio === this.#playback.audio || !this.#isPreloading) return;
    this.file.audio.removeAttribute("src");
    this.file.audio.load();
  }

  #check() {
    const { position, audio } = this.#playback;
    const { isAhead, isLive, use, onAhead } = this.#actions;
    if (!isAhead()) return;
    if (!this.#isPreloading) {
      this.#isPreloading = true;
      onAhead();
      if (isLive()) this.file.open(position);
    }
    const skipped = SWITCH_TIME * audio.playbackRate;
    const isSilent = ([start, end]) => position >= start && position + 1.5 * skipped < end;
    if (!isLive() || audio.ended) clearInterval(this.#poll);
    else if (audio.paused) use(this.file, 0);
    else if (this.file.audio.readyState > 2 && this.#pauses.some(isSilent)) use(this.file, skipped);
  }
}
