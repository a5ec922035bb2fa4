// The article as it will be read.

const TAGS = { title: "h2", heading: "h3", quote: "blockquote", list_item: "li", code: "pre" };
const ITEM_NUMBER = /^\d+[.)]/; // in the text of the item, because it is spoken

/** Creates an element from a tag and its text or children. */
export function make(tag, ...content) {
  const element = document.createElement(tag);
  element.append(...content);
  return element;
}

/** Shows the blocks of a preview. */
export function showArticle(root, { blocks, language }) {
  root.lang = language;
  root.replaceChildren();
  let list;
  for (const { kind, text } of blocks) {
    const element = make(TAGS[kind] ?? "p", text);
    element.dir = "auto";
    element.className = kind;
    if (ITEM_NUMBER.test(text)) element.classList.add("numbered");
    if (kind !== "list_item") list = undefined;
    else if (!list) root.append((list = make("ul")));
    (list ?? root).append(element);
  }
}
