// Clicks in the text of an article that mean nothing else than the place.

const INTERACTIVE =
  "a, button, input, select, textarea, label, summary, video, audio, img, iframe, [contenteditable]," +
  "[role], [tabindex], [onclick], [aria-haspopup], [draggable=true]";
const DOUBLE_CLICK_DELAY = 300; // milliseconds

/** Calls `onPlace(event)` for a click that is not on a control, not one of several, not with a
    modifier key, and neither makes nor dismisses a selection. */
export function onTextClick(root, onPlace, signal) {
  let timer;
  let isSelected = false;
  const hasSelection = () => !(getSelection()?.isCollapsed ?? true);
  const onPress = () => {
    clearTimeout(timer);
    isSelected = hasSelection();
  };
  const onClick = (event) => {
    const { detail, button, ctrlKey, metaKey, altKey, shiftKey } = event;
    const target = event.composedPath()[0];
    if (detail > 1 || button || ctrlKey || metaKey || altKey || shiftKey) return;
    if (event.defaultPrevented || isSelected || hasSelection() || target === root) return;
    const control = target.closest(INTERACTIVE);
    if (control && root.contains(control) && control !== root) return;
    timer = setTimeout(() => hasSelection() || onPlace(event, target), DOUBLE_CLICK_DELAY);
  };
  root.addEventListener("pointerdown", onPress, { signal, capture: true });
  root.addEventListener("click", onClick, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
}
