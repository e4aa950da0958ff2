// Reads a page aloud: one text after the other, the one being spoken marked. Without it each link plays its text.
"use strict";
(function () {
  const player = new Audio();
  let button = null;
  let queue = null;
  let spoken = null;
  let said = {};

  function mark(element) {
    spoken?.classList.remove("spoken");
    spoken = element;
    spoken?.classList.add("spoken");
    spoken?.scrollIntoView({ block: "nearest" });
  }

  function stop() {
    player.pause();
    mark(null);
    button?.setAttribute("aria-pressed", "false");
    button = queue = null;
    said = {};
  }

  async function next() {
    const mine = queue;
    if (!mine || !mine.length || !button.isConnected) { stop(); return; }
    const number = mine.shift();
    const page = document.querySelector("[data-page]")?.dataset.page;
    // What stands there twice is read twice: the second time the second one is marked.
    const all = document.querySelectorAll(`[data-say="${number}"]`), nth = said[number] = -~said[number];
    try {
      const reply = await fetch("/sound/" + number, { headers: { "kb-page": page }, cache: "no-store" });
      const sound = await reply.blob();
      if (mine !== queue) return;
      if (!reply.ok) throw reply;
      URL.revokeObjectURL(player.src);
      player.src = URL.createObjectURL(sound);
      mark(button.closest("[data-say]") || all[nth - 1] || all[0]);
      await player.play();
    } catch { if (mine === queue) stop(); }
  }

  player.addEventListener("ended", next);
  document.addEventListener("submit", stop);

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-listen]");
    if (!pressed) return;
    event.preventDefault();
    const playing = pressed === button;
    stop();
    if (playing) return;
    button = pressed;
    queue = pressed.dataset.listen.split(" ");
    button.setAttribute("aria-pressed", "true");
    const count = document.querySelector("[name=listens]");
    if (count) count.value++;
    next();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.closest("[data-listen]")) return;
    event.preventDefault();
    event.target.click();
  });
})();
