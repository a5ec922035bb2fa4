// The button "more": a menu of chapters, paragraphs, sharing and sound. Marks chapters on the slider.

import { build } from "../dom.js";
import { formatTime } from "../view_texts.js";
import { adopt } from "./adopt.js";
import { bindKeys } from "./keys.js";
import { labelsOf } from "./labels.js";
import { marksOf, menuStyles } from "./menu_style.js";
import { Outline } from "./outline.js";
import { placeNear } from "./place.js";
import { share } from "./share.js";
import { Sound } from "./sound.js";

export function attach(host, signal) {
  if (!("popover" in HTMLElement.prototype)) {
    host.view.$("more").hidden = true; // a browser from before 2024
    return undefined;
  }
  const menu = new Menu(host, signal);
  let isOpening = host.isMenuWanted; // the reader has clicked before this module was loaded
  return (model) => {
    menu.draw(model);
    if (isOpening) menu.open();
    isOpening = false;
  };
}

class Menu {
  #host;
  #player;
  #view;
  #button;
  #model;
  #outline = new Outline();
  #sound;
  #parts = {}; // elements, by name
  #popover = build("div", { class: "menu", role: "dialog", popover: "auto" });

  constructor(host, signal) {
    this.#host = host;
    this.#player = host.player;
    this.#view = host.view;
    this.#button = host.view.$("more");
    this.#sound = new Sound(host, signal);
    const root = this.#player.shadowRoot;
    adopt(root, menuStyles, signal);
    root.append(this.#popover);
    this.#button.popoverTargetElement = this.#popover;
    this.#button.ariaHasPopup = "dialog";
    let hadFocus = false;
    this.#popover.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") this.#build();
      hadFocus = this.#popover.contains(root.activeElement);
    });
    this.#popover.addEventListener("toggle", () => {
      this.#place();
      // Browsers return the focus to the host instead, which does not take it.
      const { activeElement: focused } = root;
      const isNowhere = !focused && document.activeElement === document.body;
      const isLost = isNowhere || this.#popover.contains(focused);
      if (hadFocus && isLost && !this.#isOpen) this.#button.focus({ preventScroll: true });
    });
    const place = () => this.#place();
    const onScroll = ({ target }) => target === this.#popover || this.#place();
    addEventListener("scroll", onScroll, { signal, capture: true, passive: true });
    addEventListener("resize", place, { signal });
    const actions = { skip: (step) => this.#skip(step), mute: () => this.#sound.toggle() };
    bindKeys(this.#player, actions, signal);
    signal.addEventListener("abort", () => {
      this.#popover.remove();
      this.#button.popoverTargetElement = null;
      this.#view.$("position").style.removeProperty("--marks");
    });
  }

  open() {
    this.#popover.showPopover();
  }

  draw(model) {
    this.#model = model;
    this.#outline.update(model);
    this.#sound.draw(labelsOf(this.#view));
    const { duration } = model;
    const slider = this.#view.$("position");
    const times = this.#outline.chapters.map(({ time }) => time);
    slider.style.setProperty("--marks", marksOf(times, duration));
    if (!this.#isOpen) return;
    // Only then, because the focus is in the menu.
    if (this.#outline.chapters.length !== this.#parts.count) this.#build();
    this.#drawPosition();
  }

  get #isOpen() {
    return this.#popover.matches(":popover-open");
  }

  /** Closes the menu where its button is hidden, as in the small player. */
  #place() {
    if (!this.#isOpen) return;
    if (this.#button.getClientRects().length) placeNear(this.#popover, this.#button);
    else this.#popover.hidePopover();
  }

  #build() {
    const labels = labelsOf(this.#view);
    const { lang, dir } = labels;
    Object.assign(this.#popover, { lang, dir, ariaLabel: labels.more });
    const { length: count } = this.#outline.chapters;
    this.#parts = { count, message: build("p", { class: "message", role: "status" }) };
    this.#popover.replaceChildren(
      ...this.#chapters(labels),
      ...(this.#host.queueItems?.(() => this.#popover.hidePopover()) ?? []),
      build(
        "div",
        { class: "row" },
        this.#action("previous", labels.previousParagraph, () => this.#skip(-1), "Shift+ArrowLeft"),
        this.#action("following", labels.nextParagraph, () => this.#skip(1), "Shift+ArrowRight"),
      ),
      ...this.#selection(labels),
      this.#action("share", labels.share, () => this.#share(this.#player.currentTime)),
      this.#action("paragraph", labels.shareParagraph, () => this.#share(this.#paragraph)),
      ...this.#sound.controls(labels),
      ...this.#download(labels),
      this.#parts.message,
    );
    this.#drawPosition();
    const first = this.#popover.querySelector("button:enabled");
    if (first) first.autofocus = true;
    this.#popover.style.opacity = 0; // until it is placed
  }

  #chapters(labels) {
    const { chapters } = this.#outline;
    if (chapters.length < 2) return [];
    const buttons = chapters.map(({ title }, index) => {
      const names = [build("span", {}, title), build("span", {})];
      const button = build("button", { class: "chapter", dir: "auto" }, ...names);
      button.addEventListener("click", () => this.#playFrom(this.#outline.chapters[index].time));
      return button;
    });
    this.#parts.chapters = buttons;
    const items = buttons.map((button) => build("li", {}, button));
    return [build("h2", {}, labels.chapters), build("ol", {}, ...items)];
  }

  /** The reader's selection in the article, for those who cannot click in the text. */
  #selection(labels) {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return [];
    const time = this.#host.timeAt(selection.getRangeAt(0));
    if (time === undefined) return [];
    return [this.#action("selection", labels.fromSelection, () => this.#playFrom(time))];
  }

  /** The link to the file, where the bar has no space for it. */
  #download({ download: label }) {
    const { download } = this.#model;
    if (!download || this.#view.$("download").getClientRects().length) return [];
    const link = build("a", { href: download, download: "" }, label);
    link.className = "item";
    return [link];
  }

  #action(name, label, act, keys) {
    const button = build("button", { class: name }, label);
    if (keys) button.setAttribute("aria-keyshortcuts", keys);
    button.addEventListener("click", act);
    this.#parts[name] = button;
    return button;
  }

  #drawPosition() {
    const { currentTime } = this.#player;
    const { chapters } = this.#outline;
    const labels = labelsOf(this.#view);
    const current = chapters.findLastIndex(({ time }) => time <= currentTime + 0.1);
    this.#parts.chapters?.forEach((button, index) => {
      const { time } = chapters[index];
      button.disabled = time === undefined;
      button.ariaCurrent = index === current ? "true" : null;
      if (time !== undefined) button.lastChild.textContent = formatTime(time, labels.format);
    });
    const label = (name, text, time) => {
      const filled = text.replace("{}", formatTime(time, labels.format));
      if (this.#parts[name].textContent !== filled) this.#parts[name].textContent = filled;
    };
    label("share", labels.share, currentTime);
    label("paragraph", labels.shareParagraph, this.#paragraph);
  }

  get #paragraph() {
    return this.#outline.paragraphAt(this.#player.currentTime);
  }

  #skip(step) {
    const time = this.#outline.paragraphFrom(this.#player.currentTime, step);
    if (time !== undefined) this.#player.seek(time);
  }

  #playFrom(time) {
    this.#popover.hidePopover();
    this.#player.seek(time);
    this.#player.play();
  }

  async #share(seconds) {
    const { message } = this.#parts;
    const labels = labelsOf(this.#view);
    const link = await share(this.#host, this.#model, seconds);
    if (link === undefined) message.replaceChildren(labels.copied);
    if (!link) return;
    const field = build("input", { class: "link", readonly: "", "aria-label": labels.link });
    field.value = link;
    message.replaceChildren(labels.copyLink, field);
    field.select();
  }
}
