// Where the spoken text stands on the page, whatever either has more of. Pure.

const NEAR = 400; // letters that a short sentence may be ahead
const DISTINCT = 24; // letters that are unlikely to stand in two places

/** Without what two writings of a text differ in: space, case, marks, kinds of quotes. */
const foldLetter = (letter) =>
  letter
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\s\p{M}\p{Cf}]/gu, "")
    .replace(/[\p{Pi}\p{Pf}"`]/u, "'")
    .replace(/\p{Pd}/u, "-");

/** Pieces of text as one string of letters: piece[i] and offset[i] say where letter i is from,
    first[p] which letter is the first of piece p or after it. */
export function fold(pieces) {
  const text = { letters: "", piece: [], offset: [], first: [] };
  pieces.forEach((data, index) => {
    text.first.push(text.letters.length);
    let start = 0;
    for (const letter of data) {
      for (const unit of foldLetter(letter).split("")) {
        text.letters += unit;
        text.piece.push(index);
        text.offset.push(start);
      }
      start += letter.length;
    }
  });
  text.first.push(text.letters.length);
  return text;
}

/** [start, end) of the wanted letters in the page's, from the cursor on if possible; or null. */
export function find(page, wanted, cursor) {
  if (!wanted) return null;
  const isDistinct = wanted.length >= DISTINCT;
  const here = page.indexOf(wanted, cursor);
  if (here >= 0 && (isDistinct || here - cursor < NEAR)) return [here, here + wanted.length];
  if (!isDistinct) return null;
  // The page has something in the middle of it, a note's number for example.
  const start = page.indexOf(wanted.slice(0, DISTINCT / 2), cursor);
  const end = start < 0 ? -1 : page.indexOf(wanted.slice(-DISTINCT / 2), start) + DISTINCT / 2;
  if (end > start && end - start < 2 * wanted.length) return [start, end];
  return cursor ? find(page, wanted, 0) : null;
}
