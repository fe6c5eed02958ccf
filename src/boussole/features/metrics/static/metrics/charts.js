// Draws each chart when it comes near. The page says everything in words without this file.
const OPTIONS = {
  ast: true,
  actions: false,
  renderer: "svg",
  defaultStyle: false,
  // Errors only: a layer without data yet is not worth a word in the console.
  logLevel: 1,
  tooltip: { theme: "custom", disableDefaultStyle: true },
};

const draw = (place) => {
  const data = document.getElementById(place.dataset.chart);
  if (!data || place.dataset.drawn) return;
  place.dataset.drawn = "true";
  window.vegaEmbed(place, JSON.parse(data.textContent), OPTIONS).catch((problem) => {
    delete place.dataset.drawn;
    console.error(problem);
  });
};

const near = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
    near.unobserve(entry.target);
    draw(entry.target);
  }),
  { rootMargin: "600px" },
);

const look = (root) => root.querySelectorAll("[data-chart]").forEach((place) => near.observe(place));
look(document);
document.addEventListener("htmx:afterSettle", (event) => look(event.target));
