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
export async function attach(player, { key, marks, reports }, { resolve, signal, labels: ofPlayer }) {
  const { lang, dir } = await ofPlayer;
  const [labels] = Object.values(await import(`./report/${lang}.js`));
  if (signal.aborted) return;
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
    .then(async ({ marks }) => sentencesOf(marks, (await import("../words.js")).divideWords))
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
function sentencesOf(marks, divideWords) {
  const sentences = [];
  for (const mark of marks) {
    if (mark.type === "sentence") sentences.push({ ...mark, words: [] });
    else sentences.at(-1)?.words.push(mark);
  }
  for (const each of sentences) each.words = divideWords(each.words).map(({ value }) => value);
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
