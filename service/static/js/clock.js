// Time left, in words.
"use strict";
(() => {
  let box, gone, old, held, said;
  setInterval(() => {
    const now = document.querySelector(".clock"), up = document.querySelector(".hand__told"), time = Date.now();
    if (!now) return;
    const { left, end, still } = now.dataset, form = document.forms.answer;
    if (now != box) { gone = 0; held = up && !still; }
    else if (held || !up) gone += (time - old) / 1e3;
    box = now; old = time;
    const rest = Math.ceil((left - gone) / 20) * 20, last = now.nextElementSibling;
    said = 0;
    for (const one of now.querySelectorAll("span")) said |= !(one.hidden = said || rest < one.dataset.from);
    now.lastElementChild.value = rest;
    if ((form.left.value = Math.floor(end - gone)) < 60) last.textContent ||= last.dataset.words;
    if (end < gone) form.requestSubmit();
  }, 1e3);
})();
