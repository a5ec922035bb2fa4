// The article on the page around the player: what to ask for, and where its text stands.

/** What the page asks of /v1/audio when it hands over nothing itself. */
export function asked(element) {
  const get = (name) => element.getAttribute(name) ?? undefined;
  const page = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const speed = Number(get("speed")) || undefined;
  const url = get("source-url") ?? page;
  return { url, language: get("language"), voice: get("voice"), speed };
}

/** What is read along in; null where the page names what it does not have. */
export function textNear(element) {
  const first = (selector) => document.querySelector(selector);
  const near = element.closest("article") ?? first("article") ?? first("main") ?? document.body;
  const named = element.getAttribute("article");
  return named ? first(named) : near;
}
