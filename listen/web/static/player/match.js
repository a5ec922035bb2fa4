// Locates the spoken text on a page that may have more or less text than was spoken. Pure.

const MAX_SKIP = 400; // letters before a sentence that is too short to be distinct
const MIN_DISTINCT = 24; // letters of a sentence that is unlikely to occur twice
const SLICE = 4000; // letters to fold at a time

const folded = new Map(); // of letters

/** Removes space and accents, and unifies case, quotes and dashes. */
function foldLetter(letter) {
  const known = folded.get(letter);
  if (known !== undefined) return known;
  const units = letter
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\s\p{M}\p{Cf}]/gu, "")
    .replace(/[\p{Pi}\p{Pf}"`]/gu, "'")
    .replace(/\p{Pd}/gu, "-");
  folded.set(letter, units);
  return units;
}

/** Strings folded to one string of `letters`. Letter i comes from offset[i] of string index[i];
    first[s] is the first letter at or after the start of string s. */
class Folded {
  letters = "";
  index = [];
  offset = [];
  first = [0];

  add(string) {
    const index = this.first.length - 1;
    let offset = 0;
    for (const letter of string) {
      const units = foldLetter(letter);
      this.letters += units;
      for (let i = 0; i < units.length; i++) {
        this.index.push(index);
        this.offset.push(offset);
      }
      offset += letter.length;
    }
    this.first.push(this.letters.length);
  }
}

/** Returns strings as Folded. */
export function fold(strings) {
  const all = new Folded();
  for (const string of strings) all.add(string);
  return all;
}

/** Resolves to strings as Folded, or to undefined once `signal` has aborted. Lets the page go on in
    between: a long article would hold it up. */
export async function foldInSlices(strings, signal) {
  const all = new Folded();
  let end = SLICE;
  for (const string of strings) {
    all.add(string);
    if (all.letters.length < end) continue;
    end = all.letters.length + SLICE;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return;
  }
  return all;
}

/** Returns [start, end) of a sentence among the page's letters, after the cursor if possible;
    null if the page does not contain it. */
export function locate(page, sentence, cursor) {
  if (!sentence) return null;
  const isDistinct = sentence.length >= MIN_DISTINCT;
  const at = page.indexOf(sentence, cursor);
  if (at >= 0 && (isDistinct || at - cursor < MAX_SKIP)) return [at, at + sentence.length];
  if (!isDistinct) return null;
  // The page may have something in the middle of the sentence, such as a footnote mark.
  const half = MIN_DISTINCT / 2;
  const start = page.indexOf(sentence.slice(0, half), cursor);
  const end = start < 0 ? -1 : page.indexOf(sentence.slice(-half), start) + half;
  if (end > start && end - start < 2 * sentence.length) return [start, end];
  return cursor ? locate(page, sentence, 0) : null;
}
