// What Node.js imports instead of the player, to render a page on a server: there are no elements.
export {};
