/* Warns a minute before the sign-in ends for lack of activity, then goes to the sign-in page. Who types is there.
   Nothing is kept in the browser; a form with data-keep is sent with the warning, so that what was typed is not lost. */
"use strict";

(() => {
  const minutes = Number(document.body.dataset.idleMinutes);
  if (!minutes) return;
  const warning = document.getElementById("idle-warning");
  const stay = document.getElementById("idle-stay");
  const main = document.getElementById("main");
  let timers = [];
  let told = Date.now();
  let typed = false;

  const leave = () => {
    main.replaceChildren();
    window.location.replace("/staff/sign-in?timeout");
  };

  const wait = () => {
    timers.forEach(clearTimeout);
    warning.hidden = true;
    timers = [
      setTimeout(() => {
        warning.hidden = false;
        stay.focus();
        keep();
      }, (minutes - 1) * 60000),
      setTimeout(leave, minutes * 60000),
    ];
  };

  /* Sent as if its button had been pressed, but no sign that somebody is there; the page of the reply takes the place. */
  const keep = async () => {
    const form = typed && document.querySelector("form[data-keep]");
    if (!form) return;
    const body = new URLSearchParams(new FormData(form));
    const reply = await fetch(form.action, { method: "POST", body, headers: { "kb-watching": "1" } }).catch(() => null);
    if (!reply || reply.status === 401) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("main");
    if (!page) return;
    main.replaceChildren(...page.childNodes);
    typed = false;
  };

  const isSignedIn = async () => {
    const answer = await fetch("/staff/account", { method: "HEAD", cache: "no-store" }).catch(() => null);
    return Boolean(answer && answer.ok);
  };

  stay.addEventListener("click", async () => {
    if (await isSignedIn()) wait();
    else leave();
  });

  main.addEventListener("input", async () => {
    typed = true;
    if (Date.now() - told < 60000) return;
    told = Date.now();
    if (await isSignedIn()) wait();
  });

  /* A page that stays and asked the service for something. */
  document.addEventListener("kb-active", wait);

  /* A page brought back by the Back button may be somebody else's by now: what the browser keeps of it is empty. */
  window.addEventListener("pagehide", (event) => {
    if (event.persisted) document.body.replaceChildren();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  wait();
})();
