// Locates the spoken text on a page that may have more or less text than was spoken. Pure.

const MAX_SKIP = 400; // letters before a sentence that is too short to be distinct
const MIN_DISTINCT = 24; // letters of a sentence that is unlikely to occur twice

/** Removes space and accents, and unifies case, quotes and dashes. */
const foldLetter = (letter) =>
  letter
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\s\p{M}\p{Cf}]/gu, "")
    .replace(/[\p{Pi}\p{Pf}"`]/u, "'")
    .replace(/\p{Pd}/u, "-");

/** Folds strings to one string of `letters`. Letter i comes from offset[i] of strings[index[i]];
    first[s] is the first letter at or after the start of string s. */
export function fold(strings) {
  const folded = { letters: "", index: [], offset: [], first: [] };
  strings.forEach((string, index) => {
    folded.first.push(folded.letters.length);
    let offset = 0;
    for (const letter of string) {
      for (const unit of foldLetter(letter).split("")) {
        folded.letters += unit;
        folded.index.push(index);
        folded.offset.push(offset);
      }
      offset += letter.length;
    }
  });
  folded.first.push(folded.letters.length);
  return folded;
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
