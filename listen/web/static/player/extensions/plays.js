// Reports how much of an audio is played. The server asks for this extension where a site has its
// plays counted. Nothing that is sent says who listens.

const INTERVAL = 500; // milliseconds between two looks at the position
const MAX_STEP = 4; // seconds of audio in a second: the fastest speed and some slack; else a seek
const PARTS = 4; // of a second, each of which counts once
const REPORT_AFTER = 30; // seconds of audio
const SOUNDING = ["live", "playing"]; // states of the player

/** `token` is the server's permission to report this load of the player. */
export function attach(player, { token }, { resolve, signal }) {
  const { doNotTrack, globalPrivacyControl } = navigator;
  if (doNotTrack === "1" || globalPrivacyControl) return;
  new PlayReport(player, token, resolve("v1/plays"), signal);
}

class PlayReport {
  #player;
  #token;
  #address;
  #event = "load";
  #played = new Set(); // numbers of the parts of seconds
  #position;
  #lookedAt;
  #wasSounding;
  #reported; // the last {event, seconds}
  #timer;

  constructor(player, token, address, signal) {
    this.#player = player;
    this.#token = token;
    this.#address = address;
    // It may have begun to sound while this module was loaded.
    this.#position = player.currentTime < 2 ? 0 : player.currentTime;
    this.#lookedAt = performance.now() - 2000;
    this.#wasSounding = SOUNDING.includes(player.state);
    const observer = new MutationObserver(() => this.#onState());
    observer.observe(player, { attributeFilter: ["state"] });
    addEventListener("pagehide", () => this.#report(), { signal });
    document.addEventListener("visibilitychange", () => this.#report(), { signal });
    signal.addEventListener("abort", () => {
      this.#report();
      clearInterval(this.#timer);
      observer.disconnect();
    });
    this.#onState();
    this.#report();
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
    const { duration } = this.#player;
    const { seconds } = this.#reported;
    const quarter = (played) => Math.floor((4 * played) / duration);
    const isQuarter = quarter(this.#seconds) > quarter(seconds);
    if (isQuarter || this.#seconds > seconds + REPORT_AFTER) this.#report();
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
