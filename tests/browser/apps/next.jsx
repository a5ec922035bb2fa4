// A page of Next.js: listen.jsx is from the documentation.

import { createRoot } from "react-dom/client";
import { Listen } from "./listen.jsx";
import { navigate } from "next/navigation";

const App = () => (
  <main>
    <Listen />
    <button onClick={() => navigate("second")}>Next</button>
  </main>
);

createRoot(document.getElementById("app")).render(<App />);
