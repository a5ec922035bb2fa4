// English labels. `{}` in `minutes` stands for a number of minutes,
// in `resume` for a time such as 1:05.

export const en = {
  listen: "Listen to Article",
  hint: "Press play to generate audio",
  minutes: "{} min listen",
  preparing: "Preparing…",
  failed: "The audio could not be played. Try again.",
  missing: "There is no audio of this article.",
  busy: "The server is busy. Try again in a minute.",
  played: "Played",
  resume: "Continue, {} left",
  retry: "Try again",
  offline: "No connection. Try again when you are online.",
  play: "Play",
  pause: "Pause",
  position: "Position",
  speed: "Speed",
  volume: "Volume",
  download: "Download",
  follow: "Follow along",
  more: "More",
};
