// Estonian labels of the extension report.

export const et = {
  report: "Teata valesti hääldatud sõnast",
  which: "Milline sõna on valesti hääldatud?",
  note: "Kuidas seda hääldada? (vabatahtlik)",
  previous: "Eelmine lause",
  send: "Saada",
  cancel: "Tühista",
  close: "Sulge",
  thanks: "Aitäh! Toimetus kuulab selle üle.",
  failed: "Teadet ei saanud saata. Proovi hiljem uuesti.",
  later: "Sõnadest saab teatada, kui kogu heli on valmis. Proovi minuti pärast uuesti.",
};
