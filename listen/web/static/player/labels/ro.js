// Romanian labels.

export const ro = {
  listen: "Ascultă articolul",
  hint: "Apasă pentru a genera sunetul",
  minutes: "{} min de ascultare",
  preparing: "Se pregătește…",
  failed: "Redarea nu a reușit.",
  played: "Ascultat",
  resume: "Continuă, au rămas {}",
  retry: "Încearcă din nou",
  offline: "Nu există conexiune. Încearcă din nou când ești online.",
  play: "Redă",
  pause: "Pauză",
  back: "Înapoi {} secunde",
  forward: "Înainte {} secunde",
  position: "Poziție",
  speed: "Viteză",
  volume: "Volum",
  download: "Descarcă",
  follow: "Urmărește textul",
};
