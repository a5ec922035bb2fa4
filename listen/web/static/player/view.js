// The player's user interface: drawn from a model, reports what the reader operates.

import { build, icon } from "./dom.js";
import { labelsOf, loadLabels } from "./labels.js";
import { isPlayRequested, State } from "./state.js";
import { loadSettings, SPEEDS, updateSettings } from "./storage.js";
import { playerStyles } from "./style.js";
import { spokenTime, statusOf } from "./view_texts.js";

const ARROW_STEP = 5; // seconds, of an arrow key
const SKIP_STEP = 15; // seconds, of the buttons
const SPOKEN_INTERVAL = 5; // seconds between two positions that a screen reader may speak

const PLAY_ICON = "M8 5v14l12-7z";
const PAUSE_ICON = "M6 5h4v14H6zM14 5h4v14h-4z";
const RETRY_ICON = "M12 5V1L6 6l6 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z";
const SAVE_ICON = "M11 4h2v8l3-3 1.5 1.5L12 16l-5.5-5.5L8 9l3 3zM5 18h14v2H5z";
const MORE_ICON = "M5 10h4v4H5zM10 10h4v4h-4zM15 10h4v4h-4z";
const AUTO = { dir: "auto" };

const content = () => [
  build(
    "div",
    { class: "frame" },
    build(
      "div",
      { class: "bar", role: "group", "aria-describedby": "disclosure" },
      build("button", { class: "play" }),
      build(
        "div",
        { class: "text" },
        build(
          "div",
          { class: "line" },
          build("p", { class: "title", ...AUTO }),
          build("p", { class: "status", ...AUTO }),
        ),
        build("input", { class: "position", type: "range", value: 0 }),
      ),
      build(
        "div",
        { class: "tools" },
        build("button", { class: "back", ...AUTO }),
        build("button", { class: "forward", ...AUTO }),
        build(
          "select",
          { class: "speed", ...AUTO },
          ...SPEEDS.map((value) => build("option", { value })),
        ),
        build("input", { class: "volume", type: "range", max: 1, step: 0.05 }),
        build("a", { class: "download", download: "" }, icon(SAVE_ICON)),
        build("button", { class: "more" }, icon(MORE_ICON)),
      ),
      build("p", { class: "disclosure", id: "disclosure", ...AUTO }),
    ),
  ),
  build("p", { class: "announcement", role: "status" }),
  build("button", { class: "follow", popover: "manual" }),
  build("div", { class: "transcript", role: "region", tabindex: 0, hidden: "" }),
];

/** What the reader sees. Times are seconds.
    @typedef {object} Model
    @property {string} state
    @property {string} [title]
    @property {Error} [error] why it failed; with the server's `code` and message if it has answered
    @property {number} position
    @property {number} [duration] estimated until there is a download
    @property {number} bufferedEnd how far it can play without a gap
    @property {number} synthesizedEnd how far it is synthesized
    @property {number} speed
    @property {string} [download] URL of the finished file
    @property {{text: string, language: string}} [disclosure] line about the voice
    @property {boolean} [isResumed] whether the position is that of an earlier visit
    @property {{text: string, blocks: object[]}} [text] what is spoken: the event `text`
    @property {object[]} segments that are synthesized: events `segment`
    @property {object} [links] those of the audio resource
    @property {boolean} [isScrolledAway] whether to offer to follow the text again */

/** @typedef {object} Actions
    @property {() => void} toggle play or pause
    @property {(seconds: number) => void} seek
    @property {(seconds: number) => void} skip
    @property {(speed: number) => void} setSpeed
    @property {() => void} showMenu
    @property {() => void} resumeScrolling
    @property {HTMLAudioElement} audio whose volume is set here */

export class View {
  #root;
  #labels;
  #language;
  #model;
  #drawnState;
  /** Resolves to the labels in the reader's language, as labelsOf returns them. */
  loadedLabels;
  #spokenPosition; // seconds
  #isDragging;

