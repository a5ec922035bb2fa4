// What TypeScript must accept, and refuse. Never run.

import type { ListenArticle, ListenState } from "listen-to-article";
import { ListenArticle as Class } from "listen-to-article/element";
import "listen-to-article/react";

const player: ListenArticle = document.createElement("listen-article");
const found = document.querySelector("listen-article");
const state: ListenState | undefined = found?.state;
player.request = { text: "Words." };
player.apiKey = "key";
player.queue = [{ url: "https://news.example/next" }];
console.log(player.queue.length);
player.play();
player.pause();
player.toggle();
player.seek(player.duration / 2);
console.log(state === "playing", player.currentTime.toFixed(1), player instanceof Class);

player.addEventListener("listen-progress", ({ detail }) => detail.percent === 50);
document.addEventListener("listen-end", ({ detail }) => detail.key?.length);
addEventListener("listen-error", ({ detail }) => detail.code.length + (detail.detail?.length ?? 0));
addEventListener("listen-statechange", ({ detail }) => detail.previous === "asked");

export const jsx = (
  <listen-article
    server="https://news.example/listen"
    audio-key="0123"
    speed={1.25}
    transcript
    request={{ text: "Words." }}
    queue={["https://news.example/next", { key: "0123", title: "Next" }]}
    className="player"
    ref={(element) => element?.play()}
    onlisten-play={({ detail }) => detail.isResumed satisfies boolean}
  />
);

// @ts-expect-error -- read-only
player.state = "playing";
// @ts-expect-error -- a number
player.seek("1:00");
// @ts-expect-error -- no such state
console.log(player.state === "buffering");
// @ts-expect-error -- 25, 50 or 75
player.addEventListener("listen-progress", ({ detail }) => detail.percent === 60);
// @ts-expect-error -- no such attribute
export const wrong = <listen-article audio-keys="0123" title={1} />;
// @ts-expect-error -- a string
export const wrongType = <listen-article audio-key={1} />;
