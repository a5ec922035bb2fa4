// The place of a popover beside the button that opens it.

const MARGIN = 8; // pixels, from the button and the edges of the window

/** Moves an open popover below or above a button, where there is more space, inside the window. */
export function placeNear(popover, button) {
  const { top, bottom, right } = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const [above, below] = [top, clientHeight - bottom].map((space) => space - 2 * MARGIN);
  const { style, scrollTop } = popover;
  style.maxHeight = "none";
  const isBelow = popover.offsetHeight <= below || below >= above;
  style.maxHeight = `${Math.max(isBelow ? below : above, 120)}px`;
  const { offsetWidth: width, offsetHeight: height } = popover;
  const within = (place, most) => Math.max(MARGIN, Math.min(place, most - MARGIN));
  style.left = `${within(right - width, clientWidth - width)}px`;
  style.opacity = "";
  popover.scrollTop = scrollTop;
  style.top = `${within(isBelow ? bottom + MARGIN : top - MARGIN - height, clientHeight - height)}px`;
}
