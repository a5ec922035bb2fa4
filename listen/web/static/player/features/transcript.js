// The attribute `transcript`: the text below the controls, as the paragraphs and headings it has.

import { build, icon } from "../dom.js";
import { styleSheet } from "../style_sheet.js";
import { labelsOf } from "./labels.js";
import { blocksOf, openingOf } from "./outline.js";

const TAGS = { title: "h2", heading: "h3", quote: "blockquote", list_item: "li", code: "pre" };
const LIST_KIND = "list_item";
const FROM_ICON = "M4 5v14l8-7zM14 7h6v2h-6zM14 11h6v2h-6zM14 15h6v2h-6z";

const transcriptStyles = styleSheet(`
.transcript { max-height: 384px; padding: 16px; overflow: auto; line-height: 1.6; }
.blocks { max-width: 68ch; }
.block { position: relative; margin: 1em 0 0; white-space: pre-line; overflow-wrap: anywhere; }
.block:first-child { margin-top: 0; }
.transcript h2, .transcript h3 { font-size: 1.125em; line-height: 1.3; }
.transcript h2 { font-size: 1.375em; }
blockquote.block { padding-inline-start: 1em; border-inline-start: 3px solid var(--line); }
ul { margin: 1em 0 0; padding-inline-start: 1.5em; }
li.block { margin-top: .25em; }
pre.block { margin-top: 1em; font-family: monospace; font-size: .875em; white-space: pre-wrap; }
.from { background: var(--accent); color: var(--on-accent); }
.from:focus { float: inline-start; margin-inline-end: 8px; }
.from:not(:focus) { position: absolute; clip-path: inset(50%); }
`);

/** Shows an event `text` in the transcript of a View. Each block has a button for the keyboard that
    calls `playFrom(seconds)`. Returns a function that must be called with each segment. */
export function showTranscript(view, event, playFrom) {
  const root = view.$("transcript");
  const sheets = root.getRootNode().adoptedStyleSheets;
  if (!sheets.includes(transcriptStyles)) sheets.push(transcriptStyles);
  const blocks = blocksOf(event);
  const hasTitle = blocks.some(({ kind }) => kind === "title");
  const { from } = labelsOf(view);
  const buttons = [];
  const elements = blocks.map(({ kind, text }) => {
    const tag = kind === "heading" && !hasTitle ? TAGS.title : TAGS[kind] ?? "p";
    const label = `${from}: ${openingOf(text)}`;
    const button = build("button", { class: "from", "aria-label": label, title: from }, icon(FROM_ICON));
    button.disabled = true; // until its sound is there
    buttons.push(button);
    const element = build(tag, { dir: "auto" }, button, text);
    element.className = `block ${kind}`;
    return element;
  });
  const column = build("div", {}, ...inLists(elements, blocks));
  column.className = "blocks";
  root.replaceChildren(column);
  root.hidden = !event.text;
  return ({ block, start_time, end_time }) => {
    const button = buttons[block];
    if (!button?.disabled || end_time <= start_time) return;
    button.disabled = false;
    button.addEventListener("click", () => playFrom(start_time));
  };
}

/** Puts the items of a list into a list. */
function inLists(elements, blocks) {
  let list;
  return elements.flatMap((element, index) => {
    if (blocks[index].kind !== LIST_KIND) {
      list = undefined;
      return [element];
    }
    if (list) {
      list.append(element);
      return [];
    }
    list = build("ul", {}, element);
    return [list];
  });
}
