// What Blazor cannot do without inline script: mark a page as ready, lead to its content, load it again, and show and hide the notice that the server is
// out of reach (a modal dialog).
"use strict";
window.studio = { ready: () => { document.documentElement.dataset.ready = "yes"; } };
const lost = document.getElementById("components-reconnect-modal");
lost?.addEventListener("components-reconnect-state-changed", event => {
  const state = event.detail.state;
  if (state === "show") lost.showModal();
  else if (state === "hide") lost.close();
  else if (state === "failed") document.addEventListener("visibilitychange", comeBack);
  else if (state === "rejected") location.reload();
});
function comeBack() {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", comeBack);
  Blazor.reconnect();
}
for (const again of document.querySelectorAll("[data-again]")) again.addEventListener("click", () => location.reload());
// Before Blazor's own listener, which would scroll and leave the focus where it was.
document.addEventListener("click", event => {
  const content = event.target.closest?.("a.skip") && document.getElementById("content");
  if (!content) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  content.focus();
  content.scrollIntoView();
}, true);
// Before Blazor's own listener, which would describe every file in one message, too long for the server.
document.addEventListener("change", event => {
  const most = Number(event.target.dataset?.most);
  if (!most) return;
  const tooMany = event.target.files.length > most;
  document.getElementById("too-many").hidden = !tooMany;
  if (!tooMany) return;
  event.stopImmediatePropagation();
  event.target.value = "";
}, true);
