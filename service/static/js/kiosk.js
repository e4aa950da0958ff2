// Makes the kiosk nicer; everything works without it. Nothing is ever kept in the browser.
"use strict";
(function () {
  const offline = document.getElementById("offline");
  const idle = document.getElementById("idle");
  let sending = false;
  let unsaved = false;

  // A page that comes back from the browser's memory asks the server again before anybody can read it.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) { blank(); location.reload(); }
  });

  function blank() { document.body.textContent = ""; }

  // Send a form without leaving the page: the screen is swapped for what comes back.
  async function send(form, button) {
    if (sending) return;
    sending = true;
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.set(button.name, button.value);
    for (let wait = 1000; ; wait = Math.min(wait * 2, 15000)) {
      try {
        const reply = await fetch(form.getAttribute("action"), {
          method: "POST", body, headers: { "kb-part": "1" }, credentials: "same-origin", cache: "no-store",
        });
        if (reply.status >= 500 && reply.status !== 500) throw new Error("not saved");
        await swap(reply);
        break;
      } catch {
        unsaved = true;
        offline.hidden = false;
        await new Promise((done) => setTimeout(done, wait));
      }
    }
    offline.hidden = true;
    unsaved = false;
    sending = false;
  }

  async function swap(reply) {
    const html = await reply.text();
    const next = new DOMParser().parseFromString(html, "text/html").getElementById("screen");
    if (!reply.ok || !next) { location.replace("/"); return; }
    const before = document.getElementById("screen");
    const actions = before.querySelector(".top__actions");
    if (actions) next.querySelector(".top__where").after(actions);
    before.replaceWith(next);
    const lang = next.getAttribute("lang");
    if (lang && lang !== document.documentElement.lang) { location.replace("/"); return; }
    window.scrollTo(0, 0);
    const heading = next.querySelector("[role=alert], h1");
    if (heading) { heading.setAttribute("tabindex", "-1"); heading.focus({ preventScroll: true }); }
    dress();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const action = form.getAttribute("action");
    if (action !== "/answer" && action !== "/go") return;
    event.preventDefault();
    send(form, event.submitter);
  });

  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  // Long lists: a search field. The code: large digits to tap. One exclusive answer clears the others.
  function dress() {
    const finder = document.querySelector("[data-finder]");
    if (finder) {
      finder.hidden = false;
      finder.querySelector("input").addEventListener("input", (event) => {
        const wanted = event.target.value.trim().toLowerCase();
        for (const option of document.querySelectorAll(".option[data-search]")) {
          option.hidden = wanted !== "" && !option.dataset.search.includes(wanted);
        }
      });
      finder.querySelector("input").addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault();
      });
    }
    const pad = document.querySelector("[data-pad]");
    if (pad && !pad.children.length) {
      const code = document.getElementById("code");
      for (const key of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫"]) {
        const button = document.createElement(key ? "button" : "span");
        button.textContent = key;
        if (key) {
          button.type = "button";
          button.tabIndex = -1;
          button.addEventListener("click", () => { code.value = key === "⌫" ? code.value.trim().slice(0, -1) : group(code.value + key); });
        }
        pad.append(button);
      }
      pad.hidden = false;
      code.addEventListener("input", () => { code.value = group(code.value); });
    }
  }

  function group(text) { return text.replace(/[^\d٠-٩۰-۹]/g, "").slice(0, 20).replace(/(.{4})(?=.)/g, "$1 "); }

  // Who reads for long is not gone: the server is told, once a minute at most.
  function stillHere() {
    const token = document.querySelector("input[name=csrf]");
    if (!token) return;
    const body = new URLSearchParams({ csrf: token.value, to: "here" });
    fetch("/go", { method: "POST", body, headers: { "kb-part": "1" }, credentials: "same-origin", cache: "no-store" }).catch(() => {});
  }

  // Nobody there: warn, then go. The page is blanked even when the server can't be reached.
  const limit = Number(document.body.dataset.idle || 0) * 1000;
  if (limit) {
    let last = Date.now();
    let told = last;
    const here = () => {
      last = Date.now();
      idle.hidden = true;
      if (last - told > 60000) { told = last; stillHere(); }
    };
    for (const kind of ["pointerdown", "keydown", "touchstart"]) document.addEventListener(kind, here, { passive: true });
    document.getElementById("idle-stay").addEventListener("click", here);
    setInterval(() => {
      const quiet = Date.now() - last;
      if (quiet > limit) { blank(); location.replace("/"); }
      else if (quiet > limit - 90000) idle.hidden = false;
    }, 1000);
  }

  dress();
})();
