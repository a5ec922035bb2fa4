// Pages that a script changes, as Next.js does: the player stays, the article and the URL change.

import { useState } from "react";
import { createRoot } from "react-dom/client";
import "listen-to-article/react";

function App() {
  const { server, keys, texts } = globalThis.listen;
  const [page, setPage] = useState(0);
  const go = (event) => {
    event.preventDefault();
    history.pushState(null, "", event.target.href);
    setPage(1);
  };
  return (
    <main>
      <listen-article key={keys[page]} server={server} audio-key={keys[page]} />
      <article key={page}>
        <p>{texts[page]}</p>
      </article>
      <a href="?second" onClick={go}>
        Next
      </a>
    </main>
  );
}

createRoot(document.getElementById("app")).render(<App />);
