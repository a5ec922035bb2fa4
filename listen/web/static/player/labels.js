// Labels of the player, in the language of the page.

import { ar } from "./labels/ar.js";
import { de } from "./labels/de.js";
import { en } from "./labels/en.js";
import { es } from "./labels/es.js";
import { fr } from "./labels/fr.js";
import { uk } from "./labels/uk.js";

/** Tables by primary language subtag. Every table must have the keys of `en`. */
export const LANGUAGES = { ar, de, en, es, fr, uk };

/** Returns the labels for a BCP 47 tag, with `lang` and `dir`; English if there is no table. */
export function labelsFor(tag) {
  const primary = tag.toLowerCase().split("-")[0];
  const lang = Object.hasOwn(LANGUAGES, primary) ? primary : "en";
  const seconds = new Intl.NumberFormat(lang, {
    style: "unit",
    unit: "second",
    unitDisplay: "long",
    signDisplay: "always",
  });
  return {
    lang,
    dir: lang === "ar" ? "rtl" : "ltr",
    back: seconds.format(-15),
    forward: seconds.format(15),
    ...LANGUAGES[lang],
  };
}
