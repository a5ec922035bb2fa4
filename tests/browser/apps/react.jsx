// `listen` of the page has the server and two keys.

import { useState } from "react";
import { createRoot } from "react-dom/client";
import "listen-to-article/react";

function App() {
  const { server, keys } = globalThis.listen;
  const [key, setKey] = useState(keys[0]);
  const [state, setState] = useState("none");
  return (
    <main>
      <listen-article
        server={server}
        audio-key={key}
        onlisten-statechange={({ detail }) => setState(detail.state)}
      />
      <output>{state}</output>
      <button onClick={() => setKey(keys[1])}>Next</button>
    </main>
  );
}

createRoot(document.getElementById("app")).render(<App />);
