// Answers from the keyboard, and a passage taken from the selection. The page does the same without this file.
"use strict";

(() => {
  const answers = [...document.querySelectorAll("[data-answer]")];
  const form = document.querySelector("form.judging");
  if (!form || !answers.length) return;
  document.querySelectorAll("[data-select-help]").forEach((one) => { one.hidden = false; });

  const typing = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");
  const field = (answer, name) => answer.querySelector(`[name$="-${name}"]`);
  const choices = (answer, name) => [...answer.querySelectorAll(`[name$="-${name}"]`)];
  const answered = (answer) => choices(answer, "says").some((one) => one.checked);
  // The answer being given: the one with the focus, else the first without a choice.
  let last = null;
  const current = () =>
    document.activeElement.closest("[data-answer]") || last || answers.find((one) => !answered(one)) || answers[0];

  const choose = (answer, place) => {
    const radio = choices(answer, "says")[place];
    radio.checked = true;
    radio.focus({ preventScroll: false });
    const next = answers[answers.indexOf(answer) + 1];
    last = next && !answered(next) ? next : answer;
    if (last !== answer) choices(last, "says")[0].focus();
  };

  const hesitate = (answer) => {
    const [sure, hesitating] = choices(answer, "sure");
    (hesitating.checked ? sure : hesitating).checked = true;
  };

  const more = (answer) => {
    const details = answer.querySelector("details.answer-more");
    details.open = !details.open;
    if (details.open) field(answer, "turn").focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const answer = current();
    if (["1", "2", "3"].includes(event.key)) choose(answer, Number(event.key) - 1);
    else if (event.key === "h") hesitate(answer);
    else if (event.key === "p") more(answer);
    else if (event.key === "Enter" && !event.target.closest("a, button, summary")) form.querySelector("button[name=towards]").click();
    else return;
    event.preventDefault();
  });

  // Words selected in a message become the passage of the answer being given.
  const picked = () => {
    const selection = document.getSelection();
    const words = selection.toString().trim();
    const holder = (node) => (node instanceof Element ? node : node?.parentElement)?.closest("[data-message]");
    const message = holder(selection.anchorNode);
    if (!words || !message || message !== holder(selection.focusNode)) return;
    const answer = last || answers.find((one) => one.querySelector("details.answer-more").open);
    if (!answer || !answer.querySelector("details.answer-more").open) return;
    field(answer, "turn").value = message.dataset.message;
    field(answer, "words").value = words.slice(0, 300);
    show();
  };
  const show = () => {
    const turns = new Set(answers.map((one) => field(one, "turn").value));
    document.querySelectorAll("[data-message]").forEach((one) => one.toggleAttribute("data-picked", turns.has(one.dataset.message)));
  };
  document.addEventListener("mouseup", picked);
  form.addEventListener("focusin", (event) => { last = event.target.closest("[data-answer]") || last; });
  form.addEventListener("change", show);
  show();
})();
