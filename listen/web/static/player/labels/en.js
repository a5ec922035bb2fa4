// English labels. `{}` in `minutes`, `back` and `forward` stands for a number, in `resume` for a time
// such as 1:05. A label with a number may be an object of forms by plural category, as those of
// Intl.PluralRules: {one, other}.

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
  back: "Back {} seconds",
  forward: "Forward {} seconds",
  position: "Position",
  speed: "Speed",
  volume: "Volume",
  download: "Download",
  follow: "Follow along",
  more: "More",
};
