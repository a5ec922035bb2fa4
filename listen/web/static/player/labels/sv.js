// Swedish labels.

export const sv = {
  listen: "Lyssna på artikeln",
  hint: "Tryck för att skapa ljud",
  minutes: "{} min lyssning",
  preparing: "Förbereder …",
  failed: "Ljudet kunde inte spelas upp.",
  played: "Uppspelad",
  resume: "Fortsätt, {} kvar",
  retry: "Försök igen",
  offline: "Ingen anslutning. Försök igen när du är online.",
  play: "Spela upp",
  pause: "Pausa",
  back: "{} sekunder bakåt",
  forward: "{} sekunder framåt",
  position: "Position",
  speed: "Hastighet",
  volume: "Volym",
  download: "Ladda ned",
  follow: "Följ med i texten",
};
