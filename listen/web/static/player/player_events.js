// The events that the element dispatches.

import { ListenEvent } from "./constants.js";
import { Progress } from "./progress.js";
import { isPlayRequested, isSounding, State } from "./state.js";

export class PlayerEvents {
  #player;
  #key;
  #currentTime;
  #progress = new Progress((percent) => this.dispatch(ListenEvent.PROGRESS, { percent }));
  #hasPlayed = false;
  #isPlayNews = false; // PLAY was not dispatched since the click

  /** Events of one article of a player. */
  constructor(player) {
    this.#player = player;
  }

  set key(key) {
    this.#key = key;
  }

  dispatch(name, detail) {
    const options = { bubbles: true, composed: true, detail: { key: this.#key, ...detail } };
    this.#player.dispatchEvent(new CustomEvent(name, options));
  }

  /** The reader has clicked in this state. */
  onClick(state) {
    this.#isPlayNews ||= !isPlayRequested(state);
  }

  onState(state, previous) {
    if (state !== previous) this.dispatch(ListenEvent.STATECHANGE, { state, previous });
    if (state === State.PAUSED) {
      this.dispatch(ListenEvent.PAUSE, { currentTime: this.#player.currentTime });
    }
    if (!isSounding(state) || !this.#isPlayNews) return;
    this.#isPlayNews = false;
    this.dispatch(ListenEvent.PLAY, { isResumed: this.#hasPlayed });
    this.#hasPlayed = true;
  }

  /** The position, in seconds, has moved while it sounds. */
  onProgress(currentTime, duration) {
    if (currentTime === this.#currentTime) return;
    this.#currentTime = currentTime;
    this.dispatch(ListenEvent.TIMEUPDATE, { currentTime, duration });
    if (this.#key && duration) this.#progress.update(this.#key, currentTime, duration);
  }
}
