// Connects the parts of a player: the audio on the server, its sound, the view and the page.

import { pageAddress } from "./article.js";
import { AudioResource, ResourceEvent } from "./audio_resource.js";
import { Attribute, ListenEvent } from "./constants.js";
import { Features } from "./features.js";
import { Playback, PlaybackEvent } from "./playback.js";
import { PlayerEvents } from "./player_events.js";
import { Reading } from "./reading.js";
import { withQuery } from "./server.js";
import { isPlayRequested, isSounding, nextState, State, Trigger } from "./state.js";
import { loadSettings, resumePosition, updateSettings } from "./storage.js";
import { endTurn, takeTurn } from "./turns.js";
import { View } from "./view.js";

const PREPARING_DELAY = 300; // milliseconds of silence before the reader is asked to wait

export class Controller {
  #player;
  #view;
  #playback = new Playback((event, error) => this.#onPlaybackEvent(event, error));
  #model;
  #address; // of the page's article, when the player was last reset
  #resource; // replaced with each article
  #reading; // replaced with each article
  #events;
  #preparingTimer;
  #drawTimer;
  #isPlaced; // the position was chosen or restored
  #features;

  constructor(player) {
    this.#player = player;
    this.#view = new View(player.shadowRoot ?? player.attachShadow({ mode: "open" }), {
      toggle: () => player.toggle(),
      seek: (seconds) => this.seek(seconds),
      skip: (seconds) => this.seek(this.currentTime + seconds),
      setSpeed: (speed) => this.#chooseSpeed(speed),
      audio: this.#playback.audio,
      showMenu: () => this.#features.showMenu(),
      resumeScrolling: () => this.#reading.resumeScrolling(),
    });
    this.#features = new Features({
      player,
      view: this.#view,
      audio: this.#playback.audio,
      place: (seconds) => this.#place(seconds),
      resolve: (link) => this.#resource.resolve(link),
      timeAt: (range) => this.#reading.timeAt(range),
    });
    this.reset();
    this.onMoved();
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

  play() {
    takeTurn(this.#player);
    const { state } = this;
    if (state === State.FINISHED) this.#playback.seek(0);
    this.#events.onClick(state);
    this.#trigger(Trigger.PLAY);
    this.#playback.play();
    if (!this.#resource.isOpen || state === State.FAILED) this.#resource.open();
  }

  pause() {
    this.#playback.pause();
  }

  seek(seconds) {
    const from = this.currentTime;
    const to = Math.max(0, Math.min(seconds, this.duration - 0.1));
    this.#isPlaced = true;
    this.#playback.seek(to);
    this.draw();
    this.#events.dispatch(ListenEvent.SEEK, { from, to });
  }

  /** The element has another place on the page. */
  onMoved() {
    this.#view.language = this.#player.closest("[lang]")?.lang || navigator.language;
  }

  /** Resets if the page's article is another one, because the page's script has navigated, unless
      the old text is still there and sounds. */
  leaveOldArticle() {
    const isOld = this.#address !== pageAddress(this.#player);
    if (isOld && (!isPlayRequested(this.state) || this.#reading.isGone)) this.reset();
  }

  close() {
    this.#end();
    this.#features.close();
    this.#player.removeAttribute(Attribute.STATE);
  }

  reset() {
    if (this.#resource) this.#end();
    this.#isPlaced = false;
    this.#address = pageAddress(this.#player);
    const onEvent = (...args) => this.#onResourceEvent(...args);
    this.#resource = new AudioResource(this.#player, this.#player.request, onEvent);
    this.#events = new PlayerEvents(this.#player);
    this.#reading = new Reading(this.#player, this.#view, {
      playFrom: (seconds) => {
        this.seek(seconds);
        this.play();
      },
      onScrolledAway: (isScrolledAway) => this.draw({ isScrolledAway }),
      onChanged: () => this.leaveOldArticle(),
      speed: () => this.#playback.audio.playbackRate,
    });
    this.#model = { state: this.#model?.state ?? State.IDLE, segments: [], synthesizedEnd: 0 };
    this.#setSpeed(loadSettings().speed);
    this.#trigger(Trigger.RESET);
    this.#resource.preview();
  }

  #end() {
    clearTimeout(this.#preparingTimer);
    clearTimeout(this.#drawTimer);
    this.#resource.close();
    this.#reading.close();
    this.#playback.close();
    this.#features.reset();
    endTurn(this.#player);
  }

  #chooseSpeed(speed) {
    updateSettings((settings) => (settings.speed = speed));
    this.#setSpeed(speed);
    this.#events.dispatch(ListenEvent.RATECHANGE, { speed });
  }

  #setSpeed(speed) {
    const { audio } = this.#playback;
    audio.defaultPlaybackRate = audio.playbackRate = speed;
    this.draw({ speed });
  }

  #onResourceEvent(event, data) {
    if (event === ResourceEvent.KNOWN) this.#setResource(data);
    if (event === ResourceEvent.READY) this.#load(data);
    if (event === ResourceEvent.TEXT) this.#reading.start((this.#model.text = data));
    if (event === ResourceEvent.SEGMENT) this.#addSegment(data);
    if (event === ResourceEvent.FINISHED) this.#finish(data);
    if (event === ResourceEvent.WORDS) this.#reading.words = data;
    if (event === ResourceEvent.SUPERSEDED) this.#reload();
    if (event === ResourceEvent.FAILED) this.#fail(data);
  }

  /** Returns the URL of the audio. */
  #setResource(resource) {
    const { key, title, state, links, disclosure, extensions } = resource;
    const duration = resource.duration ?? resource.estimated_duration;
    const address = this.#resource.resolve(links.audio);
    const download =
      state === "finished" && withQuery(address, `download=${encodeURIComponent(title)}`);
    this.#events.key = key;
    this.draw({ title, duration, download, links, disclosure, extensions });
    const resumed = resumePosition(key, this.duration);
    if (resumed && !this.#isPlaced) this.#place(resumed);
    return address;
  }

  /** Moves to a position that was not chosen in the player: that of an earlier visit or of a link. */
  #place(seconds) {
    this.#isPlaced = true;
    this.#playback.seek(seconds);
    this.draw({ isResumed: true });
  }

  #load(resource) {
    const address = this.#setResource(resource);
    this.#isPlaced = true;
    this.#playback.load(address, resource.live, this.currentTime);
  }

  /** Draws later, because a finished audio has thousands of segments at once. */
  #addSegment(segment) {
    this.#model.segments[segment.index] = segment;
    this.#model.synthesizedEnd = this.#playback.synthesizedEnd = segment.end_time;
    this.#reading.add(segment);
    clearTimeout(this.#drawTimer);
    this.#drawTimer = setTimeout(() => this.draw());
  }

  #finish(resource) {
    const { segments } = this.#model;
    const pauses = segments.map(({ end_time }, i) => [end_time, segments[i + 1]?.start_time]);
    this.#playback.finish(this.#setResource(resource), pauses);
  }

  #onPlaybackEvent(event, error) {
    if (event === PlaybackEvent.LOST) this.#reload();
    else if (event === PlaybackEvent.AHEAD) this.#resource.loadWords();
    else if (event === Trigger.FAIL) this.#fail(error);
    else this.#trigger(event);
    if (isSounding(this.state)) this.#events.onProgress(this.currentTime, this.duration);
    if (event !== Trigger.END) return;
    this.#reading.clear();
    this.#events.dispatch(ListenEvent.END);
  }

  #reload() {
    this.#trigger(Trigger.STALL);
    this.#resource.open();
  }

  #fail(error) {
    if (nextState(this.state, Trigger.FAIL) === this.state) return; // it was told before
    this.#model.error = error;
    this.#playback.stop();
    this.#trigger(Trigger.FAIL);
    const { code = "unreachable", message: detail } = error ?? {};
    this.#events.dispatch(ListenEvent.ERROR, { code, detail });
  }

  #trigger(trigger) {
    const previous = this.state;
    const state = nextState(previous, trigger);
    this.draw({ state });
    if (state === previous && trigger !== Trigger.RESET) return;
    this.#player.setAttribute(Attribute.STATE, state);
    clearTimeout(this.#preparingTimer);
    const onDelay = () => this.#trigger(Trigger.DELAY);
    if (state === State.ASKED) this.#preparingTimer = setTimeout(onDelay, PREPARING_DELAY);
    this.#reading.isSounding = isSounding(state);
    this.#events.onState(state, previous);
  }

  /** Draws again, with changes of the Model of the view. */
  draw(changes) {
    const { position, bufferedEnd } = this.#playback;
    Object.assign(this.#model, { position, bufferedEnd }, changes);
    this.#view.draw(this.#model);
    this.#features.draw(this.#model);
  }
}
