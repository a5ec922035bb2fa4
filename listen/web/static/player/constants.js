// Public names of <listen-article>: changing one breaks the pages that use it.

/** Attributes that a page sets, and `STATE` and `FILLED`, which the element sets itself. */
export const Attribute = {
  AUDIO_KEY: "audio-key",
  TOKEN: "token",
  SOURCE_URL: "source-url",
  SERVER: "server",
  LANGUAGE: "language",
  VOICE: "voice",
  SPEED: "speed",
  ARTICLE: "article",
  TRANSCRIPT: "transcript",
  MINI: "mini",
  QUEUE: "queue",
  AUTOPLAY_NEXT: "autoplay-next",
  STATE: "state",
  FILLED: "filled",
};

/** Events that the element dispatches. They bubble, also out of shadow roots; `detail.key` is the
    audio key. */
export const ListenEvent = {
  PLAY: "listen-play",
  PAUSE: "listen-pause",
  SEEK: "listen-seek",
  RATECHANGE: "listen-ratechange",
  TIMEUPDATE: "listen-timeupdate",
  STATECHANGE: "listen-statechange",
  PROGRESS: "listen-progress",
  END: "listen-end",
  NEXT: "listen-next",
  ERROR: "listen-error",
};

/** Names of the CSS custom highlights. */
export const HighlightName = {
  SENTENCE: "listen-sentence",
  WORD: "listen-word",
};
