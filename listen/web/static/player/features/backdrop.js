// The color behind the player, for parts of it that float above the page.

const MIN_CONTRAST = 4.5; // WCAG 2.2, 1.4.3
const PAPERS = ["rgb(255, 255, 255)", "rgb(18, 18, 18)"];
const RGB = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/;

/** Returns an opaque color on which the player's text is legible: that of the page, if it is. */
export function backdropOf(player) {
  const text = pixelOf(getComputedStyle(player).color);
  const page = pageColor(player);
  const isLegible = (color) => contrast(pixelOf(color), text) >= MIN_CONTRAST;
  if (page && isLegible(page)) return page;
  const [light, dark] = PAPERS.map((paper) => contrast(pixelOf(paper), text));
  return PAPERS[light >= dark ? 0 : 1];
}

/** The background of the nearest ancestor that has an opaque one. */
function pageColor(element) {
  if (!element) return undefined;
  const { backgroundColor } = getComputedStyle(element);
  if (pixelOf(backgroundColor)[3] === 255) return backgroundColor;
  return pageColor(element.assignedSlot ?? element.parentElement ?? element.getRootNode().host);
}

/** Converts a color in any syntax of CSS to [red, green, blue, alpha], each 0 to 255. Only rare ones
    need a canvas, which some browsers fill with noise against fingerprinting. */
function pixelOf(color) {
  const [, red, green, blue, alpha = 1] = RGB.exec(color) ?? [];
  if (red) return [Number(red), Number(green), Number(blue), 255 * alpha];
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** Contrast ratio of two opaque colors, as WCAG 2 defines it: 1 to 21. */
function contrast(...pixels) {
  const [dark, light] = pixels.map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(pixel) {
  const linear = [...pixel.slice(0, 3)].map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
