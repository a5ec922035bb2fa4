// Style sheets of features, in the player's shadow root.

/** Adds a style sheet, until the signal aborts. */
export function adopt(root, sheet, signal) {
  root.adoptedStyleSheets.push(sheet);
  signal.addEventListener("abort", () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
  });
}
