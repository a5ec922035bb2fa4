// Which words are spoken otherwise than they are written. Pure.

/** Runs of the spoken words, in order: whether they stand in the text too. */
export function runsOf(text, spoken) {
  const from = words(text).map(bare);
  const said = words(spoken);
  const to = said.map(bare);
  const common = commonLengths(from, to);
  const runs = [];
  const add = (word, isSame) => {
    if (runs.at(-1)?.isSame !== isSame) runs.push({ isSame, words: [] });
    runs.at(-1).words.push(word);
  };
  for (let i = 0, j = 0; j < to.length; ) {
    if (from[i] === to[j]) {
      add(said[j++], true);
      i++;
    } else if (i < from.length && common[i + 1][j] >= common[i][j + 1]) i++;
    else add(said[j++], false);
  }
  return runs;
}

/** [i][j]: how many words from[i…] and to[j…] have in common, in order. */
function commonLengths(from, to) {
  const lengths = [...from, ""].map(() => new Array(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const isSame = from[i] === to[j];
      const [above, beside, across] = [lengths[i + 1][j], lengths[i][j + 1], lengths[i + 1][j + 1]];
      lengths[i][j] = isSame ? across + 1 : Math.max(above, beside);
    }
  }
  return lengths;
}

const words = (text) => text.split(/\s+/).filter(Boolean);

const bare = (word) => word.replace(/\p{P}+/gu, "");
