// Defines <listen-article>. A page needs <script type="module" src="https://HOST/player.js"> only.

import { ListenArticle } from "./player/element.js";

if (!customElements.get("listen-article")) customElements.define("listen-article", ListenArticle);
