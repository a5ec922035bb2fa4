// What the player is doing, and what may come next. Pure; the events are those of the media.
//
// ask: the reader wants to hear. late: nothing sounded yet. live, file: sound, from what is being
// made or from the finished file. wait: the sound ran dry. The rest are what they say.

const SOUNDING = { wait: "asked", pause: "paused", end: "finished", fail: "failed" };
const WAITING = { live: "live", file: "playing", pause: "paused", fail: "failed" };
const RESTING = { ask: "asked", live: "live", file: "playing", fail: "failed" };

const MOVES = {
  idle: RESTING,
  asked: { ...WAITING, late: "preparing" },
  preparing: WAITING,
  live: { ...SOUNDING, file: "playing" },
  playing: { ...SOUNDING, live: "live" },
  paused: { ...RESTING, end: "finished" },
  finished: RESTING,
  failed: { ...RESTING, fail: "failed" },
};

/** The state after an event; the same one where it means nothing. */
export const next = (state, event) => (event === "reset" ? "idle" : MOVES[state][event] ?? state);

export const isSounding = (state) => state === "live" || state === "playing";

/** The reader has asked for sound, and pauses with the next click. */
export const isWanted = (state) => isSounding(state) || state === "asked" || state === "preparing";
