// <listen-article>: attributes in, events out. It puts the parts together.

import { asked, textNear } from "./article.js";
import { labelsFor } from "./labels.js";
import { takeSession, tellSession } from "./media_session.js";
import { remember, remembered } from "./memory.js";
import { Playback } from "./playback.js";
import { Progress } from "./progress.js";
import { ReadAlong } from "./read_along.js";
import { ask, follow, patiently } from "./server.js";
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
  #readAlong;
  #progress;
  #unfollow;
  #late;
  #isNews;
  #session = {}; // replaced with each article: what comes for an earlier one is ignored

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
    if (!this.#unfollow || state === "failed") this.#load();
  }

  pause() {
    this.#playback.pause();
  }

  seek(seconds) {
    this.#playback.seek(Math.max(0, Math.min(seconds, this.duration - 0.1)));
    this.#draw();
  }

  #reset() {
    this.#unfollow?.();
    this.#readAlong?.close();
    this.#playback.close();
    this.#unfollow = this.#readAlong = undefined;
    this.#session = {};
    this.#progress = new Progress((percent) => this.#emit("progress", { percent }));
    this.#model = { state: "idle", segments: [], made: 0 };
    this.#view.transcript = "";
    this.#pace(remembered().speed);
    this.#send("reset");
    if (this.isConnected && this.hasAttribute("audio-key")) this.#introduce(this.#session);
  }

  /** What it is called and how long it takes; nothing is made by looking. */
  async #introduce(session) {
    const found = await this.#find().catch(() => {});
    if (found && session === this.#session) this.#know(found);
  }

  #pace(speed) {
    const { audio } = this.#playback;
    audio.defaultPlaybackRate = audio.playbackRate = speed;
    this.#draw({ speed });
  }

  #address(path) {
    return new URL(path, this.getAttribute("server") ?? import.meta.url).href;
  }

  /** Finds the audio or asks for it, and has it played; also after it was lost. */
  async #load() {
    const session = this.#session;
    try {
      let found = await patiently(() => this.#find());
      if (found.state === "failed") found = await ask(this.#address(found.links.self), {});
      if (session !== this.#session) return;
      this.#know(found);
      const at = this.currentTime || remembered().positions[found.key] || 0;
      const isWorth = this.#unfollow || (at > EDGE && at < this.duration - EDGE);
      const { audio, events } = found.links;
      this.#playback.load(this.#address(audio), found.state === "finished", isWorth ? at : 0);
      this.#unfollow?.();
      this.#unfollow = follow(this.#address(events), (name, data) => {
        if (session === this.#session) this.#told(name, data);
      });
      takeSession(this, found.title);
    } catch (error) {
      if (session === this.#session) this.#happened("fail", error);
    }
  }

  async #find() {
    const key = this.#model.key ?? this.getAttribute("audio-key");
    if (!key) return ask(this.#address("/v1/audio"), this.#request ?? asked(this));
    const found = await ask(this.#address(`/v1/audio/${key}`));
    if (!found.superseded_by) return found;
    this.#model.key = found.superseded_by;
    return this.#find();
  }

  #know({ key, title, state, duration, estimated_duration: estimate, links }) {
    const file = state === "finished" && this.#address(links.audio);
    const download = file && `${file}?download=${encodeURIComponent(title)}`;
    this.#draw({ key, title, duration: duration ?? estimate, download });
  }

  #told(name, data) {
    const { segments } = this.#model;
    if (name === "text") this.#openText(data.text);
    if (name === "segment") {
      segments[data.index] = data;
      this.#readAlong?.add(data);
      this.#draw({ made: data.end_time });
    }
    if (name === "failed") {
      // Another voice may be reading it instead: then it is found under another key.
      const error = Object.assign(new Error(data.detail), data);
      this.#happened(data.superseded_by ? "lost" : "fail", error);
    }
    if (name === "finished") this.#finish(segments, this.#session);
  }

  async #finish(segments, session) {
    const found = await patiently(() => this.#find()).catch(() => {});
    if (!found?.duration || session !== this.#session) return;
    this.#know(found);
    const { links } = found;
    const pauses = segments.map(({ end_time }, i) => [end_time, segments[i + 1]?.start_time]);
    this.#playback.finish(this.#address(links.audio), pauses);
    const { marks } = await ask(this.#address(links.marks)).catch(() => ({ marks: [] }));
    if (this.#readAlong) this.#readAlong.words = marks.filter(({ type }) => type === "word");
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
      this.#load();
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
