// The player as the reader sees it: drawn from a model, tells what was operated.

import { isWanted } from "./state.js";
import { highlights, looks } from "./style.js";

const STEP = 5; // seconds, of an arrow key
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
const PLAY = icon("M8 5v14l12-7z");
const PAUSE = icon("M6 5h4v14H6zM14 5h4v14h-4z");
const SAVE = icon("M11 4h2v8l3-3 1.5 1.5L12 16l-5.5-5.5L8 9l3 3zM5 18h14v2H5z");

const OPTIONS = SPEEDS.map((speed) => `<option value=${speed}>${speed}×</option>`).join("");

const HTML = `
<div class="frame">
  <div class="bar" role="group">
    <button class="play"></button>
    <div class="text">
      <div class="line"><p class="title" dir="auto"></p><p class="status" dir="auto"></p></div>
      <input class="position" type="range">
    </div>
    <div class="tools">
      <button class="back" dir="auto">−15</button>
      <button class="forward" dir="auto">+15</button>
      <select class="speed" dir="auto">${OPTIONS}</select>
      <input class="volume" type="range" max="1" step="0.05" value="1">
      <a class="download" download>${SAVE}</a>
    </div>
  </div>
</div>
<p class="said" role="status"></p>
<button class="follow"></button>
<div class="transcript" role="region" tabindex="0" hidden></div>`;

export class View {
  #root;
  #labels;
  #model;
  #drawn;
  #isDragging;

  /** `act` has toggle, seek(seconds), skip(seconds), speed(value), follow, and the audio. */
  constructor(root, act) {
    this.#root = root;
    root.innerHTML = HTML;
    for (const each of root.querySelectorAll("[class]")) each.part = each.className;
    root.adoptedStyleSheets = [looks, highlights];
    const { audio } = act;
    audio.volume = 0.5; // where it stays 1, the platform has its own
    this.$("volume").hidden = audio.volume === 1;
    audio.volume = 1;
    const on = (name, event, handle) => this.$(name).addEventListener(event, handle);
    on("play", "click", act.toggle);
    on("follow", "click", act.follow);
    on("back", "click", () => act.skip(-15));
    on("forward", "click", () => act.skip(15));
    on("speed", "change", ({ target }) => act.speed(target.value));
    on("volume", "input", ({ target }) => (audio.volume = target.value));
    on("position", "input", ({ target }) => {
      this.#isDragging = true;
      this.#place({ ...this.#model, position: target.valueAsNumber });
    });
    on("position", "change", ({ target }) => {
      this.#isDragging = false;
      act.seek(target.valueAsNumber);
    });
    // By hand it is as fine as it can be.
    on("position", "keydown", ({ target }) => (target.step = STEP));
  }

  $(name) {
    return this.#root.querySelector(`.${name}`);
  }

  set labels(labels) {
    this.#labels = labels;
    const { lang, dir } = labels;
    for (const name of ["frame", "said", "follow"]) Object.assign(this.$(name), { lang, dir });
    for (const name of ["back", "forward", "position", "speed", "volume", "download"]) {
      Object.assign(this.$(name), { ariaLabel: labels[name], title: labels[name] });
    }
    this.$("bar").ariaLabel = this.$("transcript").ariaLabel = labels.listen;
    this.$("follow").textContent = labels.follow;
  }

  /** state, title, position, duration (estimated until there is a download), end, made, speed,
      download, error, isAstray: times in seconds, `made` and `end` how far it is made and could be
      played. */
  draw(model) {
    this.#model = model;
    const labels = this.#labels;
    const { state, duration } = model;
    if (state !== this.#drawn) {
      this.#drawn = state;
      const ariaBusy = state === "preparing";
      const name = isWanted(state) ? "pause" : state === "idle" ? "listen" : "play";
      const innerHTML = isWanted(state) ? PAUSE : PLAY;
      Object.assign(this.$("play"), { ariaLabel: labels[name], ariaBusy, innerHTML });
      this.$("said").textContent = ariaBusy || state === "failed" ? this.#status(model) : "";
    }
    this.$("title").textContent = model.title || labels.listen;
    this.$("position").hidden = this.$("tools").hidden = !duration;
    this.$("speed").value = model.speed;
    this.$("follow").hidden = !model.isAstray;
    this.$("download").hidden = !model.download;
    this.$("download").href = model.download;
    if (!this.#isDragging) this.#place(model);
  }

  /** For those who have no article to read along in. */
  set transcript(textContent) {
    Object.assign(this.$("transcript"), { textContent, hidden: !textContent });
    this.#root.host.toggleAttribute("filled", textContent);
  }

  #place(model) {
    const { position, duration, end, made } = model;
    this.$("status").textContent = this.#status(model);
    if (!duration) return;
    const seek = this.$("position");
    const ariaValueText = `${clock(position)} / ${clock(duration)}`;
    Object.assign(seek, { max: duration, step: "any", value: position, ariaValueText });
    const shares = { at: position, end: Math.max(end, position), made };
    for (const name in shares) {
      seek.style.setProperty(`--${name}`, `${(100 * shares[name]) / duration}%`);
    }
  }

  #status({ state, position, duration, download, error }) {
    const { preparing, failed, hint, minutes } = this.#labels;
    if (state === "preparing") return preparing;
    if (state === "failed") return error || failed;
    if (!duration) return hint;
    if (state === "idle" || state === "finished") {
      return minutes.replace("{}", Math.max(1, Math.round(duration / 60)));
    }
    return `${clock(position)} / ${download ? "" : "~"}${clock(duration)}`;
  }
}

/** 1:05 or 1:01:05 */
const clock = (seconds) =>
  new Date(1000 * seconds).toISOString().slice(seconds < 3600 ? 14 : 11, 19).replace(/^0/, "");
