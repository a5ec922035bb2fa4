// French labels of the extension report.

export const fr = {
  report: "Signaler un mot mal prononcé",
  which: "Quel mot est mal prononcé ?",
  note: "Comment le prononcer ? (facultatif)",
  previous: "Phrase précédente",
  send: "Envoyer",
  cancel: "Annuler",
  close: "Fermer",
  thanks: "Merci. La rédaction va l’écouter.",
  failed: "Le signalement n’a pas pu être envoyé. Réessayez plus tard.",
  later: "Les mots peuvent être signalés quand tout l’audio est prêt. Réessayez dans une minute.",
};
