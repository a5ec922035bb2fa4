// The lock screen and the keys of a headset.

const session = navigator.mediaSession;

/** For the player that sounds: an element with play, pause, seek and currentTime. */
export function takeSession(player, title) {
  session.metadata = new MediaMetadata({ title, artist: location.hostname });
  const handlers = {
    play: () => player.play(),
    pause: () => player.pause(),
    seekbackward: () => player.seek(player.currentTime - 15),
    seekforward: () => player.seek(player.currentTime + 15),
    seekto: ({ seekTime }) => player.seek(seekTime),
  };
  for (const name in handlers) session.setActionHandler(name, handlers[name]);
}

export function tellSession(isSounding, duration, position, playbackRate) {
  session.playbackState = isSounding ? "playing" : "paused";
  session.setPositionState({ duration, position: Math.min(position, duration), playbackRate });
}
