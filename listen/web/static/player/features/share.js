// A link to the article at a time.

import { pageAddress } from "../article.js";
import { Attribute } from "../constants.js";
import { linkAt } from "./time_address.js";

/** Offers a link at so many seconds: to the system on touch screens, else by the clipboard. Returns
    undefined if it is copied, an empty string if the system has it, and the link if neither can. */
export async function share(host, { title, links }, seconds) {
  const url = linkAt(addressOf(host, links), seconds);
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    const isTaken = await navigator.share({ title, url }).then(
      () => true,
      ({ name }) => name === "AbortError", // the reader has changed their mind
    );
    if (isTaken) return "";
  }
  return navigator.clipboard?.writeText(url).then(
    () => undefined,
    () => url,
  ) ?? url;
}

/** The article's own address; that of its player where the page is not the article. */
function addressOf({ player, queueItem, resolve }, links) {
  if (queueItem && !queueItem.url) return resolve(links.embed);
  const isNamed = player.hasAttribute(Attribute.SOURCE_URL);
  const isPage = !isNamed && !document.querySelector("link[rel=canonical]");
  return isPage ? location.href : pageAddress(player);
}
