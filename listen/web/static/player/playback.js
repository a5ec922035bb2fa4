// One <audio> and the source that it plays: the live stream first, then the finished file.

import { FileSource } from "./file_source.js";
import { isMseSupported, MseSource } from "./mse_source.js";
import { backoff } from "./server.js";
import { Trigger } from "./state.js";
import { StreamSource } from "./stream_source.js";
import { Takeover } from "./takeover.js";
import { Watchdog } from "./watchdog.js";

const MAX_FAILURES = 5;
const PATIENCE = 8000; // milliseconds without movement, where there is sound to fetch
const LIVE_PATIENCE = 30_000; // the same, where the sound may not be synthesized yet
const PROGRESS_AHEAD = 10; // seconds in the buffer that make it safe to fetch something else

/** Events of Playback, besides the triggers LIVE, FILE, STALL, PAUSE, END and FAIL. */
export const PlaybackEvent = {
  /** Position or buffer have changed. */
  PROGRESS: "progress",
  /** The sound is lost; `load` resumes it. */
  LOST: "lost",
  /** The file is finished, and so much is buffered that the network is free for something else. */
  AHEAD: "ahead",
};

const MEDIA_EVENTS = {
  playing: Trigger.LIVE,
  waiting: Trigger.STALL,
  pause: Trigger.PAUSE,
  ended: Trigger.END,
  error: PlaybackEvent.LOST,
  timeupdate: PlaybackEvent.PROGRESS,
  progress: PlaybackEvent.PROGRESS,
};

