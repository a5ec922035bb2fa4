// The page's article: its address, and the element that holds its text.

import { Attribute } from "./constants.js";

/** Returns the URL of the article of the player's page, without a fragment. */
export function pageAddress(player) {
  const { href } = document.querySelector("link[rel=canonical]") ?? location;
  return player.getAttribute(Attribute.SOURCE_URL) ?? href.split("#")[0];
}

/** Returns the query of GET /v1/pages for a player without a key. */
export function pageQuery(player) {
  const get = (name) => player.getAttribute(name);
  const query = new URLSearchParams({ url: pageAddress(player) });
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