  /** Takes a shadow root and the Actions of the controls. */
  constructor(root, actions) {
    this.#root = root;
    root.replaceChildren(...content());
    root.adoptedStyleSheets = [playerStyles];
    this.#setLabels(labelsOf());
    const { audio } = actions;
    audio.volume = 0.5; // stays 1 on platforms where only the system sets the volume
    this.$("volume").hidden = audio.volume === 1;
    audio.volume = this.$("volume").value = loadSettings().volume;
    const on = (name, event, handle) => this.$(name).addEventListener(event, handle);
    on("play", "click", actions.toggle);
    on("follow", "click", actions.resumeScrolling);
    on("more", "click", actions.showMenu);
    on("back", "click", () => actions.skip(-SKIP_STEP));
    on("forward", "click", () => actions.skip(SKIP_STEP));
    on("speed", "change", ({ target }) => actions.setSpeed(Number(target.value)));
    on("volume", "input", ({ target }) => {
      audio.volume = target.value;
      updateSettings((settings) => (settings.volume = audio.volume));
    });
    on("position", "input", ({ target }) => {
      this.#isDragging = true;
      this.#spokenPosition = undefined;
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

  get labels() {
    return this.#labels;
  }

  /** A BCP 47 tag. Its labels come later, if they must be loaded. */
  set language(tag) {
    if (tag === this.#language) return;
    this.#language = tag;
    this.loadedLabels = loadLabels(tag);
    this.loadedLabels.then((labels) => {
      if (tag !== this.#language) return;
      this.#setLabels(labels);
      this.draw(this.#model);
    });
  }

  #setLabels(labels) {
    this.#labels = labels;
    this.#drawnState = undefined;
    const { lang, dir, format } = labels;
    for (const name of ["frame", "announcement", "follow"]) {
      Object.assign(this.$(name), { lang, dir });
    }
    for (const name of ["back", "forward", "position", "speed", "volume", "download", "more"]) {
      const label = labels.count(name, SKIP_STEP);
      Object.assign(this.$(name), { ariaLabel: label, title: label });
    }
    const seconds = format(SKIP_STEP);
    this.$("back").textContent = `−${seconds}`;
    this.$("forward").textContent = `+${seconds}`;
    for (const option of this.$("speed").options) option.text = `${format(option.value)}×`;
    this.$("bar").ariaLabel = this.$("transcript").ariaLabel = labels.listen;
    this.$("follow").textContent = labels.follow;
  }

  /** Draws a Model. */
  draw(model) {
    this.#model = model;
    const labels = this.#labels;
    const { state, duration } = model;
    if (state !== this.#drawnState) this.#drawState(model);
    const title = model.title || labels.listen;
    Object.assign(this.$("title"), { textContent: title, title });
    for (const name of ["position", "back", "forward"]) this.$(name).disabled = !duration;
    this.$("speed").value = model.speed;
    this.#drawFollow(Boolean(model.isScrolledAway));
    const { text: textContent = "", language: lang = "" } = model.disclosure ?? {};
    Object.assign(this.$("disclosure"), { textContent, lang });
    this.$("disclosure").style.visibility = textContent ? "" : "hidden";
    const { download } = model;
    this.$("download").style.visibility = download ? "" : "hidden";
    if (download) this.$("download").href = download;
    if (!this.#isDragging) this.#drawPosition(model);
  }

  #drawState(model) {
    const { state } = model;
    const labels = this.#labels;
    this.#drawnState = state;
    this.#spokenPosition = undefined;
    const ariaBusy = state === State.PREPARING;
    const isFailed = state === State.FAILED;
    const name = isPlayRequested(state)
      ? "pause"
      : isFailed
        ? "retry"
        : state === State.IDLE
          ? "listen"
          : "play";
    const data = isPlayRequested(state) ? PAUSE_ICON : isFailed ? RETRY_ICON : PLAY_ICON;
    const play = this.$("play");
    Object.assign(play, { ariaLabel: labels[name], ariaBusy });
    play.replaceChildren(icon(data));
    this.$("announcement").textContent = ariaBusy || isFailed ? statusOf(model, labels) : "";
  }

  /** In the top layer, above all that the page has fixed. */
  #drawFollow(isShown) {
    const follow = this.$("follow");
    if (follow.hidden === !isShown) return;
    follow.hidden = !isShown;
    if (isShown) follow.showPopover?.();
    else follow.hidePopover?.();
  }

  #drawPosition(model) {
    const { position, duration, bufferedEnd, synthesizedEnd } = model;
    const status = statusOf(model, this.#labels);
    const line = this.$("status");
    if (line.textContent !== status) line.textContent = status;
    if (!duration) return;
    const slider = this.$("position");
    Object.assign(slider, { max: duration, step: "any", value: position });
    // A screen reader may speak each change of the focused slider.
    if (!(Math.abs(position - this.#spokenPosition) < SPOKEN_INTERVAL)) {
      this.#spokenPosition = position;
      const [at, end] = [position, duration].map((time) => spokenTime(time, this.#labels));
      slider.ariaValueText = `${at} / ${end}`;
    }
    const ends = {
      played: position,
      buffered: Math.max(bufferedEnd, position),
      synthesized: synthesizedEnd,
    };
    for (const name in ends) {
      slider.style.setProperty(`--${name}`, `${((100 * ends[name]) / duration).toFixed(2)}%`);
    }
  }
}
