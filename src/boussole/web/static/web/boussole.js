// Keyboard shortcuts. Every page works without this file.
"use strict";

(() => {
  const typing = (element) =>
    element instanceof HTMLElement && (element.isContentEditable || element.matches("input, select, textarea"));

  let waitingForPlace = false;
  let timer = 0;

  const goTo = (key) => {
    const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    if (link) link.click();
  };

  const moveInList = (step) => {
    const rows = [...document.querySelectorAll("a[data-row-link]")];
    if (!rows.length) return;
    const here = rows.indexOf(document.activeElement);
    const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + step));
    rows[next].focus();
  };

  // On a narrow screen the places scroll sideways: begin with the current one in sight.
  document.querySelector('.rail-link[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (waitingForPlace) {
      waitingForPlace = false;
      clearTimeout(timer);
      goTo(event.key);
      return;
    }
    if (event.key === "g") {
      waitingForPlace = true;
      timer = setTimeout(() => { waitingForPlace = false; }, 1200);
    } else if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key === "?") {
      document.getElementById("shortcuts")?.showModal();
    } else if (event.key === "j") {
      moveInList(1);
    } else if (event.key === "k") {
      moveInList(-1);
    }
  });
})();
