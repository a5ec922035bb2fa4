// Parts that few pages use: modules in the folder extensions, which the server's answer asks for by
// name.

/** The extensions of one article of a player. */
export class Extensions {
  #host;
  #names = new Set();
  #life = new AbortController();

  /** @param {object} host - As in Features. */
  constructor(host) {
    this.#host = host;
  }

  /**
   * Imports the modules that `extensions` names for the first time, and calls the function `attach`
   * that each exports. A module that cannot be loaded is left out.
   *
   * @param {object} extensions - Data by name, of the JSON of GET /v1/audio/KEY.
   *
   * `attach(player, data, {resolve, signal, labels})` must undo what it did when the signal is
   * aborted: the player has another article then, or has left the page. `labels` is a promise of
   * what labelsOf returns.
   */
  attach(extensions = {}) {
    const { signal } = this.#life;
    const { player, resolve, view } = this.#host;
    const context = { resolve, signal, labels: view.loadedLabels };
    for (const [name, data] of Object.entries(extensions)) {
      if (this.#names.has(name)) continue;
      this.#names.add(name);
      // The comments are for bundlers: the module is on the server.
      const address = resolve(`static/player/extensions/${name}.js`);
      import(/* webpackIgnore: true */ /* @vite-ignore */ address)
        .then(({ attach }) => signal.aborted || attach(player, data, context))
        .catch(() => {});
    }
  }

  close() {
    this.#life.abort();
  }
}
