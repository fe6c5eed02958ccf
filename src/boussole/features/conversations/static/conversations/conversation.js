// Lights a passage with whatever speaks of it, and the reverse. The page says the same without this file.
"use strict";

(() => {
  const about = (element) =>
    (element.dataset.of || element.dataset.lights || "").split(" ").filter(Boolean);

  const each = (keys, act) => {
    for (const key of keys) {
      const name = CSS.escape(key);
      document.querySelectorAll(`[data-of~="${name}"], [data-lights~="${name}"]`).forEach(act);
    }
  };

  const lit = (element) => element.closest("[data-of], [data-lights]");
  const light = (element) => each(about(element), (one) => one.setAttribute("data-lit", ""));
  const dim = (element) => each(about(element), (one) => one.removeAttribute("data-lit"));

  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => { const one = lit(event.target); if (one) light(one); });
    document.addEventListener(leave, (event) => { const one = lit(event.target); if (one) dim(one); });
  }

  // A passage leads to what explains it: open it when it is folded.
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
