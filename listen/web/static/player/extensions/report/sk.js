// Slovak labels of the extension report.

export const sk = {
  report: "Nahlásiť zle vyslovené slovo",
  which: "Ktoré slovo je vyslovené zle?",
  note: "Ako sa má vysloviť? (nepovinné)",
  previous: "Predchádzajúca veta",
  send: "Odoslať",
  cancel: "Zrušiť",
  close: "Zavrieť",
  thanks: "Ďakujeme. Redakcia si to vypočuje.",
  failed: "Hlásenie sa nepodarilo odoslať. Skúste to neskôr.",
  later: "Slová možno nahlásiť, keď bude celý zvuk hotový. Skúste to znova o minútu.",
};
