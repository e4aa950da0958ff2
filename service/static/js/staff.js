/* Warns a minute before the sign-in ends for lack of activity, then goes to the sign-in page. Nothing is kept. */
"use strict";

(() => {
  const minutes = Number(document.body.dataset.idleMinutes);
  if (!minutes) return;
  const warning = document.getElementById("idle-warning");
  const stay = document.getElementById("idle-stay");
  let timers = [];

  const leave = () => {
    document.getElementById("main").replaceChildren();
    window.location.replace("/staff/sign-in?timeout");
  };

  const wait = () => {
    timers.forEach(clearTimeout);
    warning.hidden = true;
    timers = [
      setTimeout(() => {
        warning.hidden = false;
        stay.focus();
      }, (minutes - 1) * 60000),
      setTimeout(leave, minutes * 60000),
    ];
  };

  stay.addEventListener("click", async () => {
    const answer = await fetch("/staff/account", { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer && answer.ok) wait();
    else leave();
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
