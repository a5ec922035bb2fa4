// Indonesian labels of the extension report.

export const id = {
  report: "Laporkan kata yang salah diucapkan",
  which: "Kata mana yang salah diucapkan?",
  note: "Bagaimana pengucapannya? (opsional)",
  previous: "Kalimat sebelumnya",
  send: "Kirim",
  cancel: "Batal",
  close: "Tutup",
  thanks: "Terima kasih. Redaksi akan mendengarkannya.",
  failed: "Laporan tidak dapat dikirim. Coba lagi nanti.",
  later: "Kata dapat dilaporkan setelah seluruh audio selesai. Coba lagi dalam satu menit.",
};
