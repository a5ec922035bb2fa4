// Client of the HTTP API.

const MAX_BACKOFF = 4000; // milliseconds
const MAX_ATTEMPTS = 5;
const MAX_WAIT = 30_000; // milliseconds that a server may ask to wait before the next attempt
const ANSWER_TIMEOUT = 30_000; // milliseconds until a request for JSON counts as failed
const MAX_RECONNECT = 60_000; // milliseconds between two attempts to receive events

/** Statuses of servers and proxies that mean "later": RFC 9110, RFC 6585, RFC 8470. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/** Names of the server-sent events that the player uses. */
export const ServerEvent = {
  TEXT: "text",
  SEGMENT: "segment",
  FINISHED: "finished",
  FAILED: "failed",
};

/** Fetches a response with a 2xx status. Throws an Error with `status`, `code`, `retryAfter` in
    milliseconds, and the server's detail as its message for another status, and a TypeError without
    a connection. */
export async function fetchOk(address, options) {
  const response = await fetch(address, options);
  if (response.ok) return response;
  const { code, detail } = (await response.json().catch(() => {})) ?? {};
  const retryAfter = millisecondsOf(response.headers.get("Retry-After"));
  throw Object.assign(new Error(detail), { code, status: response.status, retryAfter });
}

/** Converts a Retry-After, which is seconds or a date, to milliseconds; 0 if it is neither. */
function millisecondsOf(retryAfter) {
  const wait = /^\d+$/.test(retryAfter) ? 1000 * retryAfter : Date.parse(retryAfter) - Date.now();
  return Math.max(0, wait || 0);
}

const fetchJson = async (address, options) => {
  const signal = AbortSignal.timeout?.(ANSWER_TIMEOUT);
  return (await fetchOk(address, { cache: "no-store", signal, ...options })).json();
};

/** Throws as fetchOk does. */
export const getJson = (address) => fetchJson(address);

/** Posts a body as JSON, with an API key if there is one, and returns the JSON of the answer. Throws
    as fetchOk does. */
export function postJson(address, body, apiKey) {
  const headers = { "Content-Type": "application/json" };
  if (apiKey) headers.Authorization = `Bearer ${apiKey}`;
  return fetchJson(address, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Adds a parameter to an address, which has one already if it is signed. */
export const withQuery = (address, query) =>
  `${address}${address.includes("?") ? "&" : "?"}${query}`;

/** Returns the milliseconds to wait after so many failures in a row. */
export const backoff = (failures) => Math.min(250 * 2 ** failures, MAX_BACKOFF);

/** Retries with exponential backoff, or when the server says, while the connection fails or the
    status is a passing one: without limit while `isDry` says that the reader still has sound, else
    five times. */
export async function withRetries(attempt, isDry = () => true, signal) {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      const { status, retryAfter = 0 } = error;
      const isFinal = (status && !PASSING.includes(status)) || retryAfter > MAX_WAIT;
      if (signal?.aborted || isFinal || (failures >= MAX_ATTEMPTS && isDry())) throw error;
      await sleep(Math.max(retryAfter, backoff(failures)), signal);
    }
  }
}

/** Resolves after a time in milliseconds, or when the browser is online again or `signal` aborts. */
function sleep(milliseconds, signal) {
  return new Promise((resolve) => {
    const ends = new AbortController();
    const end = () => {
      clearTimeout(timer);
      ends.abort();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener("online", end, { signal: ends.signal });
    signal?.addEventListener("abort", end, { signal: ends.signal });
  });
}

/** Subscribes to the events of an audio; calls `onEvent(name, data)`. Returns a function that
    unsubscribes. FINISHED and FAILED end the subscription. */
export function subscribe(address, onEvent) {
  let events;
  let reconnect;
  let wait = MAX_BACKOFF;
  const unsubscribe = () => {
    clearTimeout(reconnect);
    events.close();
  };
  const connect = () => {
    events = new EventSource(address);
    for (const name of Object.values(ServerEvent)) {
      events.addEventListener(name, ({ data }) => {
        wait = MAX_BACKOFF;
        if (name === ServerEvent.FINISHED || name === ServerEvent.FAILED) unsubscribe();
        onEvent(name, JSON.parse(data));
      });
    }
    // The browser reconnects by itself, except after an error response.
    events.onerror = () => {
      if (events.readyState !== EventSource.CLOSED) return;
      reconnect = setTimeout(connect, wait);
      wait = Math.min(2 * wait, MAX_RECONNECT);
    };
  };
  connect();
  return unsubscribe;
}
