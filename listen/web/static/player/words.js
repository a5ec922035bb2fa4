// Words of scripts that are written without spaces. The server's marks follow spaces and punctuation,
// so there each is a whole clause; the browser's dictionaries divide it.

const WITHOUT_SPACES = new RegExp(
  `[${["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"]
    .map((script) => `\\p{Script=${script}}`)
    .join("")}]`,
  "u",
);
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const SILENT = /[\p{M}\p{P}\p{Z}ゃゅょぁぃぅぇぉャュョァィゥェォ]/u; // marks of a letter, and parts of a syllable
const HAN = /\p{Script=Han}/u;

/** Returns marks of type `word` with each clause as its words. Their times are estimated: they share
    that of the clause by their syllables. */
export function divideWords(marks) {
  if (!Intl.Segmenter || !marks.some(({ value }) => WITHOUT_SPACES.test(value))) return marks;
  const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
  const isJapanese = marks.some(({ value }) => KANA.test(value));
  return marks.flatMap((mark) =>
    WITHOUT_SPACES.test(mark.value) ? divide(mark, segmenter, isJapanese) : [mark],
  );
}

function divide(mark, segmenter, isJapanese) {
  const parts = [...segmenter.segment(mark.value)];
  const lengths = parts.map(({ segment }) => syllablesOf(segment, isJapanese));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const secondsPerSyllable = total && (mark.end_time - mark.start_time) / total;
  let { start, start_time } = mark;
  return parts.flatMap(({ segment: value, isWordLike }, i) => {
    const end = start + [...value].length; // offsets count code points
    const end_time = start_time + lengths[i] * secondsPerSyllable;
    const word = { ...mark, value, start, end, start_time, end_time };
    [start, start_time] = [end, end_time];
    return isWordLike ? [word] : [];
  });
}

/** A letter counts as one, but a Chinese character in Japanese is mostly read as two. */
function syllablesOf(text, isJapanese) {
  const lengthOf = (letter) => (SILENT.test(letter) ? 0 : isJapanese && HAN.test(letter) ? 2 : 1);
  return [...text].reduce((sum, letter) => sum + lengthOf(letter), 0);
}
