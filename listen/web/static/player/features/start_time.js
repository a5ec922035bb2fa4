// A time in the page's address (`?t=65`, `#t=1m5s`): the place of the first player before its start.

import { State } from "../state.js";
import { timeIn } from "./time_address.js";

const STARTING = [State.IDLE, State.ASKED, State.PREPARING];

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
