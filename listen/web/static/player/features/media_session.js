// Media Session API: controls of the lock screen and of headsets, where the browser has them.

import { isSounding, State } from "../state.js";

const session = navigator.mediaSession;
const SKIP = 15; // seconds
const PAGE_IMAGE =
  "meta[property='og:image'], meta[name='og:image'], meta[property='og:image:url'], " +
  "meta[name='twitter:image']";
const ACTIONS = ["play", "pause", "seekbackward", "seekforward", "seekto", "nexttrack"];

let operated; // the host whose player the controls operate: the one that sounded last
let drawn; // what was set for it, as a string

/** Connects the controls to the player of a host, from its first sound to the end of its article. */
export function attach(host, signal) {
  if (!session) return;
  signal.addEventListener("abort", () => release(host));
  return (model) => draw(host, model);
}

function draw(host, { state, title, duration, position, speed: playbackRate }) {
  if (state === State.IDLE) return release(host);
  if (isSounding(state) && operated !== host) {
    operated = host;
    drawn = undefined;
  }
  if (operated !== host) return;
  const { player, next, queueItem } = host;
  const image = queueItem?.image;
  const wanted = [title, image, Boolean(next)].join();
  if (wanted !== drawn) {
    drawn = wanted;
    setMetadata(title, image);
    setHandlers(player, next);
  }
  session.playbackState = isSounding(state) ? "playing" : "paused";
  if (!duration) return;
  session.setPositionState?.({ duration, position: Math.min(position, duration), playbackRate });
}

/** Disconnects the controls, if they are those of this host. */
function release(host) {
  if (operated !== host) return;
  operated = undefined;
  session.metadata = null;
  session.playbackState = "none";
  session.setPositionState?.();
  for (const action of ACTIONS) setHandler(action, null);
}

function setMetadata(title, image) {
  if (!globalThis.MediaMetadata) return;
  const artist = location.hostname;
  session.metadata = new MediaMetadata({ title, artist, artwork: artworkOf(image) });
}

/** `next`, if there is one, plays the next article. */
function setHandlers(player, next) {
  setHandler("play", () => player.play());
  setHandler("pause", () => player.pause());
  setHandler("seekbackward", () => player.seek(player.currentTime - SKIP));
  setHandler("seekforward", () => player.seek(player.currentTime + SKIP));
  setHandler("seekto", ({ seekTime }) => player.seek(seekTime));
  setHandler("nexttrack", next ?? null);
}

function setHandler(action, handle) {
  try {
    session.setActionHandler(action, handle);
  } catch {} // the browser does not know the action
}

/** The article's image; by default the page's image for links to it (Open Graph, Twitter). */
function artworkOf(image) {
  const page = document.querySelector(PAGE_IMAGE)?.content;
  const src = image || page;
  return src && URL.canParse?.(src, document.baseURI)
    ? [{ src: new URL(src, document.baseURI).href }]
    : [];
}
