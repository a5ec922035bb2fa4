// Indonesian labels.

export const id = {
  listen: "Dengarkan artikel",
  hint: "Tekan putar untuk membuat audio",
  minutes: "{} menit mendengarkan",
  preparing: "Menyiapkan…",
  failed: "Audio tidak dapat diputar.",
  played: "Sudah didengarkan",
  resume: "Lanjutkan, sisa {}",
  retry: "Coba lagi",
  offline: "Tidak ada koneksi. Coba lagi saat Anda online.",
  play: "Putar",
  pause: "Jeda",
  back: "Mundur {} detik",
  forward: "Maju {} detik",
  position: "Posisi",
  speed: "Kecepatan",
  volume: "Volume",
  download: "Unduh",
  follow: "Ikuti teks",
};
