// Features that few pages or moments need: modules in the folder features, imported when wanted.

import { Attribute } from "./constants.js";
import { Extensions } from "./extensions.js";
import { isSounding } from "./state.js";

/** Whether a feature is wanted, by model, player and host, and its module. */
const FEATURES = [
  [({ state }) => isSounding(state), () => import("./features/media_session.js")],
  [
    ({ state }, player) => isSounding(state) && player.hasAttribute(Attribute.MINI),
    () => import("./features/mini.js"),
  ],
  [
    ({ state }, _, { isMenuWanted }) => isMenuWanted || isSounding(state),
    () => import("./features/menu.js"),
  ],
  [(_, player) => player.hasAttribute(Attribute.QUEUE), () => import("./features/queue.js")],
  [() => /[?#&]t=/.test(location), () => import("./features/start_time.js")],
];

/** The features of an element, which may play several articles, and the extensions of each. */
export class Features {
  #host;
  #model;
  #draws = new Map(); // functions that draw a model, by feature
  #extensions; // of one article
  #life = new AbortController();

  /**
   * @param {object} host - What features use: `player`, the element; `view`, its View; `audio`, its
   *   HTMLAudioElement; `place(seconds)` moves to a position without an event; `resolve(link)`
   *   returns the URL of a path on the server; `timeAt(range)` returns where a Range of the page is
   *   spoken. They leave there what others use: the queue `next()`, which plays the next article,
   *   `queueItem`, the one that plays, and `queueItems(onChoose)`, the elements of its list.
   *
   * A module exports `attach(host, signal)`, which may return a function that draws a Model of the
   * view. It must undo what it did when the signal is aborted: the player has left the page.
   */
  constructor(host) {
    this.#host = host;
    this.reset();
  }

  draw(model) {
    this.#model = model;
    this.#extensions.attach(model.extensions);
    for (const feature of FEATURES) {
      const isWanted = !this.#draws.has(feature) && feature[0](model, this.#host.player, this.#host);
      if (isWanted) this.#attach(feature);
    }
    this.#draws.forEach((draw) => draw?.(model));
  }

  /** Opens the menu, once its module is loaded. */
  showMenu() {
    this.#host.isMenuWanted = true;
    this.draw(this.#model);
  }

  /** Detaches the extensions of an article, and is ready for those of the next. */
  reset() {
    this.#extensions?.close();
    this.#extensions = new Extensions(this.#host);
  }

  close() {
    this.#life.abort();
    this.#draws.clear();
  }

  /** A module that cannot be loaded is left out. */
  async #attach(feature) {
    this.#draws.set(feature);
    const { signal } = this.#life;
    const { attach } = await feature[1]().catch(() => ({}));
    if (!attach || signal.aborted) return;
    this.#draws.set(feature, attach(this.#host, signal));
    this.draw(this.#model);
  }
}
