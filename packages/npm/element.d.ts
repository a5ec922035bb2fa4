// Made by `python -m tests.npm.describe` from the JSDoc of element.js.

export type ListenState = "idle" | "asked" | "preparing" | "live" | "playing" | "paused" | "finished" | "failed";

/** An article to play after another one, with its `key` or its `url`. */
export interface ListenQueueItem {
  key?: string;
  url?: string;
  title?: string;
  image?: string;
  token?: string;
}

/** A string is a key or a URL. */
export type ListenQueue = (ListenQueueItem | string)[];

/** Player for the audio of an article. */
export declare class ListenArticle extends HTMLElement {
  /** Body for POST /v1/audio, instead of a URL. */
  request: object | undefined;
  /** API key to post it with. Readers of the page can see it. */
  apiKey: string | undefined;
  /** Articles to play after this one: {key, url, title, image, token}, of which `key` or `url` must be there, or a string that is one of these two. */
  queue: ListenQueue;
  /** A value of State. */
  readonly state: ListenState;
  /** Position in seconds. */
  readonly currentTime: number;
  /** Duration in seconds, estimated until the file is finished; 0 while unknown. */
  readonly duration: number;
  /** Plays or resumes, and pauses any other player. Browsers require a click. */
  play(): void;
  /** Pauses. */
  pause(): void;
  /** Plays, or pauses if playback was requested. */
  toggle(): void;
  /** Moves to a position, limited to the duration. */
  seek(seconds: number): void;
}

/** Attributes that a page sets. */
export interface ListenArticleAttributes {
  /** Key of the audio. Without it, the audio of the page is asked for. */
  "audio-key"?: string;
  /** Token that the server has signed, for audio that not everybody may have. */
  "token"?: string;
  /** URL of the article. Defaults to the page's canonical URL. */
  "source-url"?: string;
  /** Language to request, as a BCP 47 tag. Defaults to the detected one. It has no effect on articles of a site, and neither have `voice` and `speed`. */
  "language"?: string;
  /** Voice to request, as in POST /v1/audio. */
  "voice"?: string;
  /** Speed to request, from 0.5 to 2.0. Defaults to 1. */
  "speed"?: number | string;
  /** Base URL of the server. Defaults to the folder of player.js. */
  "server"?: string;
  /** CSS selector of the text to read along in. Defaults to the nearest `<article>`, else `<main>`, else `<body>`. No match turns reading along off. */
  "article"?: string;
  /** Keeps a small player in view while this one is scrolled away, from its first sound on. The reader can close it. */
  "mini"?: boolean;
  /** JSON of the property `queue`. */
  "queue"?: string;
  /** Plays the next article of the queue at the end of one. */
  "autoplay-next"?: boolean;
  /** Shows the text in the player and reads along in it. */
  "transcript"?: boolean;
}

/** Events by name. They bubble and are composed. */
export interface ListenArticleEventMap {
  /** Sound has started after a click. `isResumed`: the audio has sounded before. */
  "listen-play": CustomEvent<{ key: string | undefined; isResumed: boolean }>;
  /** Playback was paused. */
  "listen-pause": CustomEvent<{ key: string | undefined; currentTime: number }>;
  /** The position was chosen. In seconds. */
  "listen-seek": CustomEvent<{ key: string | undefined; from: number; to: number }>;
  /** The reader chose a speed. */
  "listen-ratechange": CustomEvent<{ key: string | undefined; speed: number }>;
  /** The position has moved, up to four times a second. */
  "listen-timeupdate": CustomEvent<{ key: string | undefined; currentTime: number; duration: number }>;
  /** The state has changed. */
  "listen-statechange": CustomEvent<{ key: string | undefined; state: ListenState; previous: ListenState }>;
  /** A quarter was played. */
  "listen-progress": CustomEvent<{ key: string | undefined; percent: 25 | 50 | 75 }>;
  /** The end was reached. */
  "listen-end": CustomEvent<{ key: string | undefined }>;
  /** Another article of the queue is about to play, unless the event is canceled. */
  "listen-next": CustomEvent<{ key: string | undefined; item: ListenQueueItem; isAutomatic: boolean }>;
  /** Playback failed. `code`: an error code of the API or `unreachable`. `detail`: the server's message. */
  "listen-error": CustomEvent<{ key: string | undefined; code: string; detail?: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "listen-article": ListenArticle;
  }
  interface HTMLElementEventMap extends ListenArticleEventMap {}
  interface DocumentEventMap extends ListenArticleEventMap {}
  interface WindowEventMap extends ListenArticleEventMap {}
}
