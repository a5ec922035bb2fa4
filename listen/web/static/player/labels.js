// Labels of the player, in the language of the page.

import { en } from "./labels/en.js";

/** Primary language subtags with a table in the folder labels, which has the keys of `en`. */
export const LANGUAGES = ["ar", "de", "en", "es", "fr", "uk"];

/** Resolves to the labels for a BCP 47 tag, with `lang` and `dir`; English if there is no table or
    it cannot be loaded. */
export async function loadLabels(tag) {
  const lang = tag.toLowerCase().split("-")[0];
  if (lang === "en" || !LANGUAGES.includes(lang)) return labelsOf("en", en);
  return import(`./labels/${lang}.js`).then(
    (table) => labelsOf(lang, table[lang]),
    () => labelsOf("en", en),
  );
}

/** Returns the labels of a table; by default in English. */
export function labelsOf(lang = "en", table = en) {
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
    ...en,
    ...table,
  };
}
