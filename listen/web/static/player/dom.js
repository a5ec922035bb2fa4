// Builds elements without HTML, which pages with Trusted Types forbid.

const SVG = "http://www.w3.org/2000/svg";

/** Returns an element with attributes and children. Its class is also its part. */
export function build(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  if (element.className) element.part = element.className;
  element.append(...children);
  return element;
}

/** Returns an icon of 24 by 24 units, from the data of a path. */
export function icon(data) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", true);
  path.setAttribute("d", data);
  svg.append(path);
  return svg;
}
