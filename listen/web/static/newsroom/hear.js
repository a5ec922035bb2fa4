/* Makes a sentence audible without loading the page again, and plays it at once. */

const form = document.getElementById("mend");

form.addEventListener("submit", (event) => {
  if (event.submitter?.value !== "hear") return;
  event.preventDefault();
  hear(event.submitter);
});

async function hear(button) {
  const fields = new FormData(form, button);
  button.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.getElementById("heard")) throw new Error("another page");
    for (const id of ["problem", "heard"]) {
      document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
    }
    // Browsers may refuse to play: then the editor presses play.
    await document.querySelector("#heard [data-play]")?.play().catch(() => {});
  } catch {
    form.submit(); // the whole page shows what is wrong
  } finally {
    button.removeAttribute("aria-busy");
  }
}
