// Czech labels.

export const cs = {
  listen: "Poslechnout článek",
  hint: "Kliknutím vytvoříte zvuk",
  minutes: "{} min poslechu",
  preparing: "Připravuje se…",
  failed: "Přehrání se nezdařilo.",
  played: "Přehráno",
  resume: "Pokračovat, zbývá {}",
  retry: "Zkusit znovu",
  offline: "Nejste připojeni. Zkuste to znovu, až budete online.",
  play: "Přehrát",
  pause: "Pozastavit",
  back: "Zpět o {} sekund",
  forward: "Vpřed o {} sekund",
  position: "Pozice",
  speed: "Rychlost",
  volume: "Hlasitost",
  download: "Stáhnout",
  follow: "Sledovat text",
};
