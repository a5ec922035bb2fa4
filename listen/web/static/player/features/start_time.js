// A time in the page's address (`?t=65`, `#t=1m5s`): the place of the first player before its start.

import { State } from "../state.js";

const STARTING = [State.IDLE, State.ASKED, State.PREPARING];
const TIME = /^(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6}(?:\.\d{1,3})?)s?)?$/;

export function attach(host) {
  const { player, place } = host;
  const first = document.querySelector("listen-article");
  if (first && first !== player) return;
  let used; // address whose time was applied, or given up
  return ({ state, duration }) => {
    const { href } = location;
    if (href === used) return;
    const isStarting = STARTING.includes(state);
    const seconds = timeIn(href);
    if (isStarting && seconds && !duration) return; // not known yet
    used = href;
    if (isStarting && seconds < duration) place(seconds);
  };
}

/** Returns the seconds in an address; undefined if there are none, or if they are not valid. The
    fragment comes first, because the parameter may be the page's own. */
export function timeIn(address) {
  const { hash, searchParams } = new URL(address);
  const parameter = hasOwnParameter() ? "" : searchParams.get("t");
  const text = new URLSearchParams(hash.slice(1)).get("t") ?? parameter;
  const parts = text && TIME.exec(text);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return 3600 * hours + 60 * minutes + seconds;
}

/** Returns whether the parameter `t` is the page's own: its canonical URL has it. */
export function hasOwnParameter() {
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  return Boolean(canonical && new URL(canonical).searchParams.has("t"));
}
