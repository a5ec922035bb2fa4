// Texts of the view: times, and what the status line says. Pure.

import { State } from "./state.js";

/** Names of labels by error codes. For others, and in English, the server's own words come first. */
const ERROR_LABELS = {
  unknown_audio: "missing",
  unknown_article: "missing",
  gone: "missing",
  withdrawn: "missing",
  rate_limited: "busy",
  quota_exceeded: "busy",
  unavailable: "busy",
};

/** Formats seconds as 1:05 or 1:01:05. */
export const formatTime = (seconds) =>
  new Date(1000 * seconds).toISOString().slice(seconds < 3600 ? 14 : 11, 19).replace(/^0/, "");

/** Returns what the status line says of a Model of the view. */
export function statusOf(model, labels) {
  const { state, position, duration, download, error, isResumed } = model;
  if (state === State.PREPARING) return labels.preparing;
  if (state === State.FAILED) {
    const { code, message } = error ?? {};
    // The server's messages are written for users; those of browsers are not.
    const told = [code && message, labels[ERROR_LABELS[code]]];
    if (labels.lang !== "en") told.reverse();
    return told[0] || told[1] || (navigator.onLine ? labels.failed : labels.offline);
  }
  if (!duration) return labels.hint;
  const fill = (label, value) => label.replace("{}", value);
  const minutes = fill(labels.minutes, Math.max(1, Math.round(duration / 60)));
  if (state === State.FINISHED) return labels.played;
  if (state !== State.IDLE) {
    return `${formatTime(position)} / ${download ? "" : "~"}${formatTime(duration)}`;
  }
  return isResumed ? fill(labels.resume, formatTime(duration - position)) : minutes;
}
