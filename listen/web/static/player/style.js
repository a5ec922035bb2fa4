// Style sheets. Sites set the `--listen-*` custom properties, or style the parts.

import { styleSheet } from "./style_sheet.js";

// Sizes of boxes are pixels, because themes shrink the root font; those of texts follow the reader's
// font size. Browsers drop a rule whose selector they do not know, so the thumb has two.
export const playerStyles = styleSheet(`
:host {
  --accent: var(--listen-accent, #1f4fd8);
  --on-accent: var(--listen-on-accent, #fff);
  --line: var(--listen-line, rgb(128 128 128 / .4));
  --bar: var(--listen-background, transparent);
  --made: var(--line);
  --here: rgb(128 128 128 / .7);
  display: block;
  margin-block: 16px;
  color: var(--listen-color, inherit);
}
@supports (color: light-dark(red, red)) {
  :host {
    --accent: var(--listen-accent, light-dark(#1f4fd8, #9db8ff));
    --on-accent: var(--listen-on-accent, Canvas);
    --line: var(--listen-line, color-mix(in srgb, currentColor 16%, transparent));
    --bar: var(--listen-background, color-mix(in srgb, currentColor 5%, transparent));
    --made: color-mix(in srgb, var(--accent) 20%, var(--line));
    --here: color-mix(in srgb, var(--accent) 45%, var(--line));
  }
}
:host([hidden]), [hidden] { display: none !important; }
.frame, .announcement, .follow, .transcript {
  all: initial;
  display: block;
  color: inherit;
  color-scheme: inherit;
  visibility: inherit;
  font: max(1rem, 16px)/1.4 var(--listen-font, system-ui, sans-serif);
}
.frame { container-type: inline-size; }
.bar {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  align-items: center;
  gap: 4px 14px;
  padding: 12px 14px;
  border: 1px solid var(--line);
  border-radius: var(--listen-radius, 16px);
  background: var(--bar);
}
button, select, a {
  display: grid;
  place-items: center;
  box-sizing: border-box;
  min-width: 44px;
  height: 44px;
  margin: 0;
  padding: 0;
  border: 0;
  border-radius: 22px;
  background: none;
  color: inherit;
  font: inherit;
  font-size: .875em;
  font-weight: 600;
  cursor: pointer;
}
.back, .forward, .speed { border: 1px solid var(--line); }
:disabled { opacity: .5; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
svg { width: 24px; fill: currentColor; }
.play, button.follow { background: var(--accent); color: var(--on-accent); }
.play { width: 56px; height: 56px; border-radius: 50%; }
.play[aria-busy=true] { box-shadow: 0 0 0 6px var(--line); }
.tools { display: flex; align-items: center; gap: 8px; }
.line { display: flex; align-items: center; gap: 8px; min-height: 2.6em; line-height: 1.3; }
p { margin: 0; }
.title {
  display: -webkit-box;
  flex: 1;
  overflow: hidden;
  font-weight: 600;
  overflow-wrap: anywhere;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
}
.status { font-size: .875em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
:host([state=failed]) .title { display: none; }
select.speed {
  padding: 0 20px 0 12px;
  background:
    linear-gradient(45deg, transparent 50%, currentColor 50%) right 14px center / 5px 5px no-repeat,
    linear-gradient(135deg, currentColor 50%, transparent 50%) right 9px center / 5px 5px no-repeat;
  appearance: none;
}
option { color: CanvasText; background: Canvas; }
input { height: 44px; margin: 0; accent-color: var(--accent); cursor: pointer; }
.position {
  --fill: var(--accent) var(--played, 0%), var(--here) 0 var(--buffered, 0%),
    var(--made) 0 var(--synthesized, 0%), var(--line) 0;
  display: block;
  width: 100%;
  margin: -10px 0 -12px;
  background: linear-gradient(to right, var(--fill)) center / 100% 6px no-repeat;
  appearance: none;
}
[dir=rtl] .position { background-image: linear-gradient(to left, var(--fill)); }
.position::-webkit-slider-thumb {
  width: 16px;
  height: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
  appearance: none;
}
.position::-moz-range-thumb {
  width: 16px;
  height: 16px;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
  appearance: none;
}
.volume { width: 64px; }
.disclosure { grid-column: 1 / -1; min-height: 1.4em; overflow-wrap: anywhere; font-size: .75em; }
@container (width < 40em) {
  .bar { grid-template-columns: auto minmax(0, 1fr); }
  .tools { grid-column: 1 / -1; flex-wrap: wrap; gap: 0; justify-content: space-between; }
}
@container (width < 24em) {
  .line { flex-direction: column; align-items: stretch; justify-content: center; gap: 0; }
  .line { min-height: 3.8em; }
  .title { flex: none; }
  .volume { display: none; }
  select.speed { padding-left: 6px; }
}
button.follow {
  position: fixed;
  inset: auto 16px 16px;
  z-index: 2147483647;
  width: max-content;
  height: 44px;
  margin: auto;
  padding: 0 20px;
  border: 0;
  border-radius: 22px;
  cursor: pointer;
}
.announcement { position: absolute; clip-path: inset(50%); }
@media (forced-colors: active) {
  :host { --accent: Highlight; --on-accent: HighlightText; }
  .play, .follow, input { forced-color-adjust: none; }
}
@media print { .frame, .follow, .transcript { display: none !important; } }
`);
