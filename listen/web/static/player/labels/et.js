// Estonian labels.

export const et = {
  listen: "Kuula artiklit",
  hint: "Vajuta, et luua heli",
  minutes: "{} min kuulamist",
  preparing: "Valmistan ette…",
  failed: "Heli ei saanud esitada.",
  played: "Kuulatud",
  resume: "Jätka, jäänud {}",
  retry: "Proovi uuesti",
  offline: "Ühendus puudub. Proovi uuesti, kui oled võrgus.",
  play: "Esita",
  pause: "Peata",
  back: "{} sekundit tagasi",
  forward: "{} sekundit edasi",
  position: "Asukoht",
  speed: "Kiirus",
  volume: "Helitugevus",
  download: "Laadi alla",
  follow: "Jälgi teksti",
};
