// Client of the HTTP API.

const MAX_BACKOFF = 4000; // milliseconds
const MAX_ATTEMPTS = 5;

/** Names of the server-sent events that the player uses. */
export const ServerEvent = {
  TEXT: "text",
  SEGMENT: "segment",
  FINISHED: "finished",
  FAILED: "failed",
};

/** Fetches a response with a 2xx status. Throws an Error with `status`, `code` and the server's
    detail as its message for another status, and a TypeError without a connection. */
export async function fetchOk(address, options) {
  const response = await fetch(address, options);
  if (response.ok) return response;
  const { code, detail } = await response.json().catch(() => ({}));
  throw Object.assign(new Error(detail), { code, status: response.status });
}

/** Throws as fetchOk does. */
export const getJson = async (address) => (await fetchOk(address, { cache: "no-store" })).json();

/** Posts a body as JSON, with an API key if there is one, and returns the JSON of the answer. Throws
    as fetchOk does. */
export async function postJson(address, body, apiKey) {
  const headers = { "Content-Type": "application/json" };
  if (apiKey) headers.Authorization = `Bearer ${apiKey}`;
  return (await fetchOk(address, { method: "POST", headers, body: JSON.stringify(body) })).json();
}

/** Adds a parameter to an address, which has one already if it is signed. */
export const withQuery = (address, query) =>
  `${address}${address.includes("?") ? "&" : "?"}${query}`;

/** Retries with exponential backoff while the connection fails or the server answers 503: without
    limit while `isDry` says that the reader still has sound, else five times. */
export async function withRetries(attempt, isDry = () => true, signal) {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      const isFinal = error.status && error.status !== 503;
      if (signal?.aborted || isFinal || (failures >= MAX_ATTEMPTS && isDry())) throw error;
      await new Promise((resolve) => {
        addEventListener("online", resolve, { once: true });
        setTimeout(resolve, Math.min(250 * 2 ** failures, MAX_BACKOFF));
      });
    }
  }
}

/** Subscribes to the events of an audio; calls `onEvent(name, data)`. Returns a function that
    unsubscribes. FINISHED and FAILED end the subscription. */
export function subscribe(address, onEvent) {
  let events;
  let reconnect;
  const unsubscribe = () => {
    clearTimeout(reconnect);
    events.close();
  };
  const connect = () => {
    events = new EventSource(address);
    for (const name of Object.values(ServerEvent)) {
      events.addEventListener(name, ({ data }) => {
        if (name === ServerEvent.FINISHED || name === ServerEvent.FAILED) unsubscribe();
        onEvent(name, JSON.parse(data));
      });
    }
    // The browser reconnects by itself, except after an error response.
    events.onerror = () => {
      if (events.readyState === EventSource.CLOSED) reconnect = setTimeout(connect, MAX_BACKOFF);
    };
  };
  connect();
  return unsubscribe;
}
