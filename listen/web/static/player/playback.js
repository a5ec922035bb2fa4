// One <audio>, whatever feeds it: what is being made, then the finished file from the same place.

import { canFeed, Feed } from "./feed.js";
import { Source, Stream } from "./source.js";

const CHANGE = 0.1; // seconds that another source takes to sound, left out of the silence
const LOOK = 40; // milliseconds
const MOST_ATTEMPTS = 5;

/** Of the element, as they are told. */
const EVENTS = {
  playing: "live",
  waiting: "wait",
  pause: "pause",
  ended: "end",
  error: "lost",
  timeupdate: "change",
  progress: "change",
};

export class Playback {
  audio = new Audio();
  #tell;
  #source;
  #finished;
  #pauses;
  #watch;
  #wanted = false;
  #failed = 0;
  #heard = 0;
  #canStream = true;
  #at = 0;

  /** `tell` is given events of state.js, `change` for what is merely shown, and `lost`. */
  constructor(tell) {
    this.#tell = tell;
    for (const name in EVENTS) {
      this.audio.addEventListener(name, () => this.#source && this.#happened(name));
    }
  }

  get position() {
    if (this.#source && !this.audio.error) this.#at = this.#source.position;
    return this.#at;
  }

  get end() {
    return this.#source?.end ?? 0;
  }

  /** Inside the click: an element told to play then may play later, whatever it has by now. */
  play() {
    this.#wanted = true;
    if (!this.#source && canFeed) this.#feed();
    this.#go();
  }

  pause() {
    this.#wanted = false;
    this.audio.pause();
    this.#tell("pause");
  }

  /** What is there now; where a browser can play nothing of it, it waits for `finish`. */
  load(address, isFinished, seconds) {
    this.#at = seconds;
    if (isFinished) this.#use(new Source(this.audio, address));
    else if (canFeed) {
      if (!(this.#source instanceof Feed) || this.audio.error) this.#feed();
      this.#source.address = address;
      this.#use(this.#source);
    } else if (this.#canStream) this.#use(new Stream(this.audio, address));
  }

  /** The file is there: it is taken in a silence of the speech, in a pause, or with a seek. */
  finish(address, pauses) {
    // Fetched by an element of its own: the one that sounds need not wait for the network.
    this.#finished = new Source(new Audio(), address);
    this.#finished.open(this.position);
    this.#pauses = pauses;
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#swap(), LOOK);
  }

  seek(seconds) {
    this.#at = seconds;
    if (!this.#source) return;
    if (this.#source.isLive && this.#finished) this.#use(this.#finished);
    else this.#source.seek(seconds);
    if (this.#wanted) this.#go();
  }

  close() {
    clearInterval(this.#watch);
    this.#source?.close();
    this.#source = this.#finished = undefined;
    this.#wanted = false;
    this.#at = this.#failed = 0;
    this.audio.removeAttribute("src");
    this.audio.load();
  }

  #feed() {
    this.#source = new Feed(this.audio, (error) => this.#tell("fail", error));
  }

  #use(source) {
    if (this.#source !== source) this.#source?.close();
    this.#source = source;
    source.audio = this.audio;
    source.open(this.#at);
    if (this.#wanted) this.#go();
  }

  #go() {
    this.audio.play().catch(({ name }) => name === "NotAllowedError" && this.pause());
  }

  #swap() {
    const { position } = this;
    const { paused, ended, playbackRate } = this.audio;
    const skipped = CHANGE * playbackRate;
    const isSilent = ([start, end]) => position >= start && position + 1.5 * skipped < end;
    if ((this.#source && !this.#source.isLive) || ended) clearInterval(this.#watch);
    else if (!this.#source || paused) this.#use(this.#finished);
    else if (this.#finished.audio.readyState > 2 && this.#pauses.some(isSilent)) {
      this.#at += skipped;
      this.#use(this.#finished);
    }
  }

  #happened(name) {
    if (name === "error") return this.#lost();
    const { currentTime, paused } = this.audio;
    const step = currentTime - this.#heard;
    this.#heard = currentTime;
    // WebKit does not always tell that it plays again; Firefox does, also where it cannot.
    const isMoving = name === "timeupdate" && !paused && step > 0.01 && step < 1;
    if (isMoving) this.#failed = 0;
    const told = isMoving ? "live" : EVENTS[name];
    this.#tell(told === "live" && !this.#source.isLive ? "file" : told);
  }

  /** The element gave up. */
  #lost() {
    if (this.#source instanceof Stream && !this.#at) this.#canStream = false;
    clearInterval(this.#watch);
    this.#source.close();
    this.#source = undefined;
    this.#tell(++this.#failed < MOST_ATTEMPTS ? "lost" : "fail");
  }
}
