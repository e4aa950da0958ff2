/* Looks for news every ten seconds and puts in place only what changed. The page works without it. */
"use strict";

(() => {
  const parts = ["hands", "board"];

  const refresh = async () => {
    if (document.hidden) return;
    const stale = document.getElementById("stale");
    try {
      const reply = await fetch(location.href, { headers: { "kb-watching": "1" }, cache: "no-store" });
      if (reply.status === 401 || reply.status === 404) { location.reload(); return; }
      if (!reply.ok) throw new Error("no news");
      const next = new DOMParser().parseFromString(await reply.text(), "text/html");
      parts.forEach((id) => put(id, next));
      if (stale) stale.hidden = true;
    } catch {
      if (stale) stale.hidden = false;
    }
  };

  const put = (id, next) => {
    const before = document.getElementById(id);
    const after = next.getElementById(id);
    if (!before || !after || before.innerHTML === after.innerHTML) return;
    const focused = before.contains(document.activeElement) ? document.activeElement : null;
    before.className = after.className;
    before.innerHTML = after.innerHTML;
    const again = focused && (document.getElementById(focused.id) || before.querySelector(`a[href="${focused.getAttribute("href")}"]`));
    if (again) again.focus({ preventScroll: true });
  };

  setInterval(refresh, 10000);
})();
