// Catalan labels of the extension report.

export const ca = {
  report: "Avisa d’una paraula mal pronunciada",
  which: "Quina paraula es pronuncia malament?",
  note: "Com s’ha de pronunciar? (opcional)",
  previous: "Frase anterior",
  send: "Envia",
  cancel: "Cancel·la",
  close: "Tanca",
  thanks: "Gràcies. La redacció ho escoltarà.",
  failed: "No s’ha pogut enviar l’avís. Torna-ho a provar més tard.",
  later: "Es pot avisar de paraules quan tot l’àudio estigui fet. Torna-ho a provar d’aquí a un minut.",
};
