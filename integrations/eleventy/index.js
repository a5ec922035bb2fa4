// An Eleventy plugin: the shortcode `listen` is the player, and every page that has it is an article,
// which the build registers with a Listen server.
//
// Options:
//   server    URL of the Listen server (required)
//   siteUrl   URL at which the site is published (required)
//   key       API key; defaults to the variable LISTEN_API_KEY. Without one, nothing is registered.
//   strict    true: an article that cannot be registered fails the build

import { putArticle } from "./client.js";

const PLAYER = /<listen-article\b/i;
const CONCURRENT = 4;

export default function listenPlugin(eleventyConfig, options = {}) {
  const settings = { key: process.env.LISTEN_API_KEY, strict: false, ...options };
  for (const name of ["server", "siteUrl"]) {
    if (!URL.canParse(settings[name] ?? "")) {
      throw new Error(`eleventy-plugin-listen: '${name}' must be a URL, got '${settings[name]}'.`);
    }
    settings[name] = settings[name].replace(/\/+$/, "");
  }
  eleventyConfig.addShortcode("listen", () =>
    `<script type="module" src="${settings.server}/player.js"></script>` +
    "<listen-article></listen-article>");
  eleventyConfig.on("eleventy.after", async ({ results, runMode }) => {
    if (runMode !== "build") return;
    if (!settings.key) {
      console.warn("[listen] No article is registered: LISTEN_API_KEY is not set.");
      return;
    }
    await register(results, settings);
  });
}

async function register(results, settings) {
  const pages = results.filter(({ url, content }) => url && PLAYER.test(content ?? ""));
  const queue = pages.values(); // shared by all senders
  const failures = [];
  let registered = 0;
  const send = async () => {
    for (const page of queue) {
      try {
        const url = settings.siteUrl + page.url;
        const hasArticle = await putArticle(settings, url, page.content);
        if (hasArticle) registered += 1;
      } catch (error) {
        failures.push(`${page.outputPath}: ${error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, send));
  for (const failure of failures) console.warn(`[listen] ${failure}`);
  console.log(`[listen] ${registered} registered, ${failures.length} failed`);
  if (settings.strict && failures.length) {
    throw new Error(`${failures.length} articles could not be registered with Listen.`);
  }
}
