// How it looks. Sites change the custom properties, or the parts.

const made = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

export const looks = made(`
:host {
  --accent: var(--listen-accent, light-dark(#1f4fd8, #9db8ff));
  --on-accent: var(--listen-on-accent, light-dark(#fff, #0c1730));
  --line: var(--listen-line, light-dark(#d9dde5, #3b414c));
  display: block;
  margin-block: 1rem;
  color: var(--listen-color, light-dark(#15181e, #eceef2));
  font: 1rem/1.4 var(--listen-font, system-ui, sans-serif);
}
:host([hidden]), [hidden] { display: none !important; }
.frame { container-type: inline-size; }
.bar {
  display: grid;
  grid-template-columns: auto 1fr auto;
  align-items: center;
  gap: .25rem .875rem;
  padding: .75rem .875rem;
  border: 1px solid var(--line);
  border-radius: var(--listen-radius, 1rem);
  background: var(--listen-background, light-dark(#f5f6f9, #1d2026));
}
button, select, a {
  display: grid;
  place-items: center;
  min-width: 2.75rem;
  height: 2.75rem;
  padding: 0;
  border: 0;
  border-radius: .75rem;
  background: none;
  color: inherit;
  font: 600 .875rem system-ui, sans-serif;
  text-decoration: none;
  cursor: pointer;
}
:is(button, select, a):hover { background: color-mix(in srgb, currentColor 10%, transparent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
svg { width: 1.5rem; fill: currentColor; }
.play, .follow {
  background: var(--accent) !important;
  color: var(--on-accent);
}
.play {
  position: relative;
  width: 3.5rem;
  height: 3.5rem;
  border-radius: 50%;
}
.play[aria-busy=true]::after {
  content: "";
  position: absolute;
  inset: -4px;
  border: 3px solid;
  border-color: transparent var(--accent) var(--accent);
  border-radius: 50%;
  animation: turn 1s linear infinite;
}
@keyframes turn { to { rotate: 1turn; } }
.text { min-width: 0; }
.line, .tools { display: flex; align-items: center; gap: 0 .5rem; }
p { margin: 0; }
.title { flex: 1; overflow: hidden; font-weight: 600; text-overflow: ellipsis; white-space: nowrap; }
.status {
  color: var(--listen-quiet, light-dark(#545b68, #aab1bd));
  font-size: .875rem;
  font-variant-numeric: tabular-nums;
}
.line:has(+ [hidden]) { display: block; }
:host([state=failed]) .status { color: light-dark(#a3161f, #ffb4b0); }
select { padding: 0 .5rem; appearance: none; text-align-last: center; }
option { color: CanvasText; background: Canvas; }
input {
  --fill: var(--accent) var(--at, 0%),
    color-mix(in srgb, var(--accent) 45%, var(--line)) 0 var(--end, 0%),
    color-mix(in srgb, var(--accent) 20%, var(--line)) 0 var(--made, 0%),
    var(--line) 0;
  width: 100%;
  height: 2.75rem;
  margin: -.625rem 0 -.75rem;
  border-radius: .5rem;
  background: linear-gradient(to right, var(--fill)) center / 100% .375rem no-repeat;
  appearance: none;
  cursor: pointer;
}
[dir=rtl] input { background-image: linear-gradient(to left, var(--fill)); }
::-webkit-slider-thumb { width: 1rem; height: 1rem; border-radius: 50%; background: var(--accent); appearance: none; }
::-moz-range-thumb { border: 0; background: var(--accent); }
.volume { width: 4rem; margin: 0; }
@container (width < 40rem) {
  .bar { grid-template-columns: auto 1fr; padding: .75rem; }
  .tools { grid-column: 1 / -1; justify-content: space-between; }
}
.follow {
  position: fixed;
  z-index: 9;
  inset: auto 1rem 1rem;
  margin: auto;
  padding: 0 1.25rem;
  border-radius: 2rem;
  box-shadow: 0 2px 12px #0005;
}
.transcript { max-height: 24rem; margin-top: .75rem; overflow: auto; line-height: 1.6; }
.transcript p { margin: 0 1rem 1rem; }
.said { position: absolute; clip-path: inset(50%); }
@media (prefers-reduced-motion) { .play::after { animation: none !important; } }
@media (forced-colors: active) {
  button { border: 1px solid; }
  input { --fill: Highlight var(--at, 0%), GrayText 0; forced-color-adjust: none; }
  ::-webkit-slider-thumb { background: ButtonText; }
}
`);

/** For the page too: highlights are styled where the text is. */
export const highlights = made(`
::highlight(listen-sentence) { background: var(--listen-highlight, rgb(255 196 0 / .32)); }
::highlight(listen-word) { text-decoration: underline 2px; }
@media (forced-colors: active) { ::highlight(listen-sentence) { background: Highlight; color: HighlightText; } }
`);
