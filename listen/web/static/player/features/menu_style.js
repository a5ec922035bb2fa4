// Style sheet of the menu, and the marks of chapters on the slider.

import { styleSheet } from "../style_sheet.js";

export const menuStyles = styleSheet(`
.position {
  --to: to right;
  background-image: var(--marks, none), linear-gradient(var(--to), var(--fill));
}
[dir=rtl] .position { --to: to left; background-image: var(--marks, none), linear-gradient(var(--to), var(--fill)); }
.menu {
  all: initial;
  position: fixed;
  inset: auto;
  z-index: 2147483647;
  box-sizing: border-box;
  width: min(340px, 100% - 16px);
  padding: 8px;
  overflow: auto;
  overscroll-behavior: contain;
  border: 1px solid GrayText;
  border-radius: 12px;
  background: Canvas;
  color: CanvasText;
  color-scheme: inherit;
  font: max(1rem, 16px)/1.4 var(--listen-font, system-ui, sans-serif);
  box-shadow: 0 4px 24px rgb(0 0 0 / .3);
}
.menu:not(:popover-open) { display: none; }
.menu button, .menu a {
  display: block;
  width: 100%;
  height: auto;
  min-height: 44px;
  padding: 6px 10px;
  border-radius: 8px;
  font-weight: 400;
  text-align: start;
  overflow-wrap: anywhere;
}
.menu button:enabled:hover, .menu a:hover { background: color-mix(in srgb, CanvasText 10%, Canvas); }
.menu [aria-pressed=true], .menu [aria-current=true] { color: var(--accent); font-weight: 600; }
.menu [aria-pressed=true]::after { content: " ✓"; }
.menu h2 { margin: 8px 10px 0; font-size: .75em; font-weight: 600; }
.menu ol { margin: 0 0 8px; padding: 0 0 8px; border-bottom: 1px solid var(--line); list-style: none; }
.menu li button { display: flex; align-items: center; justify-content: space-between; gap: 12px; font-variant-numeric: tabular-nums; }
.row { display: grid; grid-template-columns: 1fr 1fr; }
.loudness { box-sizing: border-box; width: 100%; padding: 0 10px; }
.message { font-size: .875em; }
.message:not(:empty) { padding: 6px 10px; }
.link { box-sizing: border-box; width: 100%; padding: 0 8px; font: inherit; color: inherit; background: Canvas; border: 1px solid GrayText; border-radius: 8px; cursor: text; }
`);

const WIDTH = 2; // pixels

/** Returns a CSS image with a gap in the track at each time, in seconds, but at the beginning. */
export function marksOf(times, duration) {
  const places = times.filter((time) => time > 0).map((time) => `${(100 * time) / duration}%`);
  if (!places.length || !duration) return "none";
  const gaps = places.map(
    (place) => `#0000 ${place}, var(--on-accent) ${place} calc(${place} + ${WIDTH}px), #0000 0`,
  );
  return `linear-gradient(var(--to), ${gaps.join(", ")})`;
}
