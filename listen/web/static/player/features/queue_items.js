// The value of the attribute `queue`.

const KEY = /^[0-9a-f]{64}$/;
const FIELDS = ["key", "url", "title", "image", "token"];

/** Reads the JSON of a queue: {key, url, title, image, token}, of which key or url must be there, or
    a string that is one of these two. Entries that are not valid, and those that are there already,
    are left out. */
export function readQueue(json) {
  const items = parse(json).map(itemOf);
  const isFirst = (item, index) =>
    items.findIndex((each) => each && each.key === item.key && each.url === item.url) === index;
  return items.filter((item, index) => item && isFirst(item, index));
}

function parse(json) {
  try {
    const list = JSON.parse(json || "[]");
    if (Array.isArray(list)) return list;
  } catch {} // not JSON
  console.warn(`listen-article: 'queue' must be a JSON list, got ${json}.`);
  return [];
}

function itemOf(entry, index) {
  const given = typeof entry === "string" ? { [KEY.test(entry) ? "key" : "url"]: entry } : entry;
  const item = {};
  for (const name of FIELDS) {
    const value = given?.[name];
    if (typeof value === "string" && value) item[name] = value;
  }
  const isKey = item.key === undefined || KEY.test(item.key);
  if (item.url) item.url = addressOf(item.url);
  const isUrl = item.url !== null;
  if (isKey && isUrl && (item.key || item.url)) return item;
  const rule = "must have a 'key' of 64 hexadecimal digits or an http 'url'";
  console.warn(`listen-article: entry ${index} of 'queue' ${rule}, got ${JSON.stringify(entry)}.`);
  return undefined;
}

/** Returns the absolute address; null if it is not one of http. */
function addressOf(url) {
  try {
    const { href, protocol } = new URL(url, document.baseURI);
    return /^https?:$/.test(protocol) ? href : null;
  } catch {
    return null;
  }
}
