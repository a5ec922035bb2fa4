// Labels of the player, in the language of the page. Those in other languages than English come from
// a module of their own.

import { en } from "./labels/en.js";

/** Resolves to the labels for a BCP 47 tag, as labelsOf returns them: English if there is no table or
    it cannot be loaded. */
export const loadLabels = async (tag) =>
  /^en\b/i.test(tag)
    ? labelsOf()
    : import("./languages.js")
        .then(({ loadTable }) => loadTable(tag))
        .then((found) => labelsOf(...found), () => labelsOf());

/** Returns the labels of a table, English ones where it has none, and their `lang` and `dir`.
    `format` writes a number as readers of the BCP 47 tag `locale` do; `count` fills a label with a
    number, in the form that `formOf(label, number)` returns. */
export function labelsOf(table, lang = "en", locale = lang, dir = "ltr", formOf = String) {
  const { format } = new Intl.NumberFormat(locale);
  const labels = { ...en, ...table };
  const count = (name, number) => formOf(labels[name], number).replace("{}", format(number));
  return { ...labels, lang, dir, format, count };
}
