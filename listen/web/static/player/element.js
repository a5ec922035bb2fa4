// The custom element <listen-article>: connects attributes, parts, sound and page.

import { articleFor } from "./article.js";
import { AudioResource, ResourceEvent } from "./audio_resource.js";
import { Attribute, ListenEvent } from "./constants.js";
import { attachExtensions } from "./extensions.js";
import { labelsFor } from "./labels.js";
import { claimMediaSession, updateMediaSession } from "./media_session.js";
import { Playback, PlaybackEvent } from "./playback.js";
import { Progress } from "./progress.js";
import { ReadAlong } from "./read_along.js";
import { withQuery } from "./server.js";
import { isPlayRequested, isSounding, nextState, State, Trigger } from "./state.js";
import { loadSettings, updateSettings } from "./storage.js";
import { View } from "./view.js";

const PREPARING_DELAY = 300; // milliseconds of silence before the reader is asked to wait
const MIN_RESUME = 5; // seconds from either end at which a stored position is not resumed

let activePlayer; // the only player of the page that sounds

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
 * @attr {boolean} transcript - Shows the text in the player and reads along in it.
 * @attr {string} state - Set by the player: a value of State.
 * @attr {boolean} filled - Set by the player while the transcript has text.
 *
 * @prop {object} request - Body for POST /v1/audio, instead of a URL. Write-only.
 * @prop {string} apiKey - API key to post it with. Readers of the page can see it.
 * @prop {string} state - A value of State. Read-only.
 * @prop {number} currentTime - Position in seconds. Read-only.
 * @prop {number} duration - Duration in seconds, estimated until the file is finished; 0 while
 *   unknown. Read-only.
 *
 * @fires listen-play - Sound has started after a click. `detail`: {key}.
 * @fires listen-progress - A quarter was played. `detail`: {key, percent}: 25, 50 or 75.
 * @fires listen-end - The end was reached. `detail`: {key}.
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
 * @csspart speed - Menu of playback rates.
 * @csspart volume - Volume slider.
 * @csspart download - Link to the finished file.
 * @csspart follow - Button: scroll back to the current sentence.
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
  static observedAttributes = [Attribute.AUDIO_KEY, Attribute.SOURCE_URL, Attribute.SERVER];

  #view;
  #playback = new Playback((event, error) => this.#onPlaybackEvent(event, error));
  #model;
  #request;
  #resource; // replaced with each article
  #readAlong;
  #progress;
  #preparingTimer;
  #isPlayNews; // LISTEN_PLAY was not dispatched since the click
  #extensions; // AbortController of the article's extensions, once they were asked for

  connectedCallback() {
    this.#view ??= new View(this.attachShadow({ mode: "open" }), {
      toggle: () => (isPlayRequested(this.state) ? this.pause() : this.play()),
      seek: (seconds) => this.seek(seconds),
      skip: (seconds) => this.seek(this.currentTime + seconds),
      setSpeed: (speed) => {
        updateSettings((settings) => (settings.speed = speed));
        this.#setSpeed(speed);
      },
      audio: this.#playback.audio,
      resumeScrolling: () => this.#readAlong?.resumeScrolling(),
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

  /** Plays or resumes, and pauses any other player. Browsers require a click. */
  play() {
    if (activePlayer !== this) activePlayer?.pause();
    activePlayer = this;
    const { state } = this;
    if (state === State.FINISHED) this.#playback.seek(0);
    this.#isPlayNews = !isPlayRequested(state);
    this.#trigger(Trigger.PLAY);
    this.#playback.play();
    if (!this.#resource.isOpen || state === State.FAILED) this.#resource.open();
  }

  pause() {
    this.#playback.pause();
  }

  /** Moves to a position in seconds, limited to the duration. */
  seek(seconds) {
    this.#playback.seek(Math.max(0, Math.min(seconds, this.duration - 0.1)));
    this.#draw();
  }

  #reset() {
    this.#resource?.close();
    this.#readAlong?.close();
    this.#playback.close();
    this.#extensions?.abort();
    this.#extensions = this.#readAlong = undefined;
    this.#resource = new AudioResource(this, this.#request, (...args) =>
      this.#onResourceEvent(...args),
    );
    this.#progress = new Progress((percent) => this.#dispatch(ListenEvent.PROGRESS, { percent }));
    this.#model = { state: State.IDLE, segments: [], synthesizedEnd: 0 };
    this.#view.transcript = "";
    this.#setSpeed(loadSettings().speed);
    this.#trigger(Trigger.RESET);
    if (this.isConnected) this.#resource.preview();
  }

  #setSpeed(speed) {
    const { audio } = this.#playback;
    audio.defaultPlaybackRate = audio.playbackRate = speed;
    this.#draw({ speed });
  }

  #onResourceEvent(event, data) {
    if (event === ResourceEvent.KNOWN) this.#setResource(data);
    if (event === ResourceEvent.READY) this.#load(data);
    if (event === ResourceEvent.TEXT) this.#startReadAlong(data.text);
    if (event === ResourceEvent.SEGMENT) this.#addSegment(data);
    if (event === ResourceEvent.FINISHED) this.#finish(data);
    if (event === ResourceEvent.WORDS && this.#readAlong) this.#readAlong.words = data;
    if (event === ResourceEvent.SUPERSEDED) this.#reload();
    if (event === ResourceEvent.FAILED) this.#fail(data);
  }

  /** Returns the URL of the audio. */
  #setResource(resource) {
    const { key, title, state, duration, estimated_duration: estimate, links } = resource;
    const { disclosure } = resource;
    this.#extend(resource);
    const address = this.#resource.resolve(links.audio);
    const download =
      state === "finished" && withQuery(address, `download=${encodeURIComponent(title)}`);
    this.#draw({ key, title, duration: duration ?? estimate, disclosure, download });
    return address;
  }

  #extend(resource) {
    if (this.#extensions || !resource.extensions) return;
    this.#extensions = new AbortController();
    const resolve = (path) => this.#resource.resolve(path);
    attachExtensions(this, resource, resolve, this.#extensions.signal);
  }

  /** Loads the sound at the current position, or at the one stored on an earlier visit. */
  #load(resource) {
    const address = this.#setResource(resource);
    const at = this.currentTime || loadSettings().positions[resource.key] || 0;
    const isInside = at > MIN_RESUME && at < this.duration - MIN_RESUME;
    const start = this.#resource.isOpen || isInside ? at : 0;
    this.#playback.load(address, resource.live, start);
    claimMediaSession(this, resource.title);
  }

  #addSegment(segment) {
    this.#model.segments[segment.index] = segment;
    this.#readAlong?.add(segment);
    this.#draw({ synthesizedEnd: segment.end_time });
  }

  #finish(resource) {
    const address = this.#setResource(resource);
    const { segments } = this.#model;
    const pauses = segments.map(({ end_time }, i) => [end_time, segments[i + 1]?.start_time]);
    this.#playback.finish(address, pauses);
  }

  #startReadAlong(text) {
    const isTranscript = this.hasAttribute(Attribute.TRANSCRIPT);
    if (isTranscript) this.#view.transcript = text;
    const root = isTranscript ? this.#view.$("transcript") : articleFor(this);
    if (!root || this.#readAlong) return;
    const playFrom = (seconds) => {
      this.seek(seconds);
      this.play();
    };
    this.#readAlong = new ReadAlong(root, text, playFrom, (isScrolledAway) =>
      this.#draw({ isScrolledAway }),
    );
  }

  #onPlaybackEvent(event, error) {
    if (event === PlaybackEvent.LOST) this.#reload();
    else if (event === Trigger.FAIL) this.#fail(error);
    else this.#trigger(event);
    if (event !== Trigger.END) return;
    this.#readAlong?.clear();
    this.#dispatch(ListenEvent.END);
  }

  #reload() {
    this.#trigger(Trigger.STALL);
    this.#resource.open();
  }

  #fail(error) {
    // The server's messages are written for users; those of browsers are not.
    this.#model.error = error?.code && error.message;
    this.#trigger(Trigger.FAIL);
    const { code = "unreachable", message: detail } = error ?? {};
    this.#dispatch(ListenEvent.ERROR, { code, detail });
  }

  #trigger(trigger) {
    const before = this.state;
    const state = nextState(before, trigger);
    this.#draw({ state });
    if (state === before && trigger !== Trigger.RESET) return;
    this.setAttribute(Attribute.STATE, state);
    clearTimeout(this.#preparingTimer);
    if (state === State.ASKED) {
      this.#preparingTimer = setTimeout(() => this.#trigger(Trigger.DELAY), PREPARING_DELAY);
    }
    if (!isSounding(state) || isSounding(before)) return;
    if (this.#isPlayNews) this.#dispatch(ListenEvent.PLAY);
    this.#isPlayNews = false;
    this.#onFrame();
  }

  #draw(changes) {
    const { position, bufferedEnd, audio } = this.#playback;
    Object.assign(this.#model, { position, bufferedEnd }, changes);
    this.#view.draw(this.#model);
    const { state, key, duration } = this.#model;
    if (activePlayer !== this || !key || !duration) return;
    updateMediaSession(isSounding(state), duration, position, audio.playbackRate);
    if (isSounding(state)) this.#progress.update(key, position, duration);
  }

  #onFrame() {
    if (!isSounding(this.state)) return;
    this.#readAlong?.highlightAt(this.currentTime);
    requestAnimationFrame(() => this.#onFrame());
  }

  #dispatch(name, detail) {
    const options = { bubbles: true, detail: { key: this.#model.key, ...detail } };
    this.dispatchEvent(new CustomEvent(name, options));
  }
}
