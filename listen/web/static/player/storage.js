// Local storage: the reader's speed, and the position in each audio.

const MAX_POSITIONS = 100; // audios

/** Returns {speed, positions}: a playback rate, and seconds by audio key. */
export function loadSettings() {
  try {
    return JSON.parse(localStorage.listen);
  } catch {
    return { speed: 1, positions: {} };
  }
}

/** Calls `change` with the stored settings and stores what it made of them. */
export function updateSettings(change) {
  const settings = loadSettings();
  change(settings);
  const latest = Object.entries(settings.positions).slice(-MAX_POSITIONS);
  try {
    localStorage.listen = JSON.stringify({ ...settings, positions: Object.fromEntries(latest) });
  } catch {} // storage is forbidden or full
}
