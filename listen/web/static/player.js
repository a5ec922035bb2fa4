// <script type="module" src="https://HOST/player.js"></script> is all that a page needs.

import { ListenArticle } from "./player/element.js";

if (!customElements.get("listen-article")) customElements.define("listen-article", ListenArticle);
