// A time in an address: `?t=65`, or `#t=1m5s` where the parameter is the page's own.

const TIME = /^(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6}(?:\.\d{1,3})?)s?)?$/;

/** Returns the seconds in an address; undefined if there are none, or if they are not valid. The
    fragment comes first, because the parameter may be the page's own. */
export function timeIn(address) {
  const { hash, searchParams } = new URL(address);
  const parameter = hasOwnParameter() ? "" : searchParams.get("t");
  const text = new URLSearchParams(hash.slice(1)).get("t") ?? parameter;
  const parts = text && TIME.exec(text);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return 3600 * hours + 60 * minutes + seconds;
}

/** Returns an address with a time: as a parameter, or in the fragment where the page has a
    parameter `t` of its own. */
export function linkAt(address, seconds) {
  const url = new URL(address, document.baseURI);
  const time = Math.floor(seconds);
  if (new URLSearchParams(url.hash.slice(1)).has("t")) url.hash = "";
  if (hasOwnParameter()) url.hash = `t=${time}`;
  else url.searchParams.set("t", time);
  url.searchParams.delete("token"); // a permission of this reader
  return url.href;
}

/** Returns whether the parameter `t` is the page's own: its canonical URL has it. */
function hasOwnParameter() {
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  return Boolean(canonical && new URL(canonical).searchParams.has("t"));
}
