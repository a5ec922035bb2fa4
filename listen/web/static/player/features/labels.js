// Labels of the features. Tables of other languages have them with all other labels.

const ENGLISH = {
  close: "Close the small player",
  from: "Play from here",
  chapters: "Chapters",
  next: "Next: {}",
  queue: "Articles",
  previousParagraph: "Previous paragraph",
  nextParagraph: "Next paragraph",
  fromSelection: "Play from the selected text",
  share: "Share at {}",
  shareParagraph: "Share this paragraph ({})",
  copied: "Link copied.",
  copyLink: "Copy this link:",
  link: "Link",
  mute: "Mute",
  muted: "muted",
};

/** Returns the labels of a View; those of features in English where its table has none. */
export const labelsOf = ({ labels }) => ({ ...ENGLISH, ...labels });
