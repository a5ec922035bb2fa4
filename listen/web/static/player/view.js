// The player's user interface: drawn from a model, reports what the reader operates.

import { Attribute } from "./constants.js";
import { isPlayRequested, State } from "./state.js";
import { highlightStyles, playerStyles } from "./style.js";

const ARROW_STEP = 5; // seconds, of an arrow key
const SKIP_STEP = 15; // seconds, of the buttons
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden=true><path d="${path}"/></svg>`;
const PLAY_ICON = icon("M8 5v14l12-7z");
const PAUSE_ICON = icon("M6 5h4v14H6zM14 5h4v14h-4z");
const SAVE_ICON = icon("M11 4h2v8l3-3 1.5 1.5L12 16l-5.5-5.5L8 9l3 3zM5 18h14v2H5z");

const SPEED_OPTIONS = SPEEDS.map((speed) => `<option value=${speed}>${speed}×</option>`).join("");

/** Every class is also the name of a part. */
const HTML = `
<div class="frame">
  <div class="bar" role=group aria-describedby=disclosure>
    <button class="play"></button>
    <div class="text">
      <div class="line"><p class="title" dir=auto></p><p class="status" dir=auto></p></div>
      <input class="position" type=range>
    </div>
    <div class="tools">
      <button class="back" dir=auto>−15</button>
      <button class="forward" dir=auto>+15</button>
      <select class="speed" dir=auto>${SPEED_OPTIONS}</select>
      <input class="volume" type=range max=1 step=0.05 value=1>
      <a class="download" download>${SAVE_ICON}</a>
    </div>
    <p class="disclosure" id=disclosure dir=auto hidden></p>
  </div>
</div>
<p class="announcement" role=status></p>
<button class="follow"></button>
<div class="transcript" role=region tabindex=0 hidden></div>`;

/** What the reader sees. Times are seconds.
    @typedef {object} Model
    @property {string} state
    @property {string} [title]
    @property {string} [error] what the server said when the audio failed
    @property {number} position
    @property {number} [duration] estimated until there is a download
    @property {number} bufferedEnd how far it can play without a gap
    @property {number} synthesizedEnd how far it is synthesized
    @property {number} speed
    @property {string} [download] URL of the finished file
    @property {{text: string, language: string}} [disclosure] line about the voice
    @property {boolean} [isScrolledAway] whether to offer to follow the text again */

/** @typedef {object} Actions
    @property {() => void} toggle play or pause
    @property {(seconds: number) => void} seek
    @property {(seconds: number) => void} skip
    @property {(speed: string) => void} setSpeed
    @property {() => void} resumeScrolling
    @property {HTMLAudioElement} audio whose volume is set here */

export class View {
  #root;
  #labels;
  #model;
  #drawnState;
  #isDragging;

  /** Takes a shadow root and the Actions of the controls. */
  constructor(root, actions) {
    this.#root = root;
    root.innerHTML = HTML;
    for (const each of root.querySelectorAll("[class]")) each.part = each.className;
    root.adoptedStyleSheets = [playerStyles, highlightStyles];
    const { audio } = actions;
    audio.volume = 0.5; // stays 1 on platforms where only the system sets the volume
    this.$("volume").hidden = audio.volume === 1;
    audio.volume = 1;
    const on = (name, event, handle) => this.$(name).addEventListener(event, handle);
    on("play", "click", actions.toggle);
    on("follow", "click", actions.resumeScrolling);
    on("back", "click", () => actions.skip(-SKIP_STEP));
    on("forward", "click", () => actions.skip(SKIP_STEP));
    on("speed", "change", ({ target }) => actions.setSpeed(target.value));
    on("volume", "input", ({ target }) => (audio.volume = target.value));
    on("position", "input", ({ target }) => {
      this.#isDragging = true;
      this.#drawPosition({ ...this.#model, position: target.valueAsNumber });
    });
    on("position", "change", ({ target }) => {
      this.#isDragging = false;
      actions.seek(target.valueAsNumber);
    });
    // Arrow keys move by a step; a pointer moves to any place.
    on("position", "keydown", ({ target }) => (target.step = ARROW_STEP));
  }

  $(name) {
    return this.#root.querySelector(`.${name}`);
  }

  set labels(labels) {
    this.#labels = labels;
    const { lang, dir } = labels;
    for (const name of ["frame", "announcement", "follow"]) {
      Object.assign(this.$(name), { lang, dir });
    }
    for (const name of ["back", "forward", "position", "speed", "volume", "download"]) {
      Object.assign(this.$(name), { ariaLabel: labels[name], title: labels[name] });
    }
    this.$("bar").ariaLabel = this.$("transcript").ariaLabel = labels.listen;
    this.$("follow").textContent = labels.follow;
  }

  /** Draws a Model. */
  draw(model) {
    this.#model = model;
    const labels = this.#labels;
    const { state, duration } = model;
    if (state !== this.#drawnState) {
      this.#drawnState = state;
      const ariaBusy = state === State.PREPARING;
      const name = isPlayRequested(state) ? "pause" : state === State.IDLE ? "listen" : "play";
      const innerHTML = isPlayRequested(state) ? PAUSE_ICON : PLAY_ICON;
      Object.assign(this.$("play"), { ariaLabel: labels[name], ariaBusy, innerHTML });
      const isNews = ariaBusy || state === State.FAILED;
      this.$("announcement").textContent = isNews ? this.#status(model) : "";
    }
    const { text: textContent = "", language: lang = "" } = model.disclosure ?? {};
    Object.assign(this.$("disclosure"), { textContent, lang, hidden: !textContent });
    this.$("title").textContent = model.title || labels.listen;
    this.$("position").hidden = this.$("tools").hidden = !duration;
    this.$("speed").value = model.speed;
    this.$("follow").hidden = !model.isScrolledAway;
    this.$("download").hidden = !model.download;
    this.$("download").href = model.download;
    if (!this.#isDragging) this.#drawPosition(model);
  }

  /** The text to show below the controls; empty to hide it. */
  set transcript(textContent) {
    Object.assign(this.$("transcript"), { textContent, hidden: !textContent });
    this.#root.host.toggleAttribute(Attribute.FILLED, textContent);
  }

  #drawPosition(model) {
    const { position, duration, bufferedEnd, synthesizedEnd } = model;
    this.$("status").textContent = this.#status(model);
    if (!duration) return;
    const slider = this.$("position");
    const ariaValueText = `${formatTime(position)} / ${formatTime(duration)}`;
    Object.assign(slider, { max: duration, step: "any", value: position, ariaValueText });
    const ends = {
      played: position,
      buffered: Math.max(bufferedEnd, position),
      synthesized: synthesizedEnd,
    };
    for (const name in ends) {
      slider.style.setProperty(`--${name}`, `${(100 * ends[name]) / duration}%`);
    }
  }

  #status({ state, position, duration, download, error }) {
    const { preparing, failed, hint, minutes } = this.#labels;
    if (state === State.PREPARING) return preparing;
    if (state === State.FAILED) return error || failed;
    if (!duration) return hint;
    if (state === State.IDLE || state === State.FINISHED) {
      return minutes.replace("{}", Math.max(1, Math.round(duration / 60)));
    }
    return `${formatTime(position)} / ${download ? "" : "~"}${formatTime(duration)}`;
  }
}

/** Formats seconds as 1:05 or 1:01:05. */
const formatTime = (seconds) =>
  new Date(1000 * seconds).toISOString().slice(seconds < 3600 ? 14 : 11, 19).replace(/^0/, "");
