// Calls a function once in each frame of the browser, until it is stopped.

export class FrameLoop {
  #onFrame;
  #handle;

  constructor(onFrame) {
    this.#onFrame = onFrame;
  }

  start() {
    this.#handle ??= requestAnimationFrame(() => this.#run());
  }

  stop() {
    cancelAnimationFrame(this.#handle);
    this.#handle = undefined;
  }

  #run() {
    this.#handle = undefined;
    this.start();
    this.#onFrame();
  }
}
