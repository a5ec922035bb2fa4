// How far the reader has come: remembered every second, told every quarter.

import { remember } from "./memory.js";

export class Progress {
  #tell;
  #kept;
  #steps = 0;

  /** `tell` is given 25, 50 and 75 percent, each once. */
  constructor(tell) {
    this.#tell = tell;
  }

  at(key, position, duration) {
    const kept = Math.floor(position);
    if (kept !== this.#kept) {
      this.#kept = kept;
      remember(({ positions }) => (positions[key] = kept));
    }
    const step = Math.floor((4 * position) / duration);
    if (step <= this.#steps || step > 3) return;
    this.#steps = step;
    this.#tell(25 * step);
  }
}
