// Copies the player's modules, as the server has them, and the licence into the package before
// `npm pack`; with --remove, removes the copies.

import { cpSync, rmSync } from "node:fs";

const ROOT = new URL("../../", import.meta.url);
const SOURCES = {
  LICENSE: "LICENSE",
  "player.js": "listen/web/static/player.js",
  player: "listen/web/static/player",
};

for (const [name, source] of Object.entries(SOURCES)) {
  const copy = new URL(name, import.meta.url);
  rmSync(copy, { recursive: true, force: true });
  if (!process.argv.includes("--remove")) cpSync(new URL(source, ROOT), copy, { recursive: true });
}
