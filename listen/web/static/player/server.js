// The HTTP API, as far as a player needs it.

const LONGEST_PAUSE = 4000; // milliseconds
const ATTEMPTS = 5;

/** The response; what the server refuses is an Error with its `status`, `code` and detail. */
export async function request(address, options) {
  const response = await fetch(address, options);
  if (response.ok) return response;
  const { code, detail } = await response.json().catch(() => ({}));
  throw Object.assign(new Error(detail), { code, status: response.status });
}

/** The JSON at an address; a body asks for audio there. */
export async function ask(address, body) {
  const post = { method: "POST", headers: { "Content-Type": "application/json" } };
  const options = body ? { ...post, body: JSON.stringify(body) } : { cache: "no-store" };
  return (await request(address, options)).json();
}

/** Tries again what only the connection prevents: for ever while there is still sound to hear. */
export async function patiently(attempt, isDry = () => true, signal) {
  for (let failed = 1; ; failed++) {
    try {
      return await attempt();
    } catch (error) {
      const isFinal = error.status && error.status !== 503;
      if (signal?.aborted || isFinal || (failed >= ATTEMPTS && isDry())) throw error;
      await new Promise((resolve) => {
        addEventListener("online", resolve, { once: true });
        setTimeout(resolve, Math.min(250 * 2 ** failed, LONGEST_PAUSE));
      });
    }
  }
}

/** Tells of `text`, `segment`, `finished` and `failed` as they come; returns what stops it. */
export function follow(address, tell) {
  let events;
  const stop = () => events.close();
  const open = () => {
    events = new EventSource(address);
    for (const name of ["text", "segment", "finished", "failed"]) {
      events.addEventListener(name, ({ data }) => {
        if (name[0] === "f") stop();
        tell(name, JSON.parse(data));
      });
    }
    // The browser comes back by itself, unless the answer was an error.
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(open, LONGEST_PAUSE);
    };
  };
  open();
  return stop;
}
