// Stores the reader's position every second and reports each quarter of the audio.

import { storePosition } from "./storage.js";

export class Progress {
  #onQuarter;
  #storedSecond;
  #quarters = 0;

  /** `onQuarter` is called with 25, 50 and 75 (percent), each once. */
  constructor(onQuarter) {
    this.#onQuarter = onQuarter;
  }

  /** Position and duration are seconds. */
  update(key, position, duration) {
    const second = Math.floor(position);
    if (second !== this.#storedSecond) {
      this.#storedSecond = second;
      storePosition(key, second);
    }
    const quarters = Math.floor((4 * position) / duration);
    if (quarters <= this.#quarters || quarters > 3) return;
    this.#quarters = quarters;
    this.#onQuarter(25 * quarters);
  }
}
