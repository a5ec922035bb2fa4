// Calls a function again and again, each time after the seconds that it has returned.

export class Timer {
  #onTime;
  #handle;

  constructor(onTime) {
    this.#onTime = onTime;
  }

  start() {
    this.#handle ??= setTimeout(() => this.#run());
  }

  stop() {
    clearTimeout(this.#handle);
    this.#handle = undefined;
  }

  #run() {
    this.#handle = undefined;
    const seconds = this.#onTime();
    this.#handle ??= setTimeout(() => this.#run(), 1000 * seconds);
  }
}
