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

/** Formats seconds as 1:05 or 1:01:05; `format` writes a digit in the reader's language. */
export const formatTime = (seconds, format = String) =>
  new Date(1000 * seconds)
    .toISOString()
    .slice(seconds < 3600 ? 14 : 11, 19)
    .replace(/^0/, "")
    .replace(/\d/g, (digit) => format(digit));

/** Formats seconds for screen readers: "1 minute, 5 seconds", or 1:05 in languages whose words the
    browser does not know. */
export function spokenTime(time, { lang, format }) {
  const [hours, minutes, seconds] = [time / 3600, (time / 60) % 60, time % 60].map(Math.floor);
  const { DurationFormat } = Intl;
  const words =
    DurationFormat?.supportedLocalesOf(lang)[0] &&
    new DurationFormat(lang, { style: "long" }).format({ hours, minutes, seconds });
  return words || formatTime(time, format);
}

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
  const time = (seconds) => formatTime(seconds, labels.format);
  if (state === State.FINISHED) return labels.played;
  if (state !== State.IDLE) {
    return `${time(position)} / ${download ? "" : "~"}${time(duration)}`;
  }
  return isResumed
    ? labels.resume.replace("{}", time(duration - position))
    : labels.count("minutes", Math.max(1, Math.round(duration / 60)));
}
