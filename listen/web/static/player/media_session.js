// Media Session API: controls of the lock screen and of headsets, where the browser has them.

const session = navigator.mediaSession;
const SKIP = 15; // seconds
const ACTIONS = ["play", "pause", "seekbackward", "seekforward", "seekto"];

let operated; // the player that the controls operate

/** Connects the controls to a player: an object with play, pause, seek and currentTime. */
export function claimMediaSession(player, title) {
  operated = player;
  if (globalThis.MediaMetadata && session) {
    session.metadata = new MediaMetadata({ title, artist: location.hostname, artwork: artwork() });
  }
  setHandlers({
    play: () => player.play(),
    pause: () => player.pause(),
    seekbackward: () => player.seek(player.currentTime - SKIP),
    seekforward: () => player.seek(player.currentTime + SKIP),
    seekto: ({ seekTime }) => player.seek(seekTime),
  });
}

/** Duration and position are seconds. */
export function updateMediaSession(player, isSounding, duration, position, playbackRate) {
  if (!session || operated !== player) return;
  session.playbackState = isSounding ? "playing" : "paused";
  session.setPositionState?.({ duration, position: Math.min(position, duration), playbackRate });
}

/** Disconnects the controls from a player, if they are its own. */
export function releaseMediaSession(player) {
  if (operated !== player) return;
  operated = undefined;
  if (!session) return;
  session.metadata = null;
  session.playbackState = "none";
  session.setPositionState?.();
  setHandlers({});
}

function setHandlers(handlers) {
  for (const action of ACTIONS) {
    try {
      session?.setActionHandler(action, handlers[action] ?? null);
    } catch {} // the browser does not know the action
  }
}

/** The page's image for links to it (Open Graph). */
function artwork() {
  const { content } = document.querySelector("meta[property='og:image']") ?? {};
  return content && URL.canParse?.(content, document.baseURI)
    ? [{ src: new URL(content, document.baseURI).href }]
    : [];
}
