// Notices that sound which should be playing does not move.

const INTERVAL = 1000; // milliseconds

export class Watchdog {
  #look;
  #onStuck;
  #timer;
  #seen;
  #changedAt;

  /** `look` returns {place, patience}: a string that changes while all is well, and milliseconds
      without a change after which `onStuck` is called. */
  constructor(look, onStuck) {
    this.#look = look;
    this.#onStuck = onStuck;
  }

  start() {
    this.#seen = undefined;
    this.#timer ??= setInterval(() => this.#check(), INTERVAL);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #check() {
    const { place, patience } = this.#look();
    const now = performance.now();
    if (place !== this.#seen) {
      this.#seen = place;
      this.#changedAt = now;
    } else if (now - this.#changedAt >= patience) {
      this.#changedAt = now;
      this.#onStuck();
    }
  }
}
