// Labels of the features. Tables of other languages have them with all other labels.

const ENGLISH = {
  close: "Close the small player",
};

/** Returns the labels of a View; those of features in English where its table has none. */
export const labelsOf = ({ labels }) => ({ ...ENGLISH, ...labels });
