// Local storage: the reader's speed and volume, and the position in each audio.

const STORAGE_KEY = "listen-article";
const MAX_POSITIONS = 100; // audios
const OUTPUT_LIFE = 10_000; // milliseconds after a sound in which its output is still open
const MIN_RESUME = 5; // seconds from either end at which a position is not resumed

/** Playback rates to choose from. */
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** Returns {speed, volume, positions, soundedAt}: a playback rate, 0 to 1, seconds by audio key, and
    when something sounded last. What other scripts of the page have stored is replaced with
    defaults. */
export function loadSettings() {
  let stored;
  try {
    stored = JSON.parse(localStorage[STORAGE_KEY]);
  } catch {} // storage is forbidden, empty or not JSON
  const { speed, volume, positions, soundedAt } = Object(stored);
  const isPosition = ([, seconds]) => Number.isFinite(seconds) && seconds >= 0;
  return {
    speed: SPEEDS.includes(speed) ? speed : 1,
    volume: volume >= 0 && volume <= 1 ? Number(volume) : 1,
    positions: Object.fromEntries(Object.entries(Object(positions)).filter(isPosition)),
    soundedAt: Number.isFinite(soundedAt) ? soundedAt : 0,
  };
}

/** Calls `change` with the stored settings and stores what it made of them. */
export function updateSettings(change) {
  const settings = loadSettings();
  change(settings);
  const latest = Object.entries(settings.positions).slice(-MAX_POSITIONS);
  try {
    const positions = Object.fromEntries(latest);
    localStorage[STORAGE_KEY] = JSON.stringify({ ...settings, positions });
  } catch {} // storage is forbidden or full
}

/** Returns the stored position in an audio, in seconds; 0 if it is near the beginning or the end. */
export function resumePosition(key, duration) {
  const at = loadSettings().positions[key] ?? 0;
  return at > MIN_RESUME && at < duration - MIN_RESUME ? at : 0;
}

/** Stores the position in an audio, in seconds, as the latest one. */
export const storePosition = (key, seconds) =>
  updateSettings((settings) => {
    const { positions } = settings;
    delete positions[key];
    positions[key] = seconds;
    settings.soundedAt = Date.now();
  });

/** Returns whether something sounded so lately that the browser's output is still open. */
export const hasSoundedLately = () => Math.abs(Date.now() - loadSettings().soundedAt) < OUTPUT_LIFE;
