// What this browser remembers for the reader: the speed, and the position in each audio.

const MOST = 100; // audios

export function remembered() {
  try {
    return JSON.parse(localStorage.listen);
  } catch {
    return { speed: 1, positions: {} };
  }
}

export function remember(change) {
  const memory = remembered();
  change(memory);
  const entries = Object.entries(memory.positions).slice(-MOST);
  try {
    localStorage.listen = JSON.stringify({ ...memory, positions: Object.fromEntries(entries) });
  } catch {} // it is forbidden, or full
}
