// The attribute `mini`: while the player is scrolled away, its bar floats at the edge of the window.

import { Attribute } from "../constants.js";
import { build, icon } from "../dom.js";
import { State } from "../state.js";
import { adopt } from "./adopt.js";
import { backdropOf } from "./backdrop.js";
import { labelsOf } from "./labels.js";
import { miniStyles } from "./mini_style.js";

const CLOSE_ICON =
  "M6 7.4 7.4 6 12 10.6 16.6 6 18 7.4 13.4 12 18 16.6 16.6 18 12 13.4 7.4 18 6 16.6 10.6 12z";
const HIDDEN_IN = [State.IDLE, State.FINISHED];

export function attach(host, signal) {
  const mini = new Mini(host, signal);
  return (model) => mini.draw(model);
}

/** The bar itself floats, so that focus, labels and state stay. A space of its size replaces it. */
class Mini {
  #player;
  #view;
  #frame;
  #space = build("div", { class: "space" });
  #close = build("button", { class: "close" }, icon(CLOSE_ICON));
  #state = State.IDLE;
  #isAway = false; // out of the window
  #isClosed = false; // by the reader, or because another player has begun
  #isShown = false;
  #observer = new IntersectionObserver(([...entries]) => this.#onSeen(entries.at(-1)));

  constructor({ player, view }, signal) {
    this.#player = player;
    this.#view = view;
    this.#frame = view.$("frame");
    this.#frame.before(this.#space);
    view.$("bar").append(this.#close);
    adopt(player.shadowRoot, miniStyles, signal);
    this.#close.addEventListener("click", () => this.#onClose());
    // `composedPath`, because the other player may be in a shadow root.
    const onPlay = (event) => {
      this.#isClosed = event.composedPath()[0] !== player;
      this.#update();
    };
    addEventListener("listen-play", onPlay, { signal });
    addEventListener("resize", () => this.#onResize(), { signal });
    this.#observer.observe(this.#frame);
    signal.addEventListener("abort", () => {
      this.#observer.disconnect();
      this.#show(false);
      this.#space.remove();
      this.#close.remove();
    });
  }

  draw({ state }) {
    const { close } = labelsOf(this.#view);
    Object.assign(this.#close, { ariaLabel: close, title: close });
    this.#state = state;
    // The next article of a queue begins in the same task as the last one ends.
    queueMicrotask(() => this.#update());
  }

  #onSeen({ isIntersecting }) {
    this.#isAway = !isIntersecting;
    this.#update();
  }

  /** The space needs the size that the bar has in the new window. */
  #onResize() {
    if (!this.#isShown) return;
    this.#show(false);
    this.#show(true);
  }

  #onClose() {
    this.#isClosed = true;
    this.#update();
    this.#view.$("play").focus({ preventScroll: true });
  }

  #update() {
    const isWanted = this.#player.hasAttribute(Attribute.MINI) && this.#player.isConnected;
    const isStarted = !HIDDEN_IN.includes(this.#state) && !this.#isClosed;
    this.#show(isWanted && isStarted && this.#isAway);
  }

  /** The top layer is above all that the page has fixed. */
  #show(isShown) {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    const frame = this.#frame;
    const { height } = getComputedStyle(frame);
    // A box that is gone for one layout has not moved: browsers would count a layout shift.
    frame.style.display = "none";
    frame.getClientRects();
    frame.style.display = "";
    if (isShown) {
      this.#space.style.height = height;
      frame.style.backgroundColor = backdropOf(this.#player);
      frame.popover = "manual";
      frame.showPopover?.();
    } else {
      frame.hidePopover?.();
      frame.removeAttribute("popover");
      frame.removeAttribute("style");
      this.#space.removeAttribute("style");
    }
    frame.classList.toggle("mini", isShown);
    this.#observer.disconnect();
    this.#observer.observe(isShown ? this.#space : frame);
  }
}
