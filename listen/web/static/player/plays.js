// Reports how much of an audio was played. Loaded only where the server counts plays, which it says
// with a play token. Nothing that is sent says who listens.

const INTERVAL = 500; // milliseconds between two looks at the position
const MAX_STEP = 4; // seconds of audio in a second: the fastest speed and some slack; else a seek
const PARTS = 4; // of a second, each of which counts once
const REPORT_AFTER = 30; // seconds of audio
const SOUNDING = ["live", "playing"]; // states of the player

const reports = new WeakMap(); // by player

/** Reports what a player plays of the audio with a key, until it has another one. Reports are posted
    to `address`. */
export function reportPlays(player, key, token, address) {
  const { doNotTrack, globalPrivacyControl } = navigator;
  if (doNotTrack === "1" || globalPrivacyControl || reports.get(player)?.key === key) return;
  reports.get(player)?.close();
  reports.set(player, new PlayReport(player, key, token, address));
}

class PlayReport {
  #player;
  #token;
  #address;
  #event = "load";
  #played = new Set(); // numbers of the parts of seconds
  #position = 0;
  #lookedAt = 0;
  #wasSounding = false;
  #reported; // the last {event, seconds}
  #timer;
  #observer = new MutationObserver(() => this.#onState());
  #listeners = new AbortController();

  constructor(player, key, token, address) {
    this.key = key;
    this.#player = player;
    this.#token = token;
    this.#address = address;
    this.#observer.observe(player, { attributeFilter: ["state"] });
    const { signal } = this.#listeners;
    addEventListener("pagehide", () => this.#report(), { signal });
    document.addEventListener("visibilitychange", () => this.#report(), { signal });
    // It may have begun to sound while this module was loaded.
    this.#position = player.currentTime < 2 ? 0 : player.currentTime;
    this.#lookedAt = performance.now() - 2000;
    this.#wasSounding = SOUNDING.includes(player.state);
    this.#onState();
    this.#report();
  }

  close() {
    this.#report();
    clearInterval(this.#timer);
    this.#observer.disconnect();
    this.#listeners.abort();
  }

  #onState() {
    const { state } = this.#player;
    const isSounding = SOUNDING.includes(state);
    if (isSounding && this.#event === "load") this.#event = "play";
    if (state === "finished") this.#event = "end";
    clearInterval(this.#timer);
    if (isSounding) this.#timer = setInterval(() => this.#onInterval(), INTERVAL);
    if (this.#event !== "load") this.#report();
  }

  #onInterval() {
    this.#look();
    const { duration, isConnected } = this.#player;
    const { seconds } = this.#reported;
    const quarter = (played) => Math.floor((4 * played) / duration);
    if (!isConnected) this.close();
    else if (quarter(this.#seconds) > quarter(seconds)) this.#report();
    else if (this.#seconds > seconds + REPORT_AFTER) this.#report();
  }

  /** Notes what was played since the last look. */
  #look() {
    const { currentTime, state } = this.#player;
    const now = performance.now();
    const step = currentTime - this.#position;
    const isPlayed = step > 0 && step < (MAX_STEP * (now - this.#lookedAt)) / 1000;
    if (this.#wasSounding && isPlayed) {
      const end = Math.floor(currentTime * PARTS);
      for (let part = Math.floor(this.#position * PARTS); part < end; part++) {
        this.#played.add(part);
      }
    }
    this.#position = currentTime;
    this.#lookedAt = now;
    this.#wasSounding = SOUNDING.includes(state);
  }

  get #seconds() {
    return this.#played.size / PARTS;
  }

  /** Tells the server the state of this load, which includes all that it was told before. */
  #report() {
    this.#look();
    const [event, seconds] = [this.#event, this.#seconds];
    if (event === this.#reported?.event && seconds === this.#reported.seconds) return;
    this.#reported = { event, seconds };
    navigator.sendBeacon(this.#address, JSON.stringify({ token: this.#token, event, seconds }));
  }
}
