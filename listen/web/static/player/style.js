// Style sheets. Sites set the `--listen-*` custom properties, or style the parts.

const styleSheet = (css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
};

// The thumb of the slider has two rules: browsers drop a rule whose selector they do not know.
export const playerStyles = styleSheet(`
:host {
  --accent: var(--listen-accent, light-dark(#1f4fd8, #9db8ff));
  --on-accent: var(--listen-on-accent, Canvas);
  --line: var(--listen-line, color-mix(in srgb, currentColor 16%, transparent));
  display: block;
  margin-block: 1rem;
  color: var(--listen-color, inherit);
  font: 1rem/1.4 var(--listen-font, system-ui, sans-serif);
}
:host([hidden]), [hidden] { display: none !important; }
.frame { container-type: inline-size; }
.bar {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  align-items: center;
  gap: .25rem .875rem;
  padding: .75rem .875rem;
  border: 1px solid var(--line);
  border-radius: var(--listen-radius, 1rem);
  background: var(--listen-background, color-mix(in srgb, currentColor 5%, transparent));
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
  font: inherit;
  font-size: .875rem;
  font-weight: 600;
  cursor: pointer;
}
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
svg { width: 1.5rem; fill: currentColor; }
.play, .follow { background: var(--accent) !important; color: var(--on-accent); }
.play { width: 3.5rem; height: 3.5rem; border-radius: 50%; }
.play[aria-busy=true] { box-shadow: 0 0 0 .375rem var(--line); }
.line, .tools { display: flex; align-items: center; gap: .5rem; }
p { margin: 0; }
.title {
  flex: 1;
  overflow: hidden;
  font-weight: 600;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.status { font-size: .875rem; font-variant-numeric: tabular-nums; }
.line:has(+ [hidden]), :host([state=failed]) .line { display: block; }
select { padding: 0 .5rem; appearance: none; }
option { color: CanvasText; background: Canvas; }
input { height: 2.75rem; accent-color: var(--accent); cursor: pointer; }
.position {
  --fill: var(--accent) var(--played, 0%),
    color-mix(in srgb, var(--accent) 45%, var(--line)) 0 var(--buffered, 0%),
    color-mix(in srgb, var(--accent) 20%, var(--line)) 0 var(--synthesized, 0%),
    var(--line) 0;
  width: 100%;
  margin: -.625rem 0 -.75rem;
  background: linear-gradient(to right, var(--fill)) center / 100% .375rem no-repeat;
  appearance: none;
}
[dir=rtl] .position { background-image: linear-gradient(to left, var(--fill)); }
.position::-webkit-slider-thumb {
  width: 1rem;
  height: 1rem;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
  appearance: none;
}
.position::-moz-range-thumb {
  width: 1rem;
  height: 1rem;
  border: 0;
  border-radius: 50%;
  background: var(--accent);
  appearance: none;
}
.volume { width: 4rem; }
.disclosure { grid-column: 1 / -1; overflow-wrap: anywhere; font-size: .75rem; }
@container (width < 40rem) {
  .bar { grid-template-columns: auto minmax(0, 1fr); }
  .tools { grid-column: 1 / -1; flex-wrap: wrap; gap: 0; justify-content: space-between; }
}
.follow {
  width: max-content;
  position: fixed;
  inset: auto 1rem 1rem;
  margin: auto;
  padding: 0 1.25rem;
  border-radius: 2rem;
}
.transcript {
  max-height: 24rem;
  padding: 1rem;
  overflow: auto;
  line-height: 1.6;
  white-space: pre-line;
}
.announcement { position: absolute; clip-path: inset(50%); }
@media (forced-colors: active) {
  :host { --accent: Highlight; --on-accent: HighlightText; }
  .play, .follow, input { forced-color-adjust: none; }
}
`);

/** Highlights are styled where the text is: in the player's transcript, and on the page. */
export const highlightStyles = styleSheet(`
::highlight(listen-sentence) { background: var(--listen-highlight, rgb(255 196 0 / .32)); }
::highlight(listen-word) { text-decoration: underline; }
@media (forced-colors: active) {
  ::highlight(listen-sentence) { background: Highlight; color: HighlightText; }
}
`);
