// Clicks in the text of an article that mean nothing else than the place.

// A heading or container with tabindex -1 only takes the focus from scripts and links to fragments.
const INTERACTIVE =
  "a, button, input, select, textarea, label, summary, option, video, audio, img, iframe, canvas, " +
  "object, embed, area, dialog, [contenteditable]:not([contenteditable=false]), [onclick], " +
  "[aria-haspopup], [aria-expanded], [aria-pressed], [draggable=true], [tabindex]" +
  ":not(:is(h1, h2, h3, h4, h5, h6, p, blockquote, div, section, article, main)[tabindex='-1'])";
const ROLES = new Set(
  (
    "button link checkbox radio switch tab menuitem menuitemcheckbox menuitemradio option slider " +
    "spinbutton scrollbar textbox searchbox combobox listbox treeitem gridcell img application " +
    "dialog tooltip"
  ).split(" "),
);
const DOUBLE_CLICK_DELAY = 300; // milliseconds
const MAX_MOVE = 10; // pixels between press and release; more is a drag

/** Calls `onPlace(event, target)` for a click that is not on a control, not one of several, not with
    a modifier key, not the end of a drag, and neither makes nor dismisses a selection. */
export function onTextClick(root, onPlace, signal) {
  let timer;
  let isSelected = false;
  let press;
  const hasSelection = () => !(getSelection()?.isCollapsed ?? true);
  const onPress = ({ clientX, clientY }) => {
    clearTimeout(timer);
    press = [clientX, clientY];
    isSelected = hasSelection();
  };
  const onClick = (event) => {
    const { detail, button, ctrlKey, metaKey, altKey, shiftKey, clientX, clientY } = event;
    const target = event.composedPath()[0];
    if (detail > 1 || button || ctrlKey || metaKey || altKey || shiftKey) return;
    const isDrag = detail && press && Math.hypot(clientX - press[0], clientY - press[1]) > MAX_MOVE;
    if (isDrag || isSelected || isControl(target, root)) return;
    const isOther = () => event.defaultPrevented || hasSelection(); // also by listeners after this
    timer = setTimeout(() => isOther() || onPlace(event, target), DOUBLE_CLICK_DELAY);
  };
  // A press anywhere ends the wait: the reader does something else.
  document.addEventListener("pointerdown", onPress, { signal, capture: true });
  root.addEventListener("click", onClick, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
}

/** Returns whether an element in `root` is a control, or in one, as far as the page tells: by its
    name, attributes or role, or by the pointer's shape. */
function isControl(target, root) {
  const isHand = (element) => getComputedStyle(element).cursor === "pointer";
  if (isHand(target) && !isHand(root)) return true;
  for (let each = target; each && each !== root; each = parentOf(each)) {
    if (each.matches(INTERACTIVE) || ROLES.has(each.getAttribute("role"))) return true;
  }
  return false;
}

/** The parent in the flat tree as far as scripts can see it: of a shadow root, its host. */
const parentOf = (element) => element.parentElement ?? element.getRootNode().host;
