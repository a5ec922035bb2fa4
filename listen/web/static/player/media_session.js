// Media Session API: controls of the lock screen and of headsets.

const session = navigator.mediaSession;
const SKIP = 15; // seconds

/** Connects the controls to a player: an object with play, pause, seek and currentTime. */
export function claimMediaSession(player, title) {
  session.metadata = new MediaMetadata({ title, artist: location.hostname });
  const handlers = {
    play: () => player.play(),
    pause: () => player.pause(),
    seekbackward: () => player.seek(player.currentTime - SKIP),
    seekforward: () => player.seek(player.currentTime + SKIP),
    seekto: ({ seekTime }) => player.seek(seekTime),
  };
  for (const action in handlers) session.setActionHandler(action, handlers[action]);
}

/** Duration and position are seconds. */
export function updateMediaSession(isSounding, duration, position, playbackRate) {
  session.playbackState = isSounding ? "playing" : "paused";
  session.setPositionState({ duration, position: Math.min(position, duration), playbackRate });
}
