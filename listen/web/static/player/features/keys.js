// Keys that work while the focus is in the player.

const WRITING = "textarea, select, dialog, input:not([type=range], [readonly])";

/** Calls `skip(step)` for Shift with an arrow, 1 in the direction of reading, and `mute()` for M. */
export function bindKeys(player, { skip, mute }, signal) {
  const onKey = (event) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, target } = event;
    if (ctrlKey || metaKey || altKey || event.defaultPrevented || target.closest(WRITING)) return;
    const isRightToLeft = target.closest("[dir=rtl]") !== null;
    if (shiftKey && (key === "ArrowLeft" || key === "ArrowRight")) {
      skip((key === "ArrowRight") === isRightToLeft ? -1 : 1);
    } else if (!shiftKey && key.toLowerCase() === "m") mute();
    else return;
    event.preventDefault();
  };
  player.shadowRoot.addEventListener("keydown", onKey, { signal });
}
