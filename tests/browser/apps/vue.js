// `listen` of the page has the server and two keys.

import { createApp, ref } from "vue";
import "listen-to-article";

const { server, keys } = globalThis.listen;

const app = createApp({
  setup() {
    const key = ref(keys[0]);
    const state = ref("none");
    const next = () => (key.value = keys[1]);
    const onState = ({ detail }) => (state.value = detail.state);
    return { server, key, state, next, onState };
  },
  template: `
    <main>
      <listen-article :server="server" :audio-key="key" @listen-statechange="onState" />
      <output>{{ state }}</output>
      <button @click="next">Next</button>
    </main>`,
});
app.config.compilerOptions.isCustomElement = (tag) => tag === "listen-article";
app.mount("#app");
