// The page's article: its address, and the element that holds its text.

import { Attribute } from "./constants.js";

/** Returns the query of GET /v1/pages for a player without a key. */
export function pageQuery(player) {
  const { href } = document.querySelector("link[rel=canonical]") ?? location;
  const get = (name) => player.getAttribute(name);
  const query = new URLSearchParams({ url: get(Attribute.SOURCE_URL) ?? href });
  for (const name of [Attribute.LANGUAGE, Attribute.VOICE, Attribute.SPEED]) {
    if (get(name)) query.set(name, get(name));
  }
  return query;
}

/** Returns the element to read along in; null if the selector in `article` matches nothing. */
export function articleFor(player) {
  const selector = player.getAttribute(Attribute.ARTICLE);
  const first = (each) => document.querySelector(each);
  if (selector) return first(selector);
  return player.closest("article") ?? first("article") ?? first("main") ?? document.body;
}
