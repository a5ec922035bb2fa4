// One sound at a time: of the players of a page, of its other media, and of players in other tabs.

const CHANNEL = "listen-article";

let sounding; // the player whose turn it is
let listening; // AbortController of the listeners
let channel;

const hasTurn = (player) => sounding === player;

/** Pauses what else sounds. From now on the player is paused when something else begins. */
export function takeTurn(player) {
  if (!hasTurn(player)) sounding?.pause();
  sounding = player;
  listen();
  channel?.postMessage("play");
  for (const media of document.querySelectorAll("audio, video")) {
    if (!media.paused && isAudible(media)) media.pause();
  }
}

export function endTurn(player) {
  if (!hasTurn(player)) return;
  sounding = undefined;
  listening.abort();
  listening = undefined;
  channel?.close();
}

function listen() {
  if (listening) return;
  listening = new AbortController();
  const options = { capture: true, signal: listening.signal }; // media events do not bubble
  const onPlay = ({ target }) => isAudible(target) && sounding?.pause();
  document.addEventListener("play", onPlay, options);
  try {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => sounding?.pause();
  } catch {} // the browser has none, or forbids it in this frame
}

/** Returns whether media can be heard: pages play silent videos as decoration. */
const isAudible = ({ muted, volume }) => !muted && volume > 0;
