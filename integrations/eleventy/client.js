// Sends articles to a Listen server: PUT /v1/articles/ID.

const TIMEOUT = 60_000; // milliseconds
const ATTEMPTS = 5;
const MAX_PAUSE = 60; // seconds that a busy server may ask to wait
const NO_ARTICLE = ["no_article_found", "empty_article"];

// Return the id of the page at a URL, as `listen pregenerate` makes it: "news.example:posts:one".
export function articleId(url) {
  const { host, pathname, search } = new URL(url);
  return `${host}${pathname}${search}`.replace(/\/+$/, "").replaceAll("/", ":");
}

// Register an article. Return whether the page has one; throw an Error with the server's reason.
export async function putArticle({ server, key }, url, html) {
  const address = `${server}/v1/articles/${encodeURIComponent(articleId(url))}`;
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(address, {
      method: "PUT",
      headers: { "Authorization": `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify({ html, url }),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.ok) return true;
    const pause = Number(response.headers.get("Retry-After") ?? NaN);
    if (attempt < ATTEMPTS && pause <= MAX_PAUSE) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * pause));
      continue;
    }
    const problem = await response.json().catch(() => ({}));
    if (NO_ARTICLE.includes(problem.code)) return false;
    throw new Error(problem.detail ?? `The server answered with ${response.status}.`);
  }
}
