// English labels. `{}` in `minutes` stands for a number of minutes.

export const en = {
  listen: "Listen to Article",
  hint: "Press play to generate audio",
  minutes: "{} min listen",
  preparing: "Preparing…",
  failed: "The audio could not be played.",
  play: "Play",
  pause: "Pause",
  position: "Position",
  speed: "Speed",
  volume: "Volume",
  download: "Download",
  follow: "Follow along",
};
