// Reads a feed from standard input with a library, and writes what it understood as JSON.
// node read_feed.js rss-parser|podcast-feed-parser

const fs = require("fs");

const xml = fs.readFileSync(0, "utf8");

async function readWithRssParser() {
  const Parser = require("rss-parser");
  return new Parser().parseString(xml);
}

function readWithPodcastFeedParser() {
  return require("podcast-feed-parser").getPodcastFromFeed(xml);
}

const readers = {
  "rss-parser": readWithRssParser,
  "podcast-feed-parser": readWithPodcastFeedParser,
};

Promise.resolve(readers[process.argv[2]]()).then((feed) => console.log(JSON.stringify(feed)));
