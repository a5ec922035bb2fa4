// Addresses on the server that this page comes from.

/** Returns the URL of a path below the server's base URL. */
export const urlOf = (path) => new URL(`../../${path}`, import.meta.url).href;
