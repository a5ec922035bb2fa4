// Finnish labels.

export const fi = {
  listen: "Kuuntele artikkeli",
  hint: "Luo ääni painamalla toistopainiketta",
  minutes: "{} min kuunneltavaa",
  preparing: "Valmistellaan…",
  failed: "Toisto ei onnistunut.",
  played: "Kuunneltu",
  resume: "Jatka, jäljellä {}",
  retry: "Yritä uudelleen",
  offline: "Ei yhteyttä. Yritä uudelleen, kun olet verkossa.",
  play: "Toista",
  pause: "Keskeytä",
  back: "{} sekuntia taaksepäin",
  forward: "{} sekuntia eteenpäin",
  position: "Kohta",
  speed: "Nopeus",
  volume: "Äänenvoimakkuus",
  download: "Lataa",
  follow: "Seuraa tekstiä",
};
