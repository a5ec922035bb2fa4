// Turkish labels of the extension report.

export const tr = {
  report: "Yanlış söylenen sözcüğü bildir",
  which: "Hangi sözcük yanlış söyleniyor?",
  note: "Nasıl söylenmeli? (isteğe bağlı)",
  previous: "Önceki cümle",
  send: "Gönder",
  cancel: "İptal",
  close: "Kapat",
  thanks: "Teşekkürler. Editörler bunu dinleyecek.",
  failed: "Bildirim gönderilemedi. Daha sonra tekrar deneyin.",
  later: "Sesin tamamı hazır olduğunda sözcükler bildirilebilir. Bir dakika sonra tekrar deneyin.",
};
