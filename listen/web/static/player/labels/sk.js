// Slovak labels.

export const sk = {
  listen: "Vypočuť článok",
  hint: "Kliknutím vytvoríte zvuk",
  minutes: "{} min počúvania",
  preparing: "Pripravuje sa…",
  failed: "Prehratie sa nepodarilo.",
  played: "Prehrané",
  resume: "Pokračovať, zostáva {}",
  retry: "Skúsiť znova",
  offline: "Nie ste pripojení. Skúste to znova, keď budete online.",
  play: "Prehrať",
  pause: "Pozastaviť",
  back: "Späť o {} sekúnd",
  forward: "Dopredu o {} sekúnd",
  position: "Pozícia",
  speed: "Rýchlosť",
  volume: "Hlasitosť",
  download: "Stiahnuť",
  follow: "Sledovať text",
};
