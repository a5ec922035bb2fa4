// Parts that few pages use: modules in the folder extensions, which the server's answer asks for by
// name.

/**
 * Imports the modules that `resource.extensions` names, and calls the function `attach` that each
 * exports. A module that cannot be loaded is left out.
 *
 * @param {ListenArticle} player - The element.
 * @param {object} resource - JSON of GET /v1/audio/KEY. `extensions` is an object of data by name.
 * @param {function} resolve - Returns the URL of a path on the server.
 * @param {AbortSignal} signal - Aborted when the player has another article, or has left the page.
 *   `attach(player, data, {resolve, signal})` must undo then what it did.
 */
export function attachExtensions(player, { extensions = {} }, resolve, signal) {
  for (const [name, data] of Object.entries(extensions)) {
    import(resolve(`static/player/extensions/${name}.js`))
      .then(({ attach }) => signal.aborted || attach(player, data, { resolve, signal }))
      .catch(() => {});
  }
}
