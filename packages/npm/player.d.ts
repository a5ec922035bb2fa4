// Importing the package defines <listen-article>.

export type * from "./element.js";
