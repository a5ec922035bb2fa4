// Hungarian labels.

export const hu = {
  listen: "Cikk meghallgatása",
  hint: "Kattintson a hang elkészítéséhez",
  minutes: "{} perc hallgatnivaló",
  preparing: "Előkészítés…",
  failed: "A lejátszás nem sikerült.",
  played: "Meghallgatva",
  resume: "Folytatás, hátravan {}",
  retry: "Próbálja újra",
  offline: "Nincs kapcsolat. Próbálja újra, ha van internete.",
  play: "Lejátszás",
  pause: "Szünet",
  back: "Vissza {} másodperccel",
  forward: "Előre {} másodperccel",
  position: "Pozíció",
  speed: "Sebesség",
  volume: "Hangerő",
  download: "Letöltés",
  follow: "Szöveg követése",
};
