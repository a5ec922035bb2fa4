// The page's article: its address, and the element that holds its text.

import { Attribute } from "./constants.js";

/** Returns the body of POST /v1/audio for a player without the property `request`. */
export function requestFor(player) {
  const get = (name) => player.getAttribute(name) ?? undefined;
  const page = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  return {
    url: get(Attribute.SOURCE_URL) ?? page,
    language: get(Attribute.LANGUAGE),
    voice: get(Attribute.VOICE),
    speed: Number(get(Attribute.SPEED)) || undefined,
  };
}

/** Returns the element to read along in; null if the selector in `article` matches nothing. */
export function articleFor(player) {
  const selector = player.getAttribute(Attribute.ARTICLE);
  const first = (each) => document.querySelector(each);
  if (selector) return first(selector);
  return player.closest("article") ?? first("article") ?? first("main") ?? document.body;
}
