// Reads a page aloud, text by text, each marked. Without it each link plays its text.
"use strict";
(function () {
  const player = new Audio();
  let button = null;
  let queue = null;
  let spoken = null;

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
  }

  async function next() {
    const mine = queue;
    if (!mine || !mine.length || !button.isConnected) { stop(); return; }
    const number = mine.shift();
    const page = document.querySelector("[data-page]");
    try {
      const headers = { "kb-page": page?.dataset.page };
      const reply = await fetch("/sound/" + number, { headers, cache: "no-store" });
      const sound = await reply.blob();
      if (mine !== queue) return;
      if (!reply.ok) throw reply;
      URL.revokeObjectURL(player.src);
      player.src = URL.createObjectURL(sound);
      // Equals in turn.
      const all = document.querySelectorAll(`[data-say="${number}"]`);
      mark(button.closest("[data-say]") || all[all.length - 1 - mine.filter((n) => n === number).length]);
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
