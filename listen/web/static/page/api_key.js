// The API key, on a server that makes audio only with one. It is kept for this tab, and in no URL.

const STORED = "listen.key";

/** Shows the key that is stored, and stores what is typed. `onChange` is called for a new key.
    Returns {value, isMissing, ask}: the key, if any, whether it must be typed first, and a function
    that shows the field and moves there. */
export function setUpApiKey(section, onChange) {
  const field = section.querySelector("input");
  field.value = load();
  field.addEventListener("change", () => {
    save(field.value.trim());
    onChange();
  });
  return {
    get value() {
      return field.value.trim() || undefined;
    },
    ask() {
      section.hidden = false;
      field.focus({ preventScroll: true });
      section.scrollIntoView({ block: "nearest" });
    },
    get isMissing() {
      return !section.hidden && !field.value.trim();
    },
  };
}

// Browsers can forbid storage.
function load() {
  try {
    return sessionStorage.getItem(STORED) ?? "";
  } catch {
    return "";
  }
}

function save(key) {
  try {
    sessionStorage.setItem(STORED, key);
  } catch {
    // It lasts as long as the page.
  }
}
