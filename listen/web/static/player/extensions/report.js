// Lets readers report a word that is said wrongly. The server asks for this extension where a site
// wants such reports. Nothing is sent but the word, its sentence and what the reader writes.

const BEHIND = 1.5; // seconds after which a reader has found the button

const ICON = "M4 3h16v13H9l-5 5zm7 2v6h2V5zm0 7v2h2v-2z";

const STYLE = `
dialog {
  box-sizing: border-box;
  width: min(32rem, 100vw - 2rem);
  max-height: calc(100vh - 2rem);
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: 1rem;
  background: Canvas;
  color: CanvasText;
  font: 1rem/1.4 var(--listen-font, system-ui, sans-serif);
}
dialog::backdrop { background: rgb(0 0 0 / .4); }
dialog h2 { margin: 0 0 .75rem; font-size: 1.125rem; }
fieldset { margin: 0 0 .75rem; padding: 0; border: 0; }
legend { padding: 0; }
.words { display: flex; flex-wrap: wrap; gap: .375rem; margin-top: .5rem; }
.words label { position: relative; }
.words input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; }
.words span {
  display: grid;
  place-items: center;
  min-width: 1.5rem;
  min-height: 2.25rem;
  padding: 0 .625rem;
  border: 1px solid GrayText;
  border-radius: .5rem;
}
.words :checked + span { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.words :focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px; }
textarea { box-sizing: border-box; width: 100%; min-height: 4rem; margin: .25rem 0 .75rem; font: inherit; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; }
.buttons button { padding: 0 1rem; border: 1px solid GrayText; }
.buttons .send { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
`;

/** `key` is that of the audio; `marks` and `reports` are URLs on the server. */
export function attach(player, { key, marks, reports }, { resolve, signal }) {
  const labels = labelsFor(player.closest("[lang]")?.lang || navigator.language);
  const { lang, dir } = labels;
  const root = player.shadowRoot;
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  root.adoptedStyleSheets.push(style);
  const button = make("button", { ariaLabel: labels.report, title: labels.report, lang });
  button.className = "report";
  button.part = "report";
  button.append(makeIcon(ICON));
  const dialog = make("dialog", { lang, dir });
  button.addEventListener("click", () => {
    player.pause();
    open(dialog, labels, player.currentTime - BEHIND, resolve(marks), (report) =>
      send(resolve(reports), { key, ...report }),
    );
  });
  root.querySelector(".tools").append(button);
  root.append(dialog);
  signal.addEventListener("abort", () => {
    button.remove();
    dialog.remove();
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== style);
  });
}

async function open(dialog, labels, time, address, onSend) {
  const title = make("h2", { textContent: labels.report, id: "report-title" });
  const status = make("p", { role: "status" });
  const close = make("button", { type: "button", textContent: labels.cancel });
  close.addEventListener("click", () => dialog.close());
  const buttons = make("div", { className: "buttons" }, close);
  dialog.replaceChildren(title, status, buttons);
  dialog.setAttribute("aria-labelledby", title.id);
  if (!dialog.open) dialog.showModal();
  const sentences = await fetch(address)
    .then((response) => (response.ok ? response.json() : { marks: [] }))
    .then(({ marks }) => sentencesOf(marks))
    .catch(() => []);
  if (!sentences.length) {
    status.textContent = labels.later;
    return;
  }
  const last = sentences.findLastIndex((each) => each.start_time <= Math.max(0, time));
  const form = makeForm(labels, sentences, Math.max(0, last));
  form.querySelector(".buttons").append(close);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { word, note } = Object.fromEntries(new FormData(form));
    const isSent = await onSend({ word, note, sentence: form.sentence.value });
    status.textContent = isSent ? labels.thanks : labels.failed;
    if (!isSent) return;
    close.textContent = labels.close;
    buttons.append(close);
    dialog.replaceChildren(title, status, buttons);
    close.focus();
  });
  dialog.replaceChildren(title, form, status);
}

/** Groups the marks of words by their sentence. */
function sentencesOf(marks) {
  const sentences = [];
  for (const mark of marks) {
    if (mark.type === "sentence") sentences.push({ ...mark, words: [] });
    else sentences.at(-1)?.words.push(mark.value);
  }
  return sentences.filter(({ words }) => words.length);
}

