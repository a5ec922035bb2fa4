// The player as the reader sees it: drawn from a model, tells what was operated.

import { isWanted } from "./state.js";
import { highlights, looks } from "./style.js";

const STEPS = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30 };
const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
const PLAY = icon("M8 5v14l12-7z");
const PAUSE = icon("M6 5h4v14H6zM14 5h4v14h-4z");

const HTML = `
<div class="frame">
  <div class="bar" part="bar" role="group">
    <button class="play" part="play"></button>
    <div class="text">
      <div class="line"><p class="title" part="title"></p><p class="status" part="status"></p></div>
      <input class="position" part="position" type="range" step="any">
    </div>
    <div class="tools">
      <button class="back" part="back">−15</button>
      <button class="forward" part="forward">+15</button>
      <select class="speed" part="speed">${SPEEDS.map((speed) => `<option value="${speed}">${speed}×</option>`).join("")}</select>
      <input class="volume" part="volume" type="range" max="1" step="0.05" value="1">
      <a class="download" part="download" download>${icon("M11 4h2v8l3-3 1.5 1.5L12 16l-5.5-5.5L8 9l3 3zM5 18h14v2H5z")}</a>
    </div>
  </div>
</div>
<p class="said" role="status"></p>
<button class="follow" part="follow"></button>
<div class="transcript" part="transcript" role="region" tabindex="0" hidden></div>`;

export class View {
  #root;
  #labels;
  #model;
  #drawn;
  #isDragging;

  /** `act` has toggle, seek(seconds), skip(seconds), speed(value), volume(value) and follow. */
  constructor(root, act) {
    this.#root = root;
    root.innerHTML = HTML;
    root.adoptedStyleSheets = [looks, highlights];
    const on = (name, event, handle) => this.$(name).addEventListener(event, handle);
    on("play", "click", act.toggle);
    on("follow", "click", act.follow);
    on("back", "click", () => act.skip(-15));
    on("forward", "click", () => act.skip(15));
    on("speed", "change", ({ target }) => act.speed(Number(target.value)));
    on("volume", "input", ({ target }) => act.volume(Number(target.value)));
    on("position", "input", ({ target }) => {
      this.#isDragging = true;
      this.#place({ ...this.#model, position: Number(target.value) });
    });
    on("position", "change", ({ target }) => {
      this.#isDragging = false;
      act.seek(Number(target.value));
    });
    on("position", "keydown", (event) => {
      const { key } = event;
      if (!STEPS[key]) return;
      event.preventDefault();
      const isTurned = this.#labels.dir === "rtl" && /Left|Right/.test(key);
      act.skip(isTurned ? -STEPS[key] : STEPS[key]);
    });
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

  /** state, title, position, duration, isExact, end, made, speed, download, error, isAstray,
      hasVolume: times in seconds, `made` and `end` how far it is made and could be played. */
  draw(model) {
    this.#model = model;
    const labels = this.#labels;
    const { state, duration } = model;
    const isBusy = state === "preparing";
    const failure = state === "failed" ? model.error || labels.failed : "";
    if (state !== this.#drawn) {
      this.#drawn = state;
      const name = isWanted(state) ? "pause" : "play";
      const ariaLabel = state === "idle" ? labels.listen : labels[name];
      Object.assign(this.$("play"), { ariaLabel, ariaBusy: isBusy, innerHTML: isWanted(state) ? PAUSE : PLAY });
      this.$("said").textContent = isBusy ? labels.preparing : failure;
    }
    this.$("title").textContent = model.title || labels.listen;
    for (const name of ["position", "back", "forward"]) this.$(name).hidden = !duration;
    this.$("speed").value = model.speed;
    this.$("volume").hidden = !model.hasVolume;
    this.$("follow").hidden = !model.isAstray;
    this.$("download").hidden = !model.download;
    this.$("download").href = model.download;
    if (!this.#isDragging) this.#place(model);
    if (failure) this.$("status").textContent = failure;
  }

  /** Paragraphs for those who have no article to read along in. */
  set transcript(text) {
    const paragraphs = text.split(/\n{2,}/).map((part) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = part;
      return paragraph;
    });
    this.$("transcript").replaceChildren(...paragraphs);
    this.$("transcript").hidden = !text;
  }

  #place(model) {
    const { position, duration, end, made } = model;
    this.$("status").textContent = this.#status(model);
    if (!duration) return;
    const ariaValueText = `${clock(position)} / ${clock(duration)}`;
    Object.assign(this.$("position"), { max: duration, value: position, ariaValueText });
    const shares = { at: position, end: Math.max(end, position), made };
    for (const name in shares) {
      this.$("position").style.setProperty(`--${name}`, `${(100 * shares[name]) / duration}%`);
    }
  }

  #status({ state, position, duration, isExact }) {
    if (state === "preparing") return this.#labels.preparing;
    if (!duration) return this.#labels.hint;
    if (state === "idle" || state === "finished") {
      return this.#labels.minutes.replace("{}", Math.max(1, Math.round(duration / 60)));
    }
    return `${clock(position)} / ${isExact ? "" : "~"}${clock(duration)}`;
  }
}

function clock(seconds) {
  const pad = (number) => String(Math.floor(number)).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = (seconds / 60) % 60;
  return `${hours ? `${hours}:${pad(minutes)}` : Math.floor(minutes)}:${pad(seconds % 60)}`;
}
