// The custom element <listen-article>: its attributes, members and life on a page.

import { Attribute } from "./constants.js";
import { Controller } from "./controller.js";
import { isPlayRequested, State } from "./state.js";

const PROPERTIES = ["request", "apiKey", "queue"];
const SOURCES = [Attribute.AUDIO_KEY, Attribute.SOURCE_URL, Attribute.SERVER];
const MOVE_TIME = 100; // milliseconds between removal and insertion that are taken for a move

/**
 * Player for the audio of an article.
 *
 * @element listen-article
 *
 * @attr {string} audio-key - Key of the audio. Without it, the audio of the page is asked for.
 * @attr {string} token - Token that the server has signed, for audio that not everybody may have.
 * @attr {string} source-url - URL of the article. Defaults to the page's canonical URL.
 * @attr {string} language - Language to request, as a BCP 47 tag. Defaults to the detected one. It
 *   has no effect on articles of a site, and neither have `voice` and `speed`.
 * @attr {string} voice - Voice to request, as in POST /v1/audio.
 * @attr {number} speed - Speed to request, from 0.5 to 2.0. Defaults to 1.
 * @attr {string} server - Base URL of the server. Defaults to the folder of player.js.
 * @attr {string} article - CSS selector of the text to read along in. Defaults to the nearest
 *   `<article>`, else `<main>`, else `<body>`. No match turns reading along off.
 * @attr {boolean} mini - Keeps a small player in view while this one is scrolled away, from its
 *   first sound on. The reader can close it.
 * @attr {string} queue - JSON of the property `queue`.
 * @attr {boolean} autoplay-next - Plays the next article of the queue at the end of one.
 * @attr {boolean} transcript - Shows the text in the player and reads along in it.
 * @attr {string} state - Set by the player: a value of State.
 * @attr {boolean} filled - Set by the player while the transcript has text.
 *
 * @prop {object} request - Body for POST /v1/audio, instead of a URL.
 * @prop {string} apiKey - API key to post it with. Readers of the page can see it.
 * @prop {object[]} queue - Articles to play after this one: {key, url, title, image, token}, of which
 *   `key` or `url` must be there, or a string that is one of these two.
 * @prop {string} state - A value of State. Read-only.
 * @prop {number} currentTime - Position in seconds. Read-only.
 * @prop {number} duration - Duration in seconds, estimated until the file is finished; 0 while
 *   unknown. Read-only.
 *
 * @fires listen-play - Sound has started after a click. `detail`: {key, isResumed}: whether the
 *   audio has sounded before.
 * @fires listen-pause - Playback was paused. `detail`: {key, currentTime}.
 * @fires listen-seek - The position was chosen. `detail`: {key, from, to}, in seconds.
 * @fires listen-ratechange - The reader chose a speed. `detail`: {key, speed}.
 * @fires listen-timeupdate - The position has moved, up to four times a second. `detail`: {key,
 *   currentTime, duration}.
 * @fires listen-statechange - `detail`: {key, state, previous}, values of State.
 * @fires listen-progress - A quarter was played. `detail`: {key, percent}: 25, 50 or 75.
 * @fires listen-end - The end was reached. `detail`: {key}.
 * @fires listen-next - Another article of the queue is about to play, unless the event is canceled.
 *   `detail`: {key, item, isAutomatic}.
 * @fires listen-error - Playback failed. `detail`: {key, code, detail}: an error code of the API or
 *   `unreachable`, and the server's message.
 *
 * There are no slots: children are not rendered.
 *
 * @csspart bar - Box around the controls.
 * @csspart play - Play and pause button.
 * @csspart title - Title of the article.
 * @csspart status - Times, or what the player waits for.
 * @csspart position - Seek slider.
 * @csspart back - Button: back 15 seconds.
 * @csspart forward - Button: forward 15 seconds.
 * @csspart next - Button: play the next article of the queue.
 * @csspart speed - Menu of playback rates.
 * @csspart volume - Volume slider.
 * @csspart more - Button: open the menu.
 * @csspart menu - Menu of chapters, paragraphs, sharing and sound.
 * @csspart download - Link to the finished file.
 * @csspart from - Button before a paragraph of the transcript: play from there. Seen with the focus.
 * @csspart follow - Button: scroll back to the current sentence.
 * @csspart close - Button: close the small player of the attribute `mini`.
 * @csspart disclosure - Line that says that a synthetic voice reads.
 * @csspart transcript - Box with the text.
 *
 * @cssprop --listen-accent - Color of buttons and slider. Defaults to blue, by color scheme.
 * @cssprop [--listen-on-accent=Canvas] - Color of icons on the accent color.
 * @cssprop --listen-background - Background of the bar. Defaults to 5 % of the text color.
 * @cssprop [--listen-color=inherit] - Text color.
 * @cssprop --listen-line - Color of borders and track. Defaults to 16 % of the text color.
 * @cssprop [--listen-radius=1rem] - Corner radius of the bar.
 * @cssprop [--listen-font=system-ui, sans-serif] - Font family.
 * @cssprop [--listen-highlight=rgb(255 196 0 / .32)] - Background of the current sentence.
 */
export class ListenArticle extends HTMLElement {
  static observedAttributes = [...SOURCES, Attribute.MINI, Attribute.QUEUE];

  #controller; // exists while the element is in a page
  #request;
  #removal;

  connectedCallback() {
    clearTimeout(this.#removal);
    this.#upgradeProperties();
    if (this.#controller) this.#controller.onMoved();
    else this.#controller = new Controller(this);
  }

  /** Called by `moveBefore` instead of the other two. */
  connectedMoveCallback() {
    this.#controller?.onMoved();
  }

  /** Scripts move an element by removing and inserting it, which must not end the sound. */
  disconnectedCallback() {
    this.#removal = setTimeout(() => {
      this.#controller?.close();
      this.#controller = undefined;
    }, MOVE_TIME);
  }

  attributeChangedCallback(name, before, value) {
    if (!SOURCES.includes(name)) this.#controller?.draw();
    else if (before !== value) this.#controller?.reset();
  }

  get request() {
    return this.#request;
  }

  set request(body) {
    this.#request = body;
    this.#controller?.reset();
  }

  get queue() {
    try {
      return JSON.parse(this.getAttribute(Attribute.QUEUE)) ?? [];
    } catch {
      return [];
    }
  }

  set queue(items) {
    this.setAttribute(Attribute.QUEUE, JSON.stringify(items ?? []));
  }

  get state() {
    return this.#controller?.state ?? State.IDLE;
  }

  get currentTime() {
    return this.#controller?.currentTime ?? 0;
  }

  get duration() {
    return this.#controller?.duration ?? 0;
  }

  /** Plays or resumes, and pauses any other player. Browsers require a click. */
  play() {
    this.#controller?.play();
  }

  pause() {
    this.#controller?.pause();
  }

  /** Plays, or pauses if playback was requested. */
  toggle() {
    this.#controller?.leaveOldArticle();
    if (isPlayRequested(this.state)) this.pause();
    else this.play();
  }

  /** Moves to a position in seconds, limited to the duration. */
  seek(seconds) {
    this.#controller?.seek(seconds);
  }

  /** Takes over properties that a page has set before this class was defined. */
  #upgradeProperties() {
    for (const name of PROPERTIES.filter((each) => Object.hasOwn(this, each))) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }
}
