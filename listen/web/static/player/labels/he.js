// Hebrew labels.

export const he = {
  listen: "האזנה לכתבה",
  hint: "לחצו כדי ליצור את השמע",
  minutes: {
    one: "דקת האזנה אחת",
    two: "{} דקות האזנה",
    other: "{} דקות האזנה",
  },
  preparing: "בהכנה…",
  failed: "לא ניתן להשמיע.",
  played: "הושמע",
  resume: "המשך, נותרו {}",
  retry: "ניסיון חוזר",
  offline: "אין חיבור. נסו שוב כשתהיו מחוברים.",
  play: "הפעלה",
  pause: "השהיה",
  back: "אחורה {} שניות",
  forward: "קדימה {} שניות",
  position: "מיקום",
  speed: "מהירות",
  volume: "עוצמת קול",
  download: "הורדה",
  follow: "מעקב אחר הטקסט",
};
