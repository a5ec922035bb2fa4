// One <audio> and the source that it plays: the live stream first, then the finished file.

import { FileSource } from "./file_source.js";
import { isMseSupported, MseSource } from "./mse_source.js";
import { Trigger } from "./state.js";
import { StreamSource } from "./stream_source.js";

const SWITCH_TIME = 0.1; // seconds until another source sounds, taken off the silence
const POLL_INTERVAL = 40; // milliseconds
const MAX_FAILURES = 5;

/** Events of Playback, besides the triggers LIVE, FILE, STALL, PAUSE, END and FAIL. */
export const PlaybackEvent = {
  /** Position or buffer have changed. */
  PROGRESS: "progress",
  /** The element has failed; `load` resumes. */
  LOST: "lost",
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
  #onEvent;
  #source;
  #file;
  #pauses;
  #poll;
  #isPlayRequested = false;
  #failures = 0;
  #lastTime = 0;
  #canStream = true;
  #position = 0;

  /** `onEvent(event, error)` is called with a Trigger or a PlaybackEvent. */
  constructor(onEvent) {
    this.#onEvent = onEvent;
    for (const name in MEDIA_EVENTS) {
      this.audio.addEventListener(name, () => this.#source && this.#onMediaEvent(name));
    }
  }

  get position() {
    if (this.#source && !this.audio.error) this.#position = this.#source.position;
    return this.#position;
  }

  get bufferedEnd() {
    return this.#source?.bufferedEnd ?? 0;
  }

  /** Must be called inside a click: the element may then play later, once there is sound. */
  play() {
    this.#isPlayRequested = true;
    if (!this.#source && isMseSupported) this.#attachMse();
    this.#start();
  }

  pause() {
    this.#isPlayRequested = false;
    this.audio.pause();
    this.#onEvent(Trigger.PAUSE);
  }

  /** Loads the live stream that `live` describes, or the finished file if it is null. A browser
      that cannot play a live stream waits for `finish`. */
  load(address, live, seconds) {
    this.#position = seconds;
    if (!live) this.#use(new FileSource(this.audio, address));
    else if (isMseSupported) {
      if (!(this.#source instanceof MseSource) || this.audio.error) this.#attachMse();
      this.#use(Object.assign(this.#source, { address, live }));
    } else if (this.#canStream) this.#use(new StreamSource(this.audio, address, live));
  }

  /** Switches to the finished file: in a silence of the speech, in a pause, or with a seek.
      `pauses` are [start, end] of the silences. */
  finish(address, pauses) {
    // A second element preloads the file, so that the audible one need not wait for the network.
    this.#file = new FileSource(new Audio(), address);
    this.#file.open(this.position);
    this.#pauses = pauses;
    clearInterval(this.#poll);
    this.#poll = setInterval(() => this.#switchToFile(), POLL_INTERVAL);
  }

  seek(seconds) {
    this.#position = seconds;
    if (!this.#source) return;
    if (this.#source.isLive && this.#file) this.#use(this.#file);
    else this.#source.seek(seconds);
    if (this.#isPlayRequested) this.#start();
  }

  close() {
    clearInterval(this.#poll);
    this.#source?.close();
    this.#source = this.#file = undefined;
    this.#isPlayRequested = false;
    this.#position = this.#failures = 0;
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  #attachMse() {
    this.#source = new MseSource(this.audio, (error) => this.#onEvent(Trigger.FAIL, error));
  }

  #use(source) {
    if (this.#source !== source) this.#source?.close();
    this.#source = source;
    source.audio = this.audio;
    source.open(this.#position);
    if (this.#isPlayRequested) this.#start();
  }

  #start() {
    this.audio.play().catch(({ name }) => name === "NotAllowedError" && this.pause());
  }

  #switchToFile() {
    const { position } = this;
    const { paused, ended, playbackRate } = this.audio;
    const skipped = SWITCH_TIME * playbackRate;
    const isSilent = ([start, end]) => position >= start && position + 1.5 * skipped < end;
    if ((this.#source && !this.#source.isLive) || ended) clearInterval(this.#poll);
    else if (!this.#source || paused) this.#use(this.#file);
    else if (this.#file.audio.readyState > 2 && this.#pauses.some(isSilent)) {
      this.#position += skipped;
      this.#use(this.#file);
    }
  }

  #onMediaEvent(name) {
    if (name === "error") return this.#onError();
    const { currentTime, paused } = this.audio;
    const step = currentTime - this.#lastTime;
    this.#lastTime = currentTime;
    // WebKit does not always fire `playing` after a stall; Firefox fires it even if it cannot play.
    const isMoving = name === "timeupdate" && !paused && step > 0.01 && step < 1;
    if (isMoving) this.#failures = 0;
    const event = isMoving ? Trigger.LIVE : MEDIA_EVENTS[name];
    this.#onEvent(event === Trigger.LIVE && !this.#source.isLive ? Trigger.FILE : event);
  }

  #onError() {
    if (this.#source instanceof StreamSource && !this.#position) this.#canStream = false;
    clearInterval(this.#poll);
    this.#source.close();
    this.#source = undefined;
    this.#onEvent(++this.#failures < MAX_FAILURES ? PlaybackEvent.LOST : Trigger.FAIL);
  }
}
