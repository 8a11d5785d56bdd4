// What Blazor cannot do without inline script: mark a page as ready, and show and hide the notice that the server is out of reach (a modal dialog).
"use strict";
window.studio = { ready: () => { document.documentElement.dataset.ready = "yes"; } };
const lost = document.getElementById("components-reconnect-modal");
lost?.addEventListener("components-reconnect-state-changed", event => {
  const state = event.detail.state;
  if (state === "show") lost.showModal();
  else if (state === "hide") lost.close();
  else if (state === "failed") document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") Blazor.reconnect(); }, { once: true });
  else if (state === "rejected") location.reload();
});
