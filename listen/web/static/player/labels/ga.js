// Irish labels.

export const ga = {
  listen: "Éist leis an alt",
  hint: "Brúigh chun an fhuaim a chruthú",
  minutes: "{} nóiméad éisteachta",
  preparing: "Á ullmhú…",
  failed: "Níorbh fhéidir an fhuaim a sheinm.",
  played: "Éisteadh leis",
  resume: "Lean ar aghaidh, {} fágtha",
  retry: "Bain triail eile as",
  offline: "Níl aon nasc ann. Bain triail eile as nuair a bheidh tú ar líne.",
  play: "Seinn",
  pause: "Cuir ar sos",
  back: "Siar {} soicind",
  forward: "Ar aghaidh {} soicind",
  position: "Ionad",
  speed: "Luas",
  volume: "Airde na fuaime",
  download: "Íoslódáil",
  follow: "Lean an téacs",
};
