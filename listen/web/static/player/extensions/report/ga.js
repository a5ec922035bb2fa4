// Irish labels of the extension report.

export const ga = {
  report: "Tuairiscigh focal a fuaimníodh go mícheart",
  which: "Cén focal a fuaimníodh go mícheart?",
  note: "Conas a fhuaimnítear é? (roghnach)",
  previous: "An abairt roimhe seo",
  send: "Seol",
  cancel: "Cealaigh",
  close: "Dún",
  thanks: "Go raibh maith agat. Éistfidh na heagarthóirí leis.",
  failed: "Níorbh fhéidir an tuairisc a sheoladh. Bain triail eile as ar ball.",
  later: "Is féidir focail a thuairisciú nuair a bheidh an fhuaim ar fad réidh. Bain triail eile as i gceann nóiméid.",
};
