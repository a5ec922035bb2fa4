// State machine of the player. Pure: media events move it, so it never runs ahead of the sound.

/** Values of the attribute and property `state`. */
export const State = {
  IDLE: "idle",
  /** Play was requested; nothing has sounded yet. */
  ASKED: "asked",
  /** Still silent after a while, so that the reader is asked to wait. */
  PREPARING: "preparing",
  /** Playing the live stream. */
  LIVE: "live",
  /** Playing the finished file. */
  PLAYING: "playing",
  PAUSED: "paused",
  FINISHED: "finished",
  FAILED: "failed",
};

/** Inputs of the state machine. */
export const Trigger = {
  /** The reader requests playback. */
  PLAY: "play",
  /** Nothing has sounded for some time after PLAY. */
  DELAY: "delay",
  /** The live stream sounds. */
  LIVE: "live",
  /** The finished file sounds. */
  FILE: "file",
  /** The buffer has run dry. */
  STALL: "stall",
  PAUSE: "pause",
  END: "end",
  FAIL: "fail",
  RESET: "reset",
};

// Keys are triggers.
const ACTIVE = { stall: State.ASKED, pause: State.PAUSED, end: State.FINISHED, fail: State.FAILED };
const WAITING = { live: State.LIVE, file: State.PLAYING, pause: State.PAUSED, fail: State.FAILED };
const RESTING = { play: State.ASKED, live: State.LIVE, file: State.PLAYING, fail: State.FAILED };

const TRANSITIONS = {
  [State.IDLE]: RESTING,
  [State.ASKED]: { ...WAITING, delay: State.PREPARING },
  [State.PREPARING]: WAITING,
  [State.LIVE]: { ...ACTIVE, file: State.PLAYING },
  [State.PLAYING]: { ...ACTIVE, live: State.LIVE },
  [State.PAUSED]: { ...RESTING, end: State.FINISHED },
  [State.FINISHED]: RESTING,
  [State.FAILED]: RESTING,
};

/** Returns the state after a trigger; the same state if the trigger has no effect in it. */
export const nextState = (state, trigger) =>
  trigger === Trigger.RESET ? State.IDLE : TRANSITIONS[state][trigger] ?? state;

export const isSounding = (state) => state === State.LIVE || state === State.PLAYING;

/** Whether playback was requested, so that the next click pauses. */
export const isPlayRequested = (state) =>
  isSounding(state) || state === State.ASKED || state === State.PREPARING;
