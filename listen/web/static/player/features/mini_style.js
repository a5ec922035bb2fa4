// Style sheet of the floating bar. The space is that of a small player, at any width of the window.

import { styleSheet } from "../style_sheet.js";

export const miniStyles = styleSheet(`
.close { display: none; }
.mini {
  position: fixed;
  inset: auto;
  inset-block-end: max(16px, env(safe-area-inset-bottom));
  inset-inline-end: max(16px, env(safe-area-inset-right), env(safe-area-inset-left));
  z-index: 2147483646;
  box-sizing: border-box;
  width: min(380px, 88%);
  margin: 0;
  padding: 0;
  border: 0;
  border-radius: var(--listen-radius, 16px);
  box-shadow: 0 2px 16px rgb(0 0 0 / .3);
  overflow: hidden;
}
.mini .bar {
  grid-template-columns: auto minmax(0, 1fr) auto auto;
  gap: 0 8px;
  padding: 8px 8px 4px;
}
.mini .bar:has(.next) { grid-template-columns: auto minmax(0, 1fr) auto auto auto; }
.mini .play { width: 44px; height: 44px; }
.mini .close { display: grid; }
.mini .text, .mini .tools { display: contents; }
.mini .tools > :not(.back, .next), .mini .disclosure { display: none; }
.mini .line {
  flex-direction: column;
  align-items: stretch;
  justify-content: center;
  gap: 0;
  min-height: 44px;
}
.mini .title {
  flex: none;
  font-size: .875em;
  -webkit-line-clamp: 1;
}
.mini .status { font-size: .75em; white-space: nowrap; }
:host([state=failed]) .mini .status { display: -webkit-box; white-space: normal; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
.mini .position { grid-column: 1 / -1; grid-row: 2; height: 24px; margin: 0; }
.mini ~ .follow { inset-block-end: calc(max(16px, env(safe-area-inset-bottom)) + 96px); }
@media (width < 360px) { .mini .bar:has(.next) .back { display: none; } }
@media (height < 400px) {
  .mini { width: max-content; container-type: normal; }
  .mini .bar { grid-template-columns: repeat(3, auto); padding: 4px; }
  .mini .line, .mini .position, .mini .next { display: none; }
  .mini ~ .follow { inset-block-end: calc(max(16px, env(safe-area-inset-bottom)) + 64px); }
}
`);
