// Constructed style sheets, which a page's Content Security Policy allows.

export function styleSheet(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
