// <listen-article>: attributes in, events out. It puts the parts together.

import { textNear } from "./article.js";
import { labelsFor } from "./labels.js";
import { takeSession, tellSession } from "./media_session.js";
import { remember, remembered } from "./memory.js";
import { Playback } from "./playback.js";
import { Progress } from "./progress.js";
import { ReadAlong } from "./read_along.js";
import { Rendition } from "./rendition.js";
import { isSounding, isWanted, next } from "./state.js";
import { View } from "./view.js";

const PATIENCE = 300; // milliseconds before the reader is told to wait
const EDGE = 5; // seconds from the start and from the end that are not worth resuming

let heard; // the one player of the page that sounds

export class ListenArticle extends HTMLElement {
  static observedAttributes = ["audio-key", "source-url", "server"];

  #view;
  #playback = new Playback((event, detail) => this.#happened(event, detail));
  #model;
  #request;
  #rendition; // another one with each article
  #readAlong;
  #progress;
  #late;
  #isNews;

  connectedCallback() {
    this.#view ??= new View(this.attachShadow({ mode: "open" }), {
      toggle: () => (isWanted(this.state) ? this.pause() : this.play()),
      seek: (seconds) => this.seek(seconds),
      skip: (seconds) => this.seek(this.currentTime + seconds),
      speed: (speed) => {
        remember((memory) => (memory.speed = speed));
        this.#pace(speed);
      },
      audio: this.#playback.audio,
      follow: () => this.#readAlong?.follow(),
    });
    this.#view.labels = labelsFor(this.closest("[lang]")?.lang || navigator.language);
    this.#reset();
  }

  disconnectedCallback() {
    this.#reset();
  }

  attributeChangedCallback() {
    if (this.#view) this.#reset();
  }

  /** The body to post to /v1/audio, instead of the page's address. */
  set request(body) {
    this.#request = body;
    if (this.#view) this.#reset();
  }

  get state() {
    return this.#model.state;
  }

  get currentTime() {
    return this.#playback.position;
  }

  get duration() {
    return this.#model.duration ?? 0;
  }

  /** Inside a click, as browsers want it. */
  play() {
    if (heard !== this) heard?.pause();
    heard = this;
    const { state } = this;
    if (state === "finished") this.#playback.seek(0);
    this.#isNews = !isWanted(state);
    this.#send("ask");
    this.#playback.play();
    if (!this.#rendition.isFollowed || state === "failed") this.#rendition.open();
  }

  pause() {
    this.#playback.pause();
  }

  seek(seconds) {
    this.#playback.seek(Math.max(0, Math.min(seconds, this.duration - 0.1)));
    this.#draw();
  }

  #reset() {
    this.#rendition?.close();
    this.#readAlong?.close();
    this.#playback.close();
    this.#readAlong = undefined;
    this.#rendition = new Rendition(this, this.#request, (...told) => this.#told(...told));
    this.#progress = new Progress((percent) => this.#emit("progress", { percent }));
    this.#model = { state: "idle", segments: [], made: 0 };
    this.#view.transcript = "";
    this.#pace(remembered().speed);
    this.#send("reset");
    if (this.isConnected) this.#rendition.look();
  }

  #pace(speed) {
    const { audio } = this.#playback;
    audio.defaultPlaybackRate = audio.playbackRate = speed;
    this.#draw({ speed });
  }

  #told(name, data) {
    if (name === "known") this.#know(data);
    if (name === "found") this.#load(data);
    if (name === "text") this.#openText(data.text);
    if (name === "segment") this.#add(data);
    if (name === "finished") this.#finish(data);
    if (name === "words" && this.#readAlong) this.#readAlong.words = data;
    if (name === "lost" || name === "fail") this.#happened(name, data);
  }

  #know({ key, title, state, duration, estimated_duration: estimate, links }) {
    const file = state === "finished" && this.#rendition.address(links.audio);
    const download = file && `${file}?download=${encodeURIComponent(title)}`;
    this.#draw({ key, title, duration: duration ?? estimate, download });
  }

  /** Has it played, from where it was lost or the reader once left it. */
  #load(found) {
    this.#know(found);
    const at = this.currentTime || remembered().positions[found.key] || 0;
    const isWorth = this.#rendition.isFollowed || (at > EDGE && at < this.duration - EDGE);
    const audio = this.#rendition.address(found.links.audio);
    this.#playback.load(audio, found.state === "finished", isWorth ? at : 0);
    takeSession(this, found.title);
  }

  #add(segment) {
    this.#model.segments[segment.index] = segment;
    this.#readAlong?.add(segment);
    this.#draw({ made: segment.end_time });
  }

  #finish(found) {
    this.#know(found);
    const { segments } = this.#model;
    const pauses = segments.map(({ end_time }, i) => [end_time, segments[i + 1]?.start_time]);
    this.#playback.finish(this.#rendition.address(found.links.audio), pauses);
  }

  #openText(text) {
    const isTranscript = this.hasAttribute("transcript");
    if (isTranscript) this.#view.transcript = text;
    const root = isTranscript ? this.#view.$("transcript") : textNear(this);
    if (!root || this.#readAlong) return;
    const playFrom = (seconds) => {
      this.seek(seconds);
      this.play();
    };
    this.#readAlong = new ReadAlong(root, text, playFrom, (isAstray) => this.#draw({ isAstray }));
  }

  #happened(event, error) {
    if (event === "lost") {
      this.#send("wait");
      this.#rendition.open();
    } else if (event === "fail") {
      // The server's words are for its users; a browser's are for nobody.
      this.#model.error = error?.code && error.message;
      this.#send("fail");
      this.#emit("error", { code: error?.code ?? "unreachable", detail: error?.message });
    } else this.#send(event);
    if (event === "end") {
      this.#readAlong?.rest();
      this.#emit("end");
    }
  }

  #send(event) {
    const before = this.state;
    const state = next(before, event);
    this.#draw({ state });
    if (state === before && event !== "reset") return;
    this.setAttribute("state", state);
    clearTimeout(this.#late);
    if (state === "asked") this.#late = setTimeout(() => this.#send("late"), PATIENCE);
    if (!isSounding(state) || isSounding(before)) return;
    if (this.#isNews) this.#emit("play");
    this.#isNews = false;
    this.#frame();
  }

  #draw(changes) {
    const { position, end, audio } = this.#playback;
    Object.assign(this.#model, { position, end }, changes);
    this.#view.draw(this.#model);
    const { state, key, duration } = this.#model;
    if (heard !== this || !key || !duration) return;
    tellSession(isSounding(state), duration, position, audio.playbackRate);
    if (isSounding(state)) this.#progress.at(key, position, duration);
  }

  #frame() {
    if (!isSounding(this.state)) return;
    this.#readAlong?.at(this.currentTime);
    requestAnimationFrame(() => this.#frame());
  }

  #emit(name, detail) {
    const options = { bubbles: true, detail: { key: this.#model.key, ...detail } };
    this.dispatchEvent(new CustomEvent(`listen-${name}`, options));
  }
}
