// Enter sends, Shift+Enter goes to the next line; after each answer the field is ready. The page works without this file.
"use strict";

(() => {
  const coarse = matchMedia("(pointer: coarse)").matches;
  const field = () => document.querySelector("[data-answer]");

  const ready = (jump) => {
    document.querySelectorAll("[data-keys]").forEach((one) => { one.hidden = coarse; });
    const target = field() || document.querySelector("[data-focus]");
    if (!target || (!jump && coarse)) return;
    target.focus({ preventScroll: true });
    if (target.value) target.setSelectionRange(target.value.length, target.value.length);
    target.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    const typed = event.target;
    if (!(typed instanceof HTMLTextAreaElement) || !("answer" in typed.dataset)) return;
    if (coarse || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    typed.form.requestSubmit();
  });

  // What is wrong with an answer is said in the page, as without script.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status !== 422) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "play") ready(true); });

  // On a narrow screen the conversation comes first.
  const briefing = document.querySelector("[data-briefing]");
  if (briefing && matchMedia("(max-width: 1180px)").matches && document.querySelector(".turn-agent")) briefing.open = false;

  ready(false);
})();