function makeForm(labels, sentences, index) {
  const words = make("div", { className: "words", dir: "auto" });
  const fieldset = make("fieldset", {}, make("legend", { textContent: labels.which }), words);
  const note = make("textarea", { name: "note", maxLength: 300, id: "report-note", dir: "auto" });
  const label = make("label", { textContent: labels.note, htmlFor: note.id });
  const previous = make("button", { type: "button", textContent: labels.previous });
  const sendButton = make("button", { className: "send", textContent: labels.send });
  const buttons = make("div", { className: "buttons" }, sendButton, previous);
  const form = make("form", {}, fieldset, label, note, buttons);
  const show = (place) => {
    form.sentence = sentences[place];
    words.replaceChildren(...form.sentence.words.map(makeWord));
    previous.hidden = !place;
    words.querySelector("input").focus();
  };
  previous.addEventListener("click", () => show(--index));
  // The form is not in the document yet.
  queueMicrotask(() => show(index));
  return form;
}

function makeWord(value) {
  const radio = make("input", { type: "radio", name: "word", value, required: true });
  return make("label", {}, radio, make("span", { textContent: value }));
}

/** Returns whether the server has taken the report. */
async function send(address, report) {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify(report);
  return (await fetch(address, { method: "POST", headers, body }).catch(() => ({}))).ok;
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Labels by primary language subtag. */
const LANGUAGES = {
  en: {
    report: "Report a word that is said wrongly",
    which: "Which word is said wrongly?",
    note: "How should it be said? (optional)",
    previous: "Sentence before",
    send: "Send",
    cancel: "Cancel",
    close: "Close",
    thanks: "Thank you. The editors will hear it.",
    failed: "The report could not be sent. Try again later.",
    later: "Words can be reported when all of the audio is made. Try again in a minute.",
  },
  de: {
    report: "Falsch gesprochenes Wort melden",
    which: "Welches Wort wird falsch gesprochen?",
    note: "Wie spricht man es richtig? (freiwillig)",
    previous: "Satz davor",
    send: "Senden",
    cancel: "Abbrechen",
    close: "Schließen",
    thanks: "Danke. Die Redaktion hört es sich an.",
    failed: "Die Meldung konnte nicht gesendet werden. Bitte später noch einmal versuchen.",
    later: "Wörter können gemeldet werden, sobald das ganze Audio erzeugt ist.",
  },
  fr: {
    report: "Signaler un mot mal prononcé",
    which: "Quel mot est mal prononcé ?",
    note: "Comment le prononcer ? (facultatif)",
    previous: "Phrase précédente",
    send: "Envoyer",
    cancel: "Annuler",
    close: "Fermer",
    thanks: "Merci. La rédaction va l’écouter.",
    failed: "Le signalement n’a pas pu être envoyé. Réessayez plus tard.",
    later: "Les mots peuvent être signalés quand tout l’audio est prêt.",
  },
  es: {
    report: "Avisar de una palabra mal pronunciada",
    which: "¿Qué palabra se pronuncia mal?",
    note: "¿Cómo se pronuncia? (opcional)",
    previous: "Frase anterior",
    send: "Enviar",
    cancel: "Cancelar",
    close: "Cerrar",
    thanks: "Gracias. La redacción lo escuchará.",
    failed: "No se pudo enviar el aviso. Inténtelo más tarde.",
    later: "Se puede avisar de palabras cuando todo el audio esté listo.",
  },
  uk: {
    report: "Повідомити про неправильну вимову",
    which: "Яке слово вимовлено неправильно?",
    note: "Як його вимовляти? (необов’язково)",
    previous: "Попереднє речення",
    send: "Надіслати",
    cancel: "Скасувати",
    close: "Закрити",
    thanks: "Дякуємо. Редакція це прослухає.",
    failed: "Не вдалося надіслати. Спробуйте пізніше.",
    later: "Повідомити про слово можна, коли аудіо буде готове повністю.",
  },
  ar: {
    report: "الإبلاغ عن كلمة نُطقت خطأً",
    which: "أي كلمة نُطقت خطأً؟",
    note: "كيف تُنطق؟ (اختياري)",
    previous: "الجملة السابقة",
    send: "إرسال",
    cancel: "إلغاء",
    close: "إغلاق",
    thanks: "شكرًا. سيستمع إليها المحررون.",
    failed: "تعذر الإرسال. حاول لاحقًا.",
    later: "يمكن الإبلاغ عن الكلمات عندما يكتمل الصوت.",
  },
};

/** Without HTML, which pages with Trusted Types forbid. */
function makeIcon(data) {
  const [svg, path] = ["svg", "path"].map((name) =>
    document.createElementNS("http://www.w3.org/2000/svg", name),
  );
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", true);
  path.setAttribute("d", data);
  svg.append(path);
  return svg;
}

/** Returns the labels for a BCP 47 tag, with `lang` and `dir`; English if there is no table. */
function labelsFor(tag) {
  const primary = tag.toLowerCase().split("-")[0];
  const lang = Object.hasOwn(LANGUAGES, primary) ? primary : "en";
  return { lang, dir: lang === "ar" ? "rtl" : "ltr", ...LANGUAGES[lang] };
}
