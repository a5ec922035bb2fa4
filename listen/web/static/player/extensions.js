// Parts that few pages use: modules in the folder extensions, which the server's answer asks for by
// name.

/** The extensions of one article of a player. */
export class Extensions {
  #player;
  #names = new Set();
  #life = new AbortController();

  constructor(player) {
    this.#player = player;
  }

  /**
   * Imports the modules that `resource.extensions` names for the first time, and calls the function
   * `attach` that each exports. A module that cannot be loaded is left out.
   *
   * @param {object} resource - JSON of GET /v1/audio/KEY. `extensions` is an object of data by name.
   * @param {function} resolve - Returns the URL of a path on the server.
   * @param {Promise<object>} labels - Labels of the player, as labelsOf returns them.
   *
   * `attach(player, data, {resolve, signal, labels})` must undo what it did when the signal is
   * aborted: the player has another article then, or has left the page.
   */
  attach({ extensions = {} }, resolve, labels) {
    const { signal } = this.#life;
    const context = { resolve, signal, labels };
    for (const [name, data] of Object.entries(extensions)) {
      if (this.#names.has(name)) continue;
      this.#names.add(name);
      // The comments are for bundlers: the module is on the server.
      const address = resolve(`static/player/extensions/${name}.js`);
      import(/* webpackIgnore: true */ /* @vite-ignore */ address)
        .then(({ attach }) => signal.aborted || attach(this.#player, data, context))
        .catch(() => {});
    }
  }

  close() {
    this.#life.abort();
  }
}
