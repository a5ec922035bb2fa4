// Muting, by a key or in the menu, and the volume where the bar has no space for it.

import { build, icon } from "../dom.js";
import { updateSettings } from "../storage.js";

const MUTED_ICON =
  "M4 9v6h4l5 5V4L8 9zM15.6 9.4 17 8l2 2 2-2 1.4 1.4-2 2.1 2 2.1L21 15l-2-2-2 2-1.4-1.4 2-2.1z";

export class Sound {
  #audio;
  #slider; // in the bar
  #button; // "more", which shows that the sound is off
  #dots;
  #muteButton;
  #menuSlider;
  #labels;

  constructor({ audio, view }, signal) {
    this.#audio = audio;
    this.#slider = view.$("volume");
    this.#button = view.$("more");
    this.#dots = this.#button.firstChild;
    this.#slider.addEventListener("input", () => (audio.muted = false), { signal });
    audio.addEventListener("volumechange", () => this.#show(), { signal });
  }

  toggle() {
    this.#audio.muted = !this.#audio.muted;
  }

  draw(labels) {
    if (labels.lang === this.#labels?.lang) return;
    this.#labels = labels;
    this.#show();
  }

  /** Returns the controls for the menu. */
  controls(labels) {
    const button = build("button", { class: "mute", "aria-keyshortcuts": "M" }, labels.mute);
    button.addEventListener("click", () => this.toggle());
    this.#muteButton = button;
    this.#menuSlider = undefined;
    const isInBar = this.#slider.hidden || this.#slider.getClientRects().length;
    if (!isInBar) this.#menuSlider = this.#makeSlider(labels);
    this.#show();
    return this.#menuSlider ? [button, this.#menuSlider] : [button];
  }

  #makeSlider({ volume }) {
    const slider = build("input", { type: "range", max: 1, step: 0.05, "aria-label": volume });
    slider.className = "loudness";
    slider.addEventListener("input", () => {
      this.#audio.muted = false;
      this.#audio.volume = slider.value;
      updateSettings((settings) => (settings.volume = this.#audio.volume));
    });
    return slider;
  }

  #show() {
    const { muted, volume } = this.#audio;
    for (const slider of [this.#slider, this.#menuSlider]) {
      if (slider) slider.value = muted ? 0 : volume;
    }
    if (this.#muteButton) this.#muteButton.ariaPressed = muted;
    const { more, muted: isMuted } = this.#labels;
    const name = muted ? `${more} (${isMuted})` : more;
    Object.assign(this.#button, { ariaLabel: name, title: name });
    this.#button.replaceChildren(muted ? icon(MUTED_ICON) : this.#dots);
  }
}