export class Playback {
  audio = new Audio();
  /** Seconds of sound that the server has, as far as it has told. */
  synthesizedEnd = 0;
  #onEvent;
  #source;
  #isOpen = false; // the source has a position, not only an element
  #takeover;
  #watchdog = new Watchdog(
    () => this.#look(),
    () => this.#lose(this.#isThere),
  );
  #reload;
  #isPlayRequested = false;
  #failures = 0;
  #lastTime = 0;
  #canStream = true;
  #canUseMse = isMseSupported;
  #position = 0;

  /** `onEvent(event, error)` is called with a Trigger or a PlaybackEvent. */
  constructor(onEvent) {
    this.#onEvent = onEvent;
    for (const name in MEDIA_EVENTS) {
      this.audio.addEventListener(name, () => this.#source && this.#onMediaEvent(name));
    }
  }

  get position() {
    if (this.#isOpen && !this.audio.error) this.#position = this.#source.position;
    return this.#position;
  }

  get bufferedEnd() {
    return this.#source?.bufferedEnd ?? 0;
  }

  /** Must be called inside a click: the element may then play later, once there is sound. */
  play() {
    this.#isPlayRequested = true;
    this.#failures = 0;
    this.#canStream = true;
    if (!this.#source && this.#canUseMse) this.#attachMse();
    this.#start();
  }

  pause() {
    this.#isPlayRequested = false;
    this.#watchdog.stop();
    this.audio.pause();
    this.#onEvent(Trigger.PAUSE);
  }

  /** Ends all attempts to go on after a failure; `play` begins again. */
  stop() {
    clearTimeout(this.#reload);
    this.#isPlayRequested = false;
    this.#watchdog.stop();
    this.audio.pause();
  }

  /** Loads the live stream that `live` describes, or the finished file if it is null. A browser
      that cannot play a live stream waits for `finish`. */
  load(address, live, seconds) {
    this.#position = seconds;
    if (!live) this.#use(new FileSource(this.audio, address));
    else if (this.#canUseMse) {
      if (!(this.#source instanceof MseSource) || this.audio.error) this.#attachMse();
      this.#use(Object.assign(this.#source, { address, live }));
    } else if (this.#canStream) this.#use(new StreamSource(this.audio, address, live));
  }

  /** Switches to the finished file: in a silence of the speech, in a pause, or with a seek.
      `pauses` are [start, end] of the silences. */
  finish(address, pauses) {
    this.#takeover?.close();
    this.#takeover = new Takeover(this, address, pauses, {
      isAhead: () => this.#isAhead(),
      isLive: () => !this.#source || this.#source.isLive,
      use: (file, skipped) => {
        this.#position = this.position + skipped;
        this.#use(file);
      },
      onAhead: () => this.#onEvent(PlaybackEvent.AHEAD),
    });
  }

  seek(seconds) {
    const { position } = this;
    this.#position = seconds;
    if (!this.#isOpen) return;
    const isFetched = this.#source.hasBuffered(seconds);
    if (this.#source.isLive && !isFetched && this.#takeover) this.#use(this.#takeover.file);
    else this.#source.seek(seconds);
    if (seconds < position) this.#lastTime = 0;
    if (this.#isPlayRequested) this.#start();
  }

  close() {
    clearTimeout(this.#reload);
    this.#watchdog.stop();
    this.#takeover?.close();
    this.#drop();
    this.#takeover = undefined;
    this.#isPlayRequested = false;
    this.#position = this.#failures = this.synthesizedEnd = 0;
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  #attachMse() {
    this.#drop();
    this.#source = new MseSource(this.audio, (error) => this.#onEvent(Trigger.FAIL, error));
  }

  #drop() {
    this.#source?.close();
    this.#source = undefined;
    this.#isOpen = false;
  }

  #use(source) {
    clearTimeout(this.#reload);
    if (this.#source !== source) this.#source?.close();
    this.#source = source;
    source.audio = this.audio;
    source.open(this.#position);
    this.#isOpen = true;
    if (this.#isPlayRequested) this.#start();
  }

  #start() {
    this.#watchdog.start();
    this.audio.play().catch(({ name }) => name === "NotAllowedError" && this.pause());
  }

  /** True: the network is free: the sound that is wanted next is here. */
  #isAhead() {
    const { networkState, NETWORK_IDLE } = this.audio;
    const { bufferedEnd, position } = this;
    if (!this.#source || bufferedEnd - position > PROGRESS_AHEAD) return true;
    // Chromium does not tell what it has of a stream without a length, but that it pauses loading.
    // Firefox takes for its duration what it has.
    const isAllHere = networkState === NETWORK_IDLE || bufferedEnd > this.synthesizedEnd - 1;
    return this.#source.isFetched ?? isAllHere;
  }

  /** True: the server has the sound that is wanted next. */
  get #isThere() {
    return !this.#source?.isLive || this.synthesizedEnd > this.position + 1;
  }

  #look() {
    const place = `${this.position} ${this.bufferedEnd} ${this.#isOpen}`;
    if (!this.#isOpen) return { place, patience: Infinity }; // the resource has retries of its own
    return { place, patience: this.#isThere ? PATIENCE : LIVE_PATIENCE };
  }

  #onMediaEvent(name) {
    if (name === "error") return this.#onError();
    const { currentTime, paused } = this.audio;
    if (name === "pause" && paused) {
      // By the browser, a script of the page or the end of the sound, if not by `pause`.
      this.#isPlayRequested = false;
      this.#watchdog.stop();
    }
    const step = currentTime - this.#lastTime;
    this.#lastTime = currentTime;
    // WebKit does not always fire `playing` after a stall; Firefox fires it even if it cannot play.
    const isMoving = name === "timeupdate" && !paused && step > 0.01 && step < 1;
    if (isMoving) this.#failures = 0;
    const event = isMoving ? Trigger.LIVE : MEDIA_EVENTS[name];
    this.#onEvent(event === Trigger.LIVE && !this.#source.isLive ? Trigger.FILE : event);
  }

  #onError() {
    // A page whose Content-Security-Policy forbids blob: never opens a MediaSource.
    if (this.#source.isOpened === false) this.#canUseMse = false;
    else if (this.#source instanceof StreamSource && !this.#position && this.#failures > 1) {
      this.#canStream = false;
    }
    this.#lose(true);
  }

  /** Asks to open the sound again at the same place, later after each failure in a row. */
  #lose(isFailure) {
    this.#position = this.position;
    this.#takeover?.close();
    this.#takeover = undefined;
    this.#drop();
    if (isFailure) this.#failures++;
    if (this.#failures >= MAX_FAILURES) {
      this.#watchdog.stop();
      return this.#onEvent(Trigger.FAIL);
    }
    this.#onEvent(Trigger.STALL);
    const wait = this.#failures > 1 ? backoff(this.#failures) : 0;
    this.#reload = setTimeout(() => this.#onEvent(PlaybackEvent.LOST), wait);
  }
}
