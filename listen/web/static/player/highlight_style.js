// Style sheet of the highlights, for the document or shadow root that holds the text.

import { styleSheet } from "./style_sheet.js";

export const highlightStyles = styleSheet(`
::highlight(listen-sentence) { background: var(--listen-highlight, rgb(255 196 0 / .32)); }
::highlight(listen-word) { text-decoration: underline; }
@media (forced-colors: active) {
  ::highlight(listen-sentence) { background: Highlight; color: HighlightText; }
}
`);
