// Words that are spoken differently than they are written. Pure.

/** Returns runs of the spoken words, in order: {words, isSame}, where `isSame` says whether the
    written text has them too. */
export function diffWords(text, spoken) {
  const written = splitWords(text).map(withoutPunctuation);
  const words = splitWords(spoken);
  const said = words.map(withoutPunctuation);
  const common = commonLengths(written, said);
  const runs = [];
  const add = (word, isSame) => {
    if (runs.at(-1)?.isSame !== isSame) runs.push({ isSame, words: [] });
    runs.at(-1).words.push(word);
  };
  for (let i = 0, j = 0; j < said.length; ) {
    if (written[i] === said[j]) {
      add(words[j++], true);
      i++;
    } else if (i < written.length && common[i + 1][j] >= common[i][j + 1]) i++;
    else add(words[j++], false);
  }
  return runs;
}

/** Returns at [i][j] the length of the longest common subsequence of a[i…] and b[j…]. */
function commonLengths(a, b) {
  const lengths = [...a, ""].map(() => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const longer = Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : longer;
    }
  }
  return lengths;
}

const splitWords = (text) => text.split(/\s+/).filter(Boolean);

const withoutPunctuation = (word) => word.replace(/\p{P}+/gu, "");
