// Turkish labels.

export const tr = {
  listen: "Makaleyi dinle",
  hint: "Ses oluşturmak için oynat’a basın",
  minutes: "{} dk. dinleme",
  preparing: "Hazırlanıyor…",
  failed: "Ses oynatılamadı.",
  played: "Dinlendi",
  resume: "Devam et, kalan {}",
  retry: "Tekrar dene",
  offline: "Bağlantı yok. Çevrimiçi olduğunuzda tekrar deneyin.",
  play: "Oynat",
  pause: "Duraklat",
  back: "{} saniye geri",
  forward: "{} saniye ileri",
  position: "Konum",
  speed: "Hız",
  volume: "Ses düzeyi",
  download: "İndir",
  follow: "Metni takip et",
};
