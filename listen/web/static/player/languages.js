// The languages of the player other than English: which table of labels a page needs.

/** Tables by BCP 47 tag. The paths are written out for bundlers, which include what they can read. */
const TABLES = {
  ar: () => import("./labels/ar.js"),
  bg: () => import("./labels/bg.js"),
  ca: () => import("./labels/ca.js"),
  cs: () => import("./labels/cs.js"),
  da: () => import("./labels/da.js"),
  de: () => import("./labels/de.js"),
  el: () => import("./labels/el.js"),
  es: () => import("./labels/es.js"),
  et: () => import("./labels/et.js"),
  fi: () => import("./labels/fi.js"),
  fr: () => import("./labels/fr.js"),
  ga: () => import("./labels/ga.js"),
  he: () => import("./labels/he.js"),
  hi: () => import("./labels/hi.js"),
  hr: () => import("./labels/hr.js"),
  hu: () => import("./labels/hu.js"),
  id: () => import("./labels/id.js"),
  it: () => import("./labels/it.js"),
  ja: () => import("./labels/ja.js"),
  ko: () => import("./labels/ko.js"),
  lt: () => import("./labels/lt.js"),
  lv: () => import("./labels/lv.js"),
  mt: () => import("./labels/mt.js"),
  nb: () => import("./labels/nb.js"),
  nl: () => import("./labels/nl.js"),
  pl: () => import("./labels/pl.js"),
  pt: () => import("./labels/pt.js"),
  "pt-BR": () => import("./labels/pt-BR.js"),
  ro: () => import("./labels/ro.js"),
  ru: () => import("./labels/ru.js"),
  sk: () => import("./labels/sk.js"),
  sl: () => import("./labels/sl.js"),
  sr: () => import("./labels/sr.js"),
  "sr-Latn": () => import("./labels/sr-Latn.js"),
  sv: () => import("./labels/sv.js"),
  tr: () => import("./labels/tr.js"),
  uk: () => import("./labels/uk.js"),
  vi: () => import("./labels/vi.js"),
  zh: () => import("./labels/zh.js"),
  "zh-Hant": () => import("./labels/zh-Hant.js"),
};

/** Languages whose readers also read one that has a table. */
const RELATIVES = { bs: "hr", gsw: "de", nn: "nb", no: "nb", yue: "zh-Hant" };

const RIGHT_TO_LEFT = ["ar", "he"];

/** Resolves to the arguments of labelsOf for a BCP 47 tag; to none if there is no table for it. */
export async function loadTable(tag) {
  const locale = tag.replaceAll("_", "-");
  const lang = languageOf(locale);
  if (!lang) return [];
  const [table] = Object.values(await TABLES[lang]());
  // The browser would write numbers of a language that it does not know as in its own.
  const [known = "en"] = Intl.NumberFormat.supportedLocalesOf([locale, lang]);
  const plurals = new Intl.PluralRules(lang);
  const formOf = (label, number) => label[plurals.select(number)] ?? label.other ?? label;
  return [table, lang, known, RIGHT_TO_LEFT.includes(lang) ? "rtl" : "ltr", formOf];
}

/** Returns the tag of the table that serves a tag best: by region, by script, or by language. */
function languageOf(tag) {
  const locale = new Intl.Locale(tag);
  const { language, script } = locale.maximize();
  const candidates = [locale.region, script].map((subtag) => `${language}-${subtag}`);
  const found = [...candidates, language].find((each) => Object.hasOwn(TABLES, each));
  return found ?? (Object.hasOwn(RELATIVES, language) ? RELATIVES[language] : undefined);
}
