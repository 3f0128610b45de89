// Keeps an open page true: the server says that numbers may have moved, the page asks for itself
// again and takes over only those parts that differ. Focus, scroll and open tables stay.
(function () {
  "use strict";
  const GATHER = 300;
  const APART = 1000;
  const SILENCE = 40000;
  const state = document.querySelector("[data-live-state]");
  const text = document.querySelector("[data-live-text]");
  let timer = 0;
  let running = false;
  let again = false;
  let asked = 0;
  let heard = Date.now();

  function show(name, words) {
    if (state && state.dataset.liveState !== name) {
      state.dataset.liveState = name;
      text.textContent = words;
    }
  }

  // What is told meanwhile waits for the same refresh: a steady stream must not put it off for ever.
  // A page that is about persons is asked for by persons alone, since each look at it is kept.
  function later() {
    if (document.querySelector("[data-still]")) {
      return;
    }
    timer = timer || setTimeout(refresh, Math.max(GATHER, asked + APART - Date.now()));
  }

  async function refresh() {
    timer = 0;
    if (running || document.hidden) {
      again = true;
      return;
    }
    running = true;
    again = false;
    asked = Date.now();
    try {
      const answer = await fetch(location.href, { headers: { "Throughline-Fragment": "live" } });
      if (answer.ok) {
        take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch (unreachable) {
      show("lost", "Reconnecting");
    } finally {
      running = false;
      if (again) {
        later();
      }
    }
  }

  function take(fresh) {
    for (const part of document.querySelectorAll("[data-live]")) {
      const next = fresh.querySelector('[data-live="' + CSS.escape(part.dataset.live) + '"]');
      if (!next) {
        continue;
      }
      if (part.dataset.chart) {
        takeChart(part, next);
      } else if (part.innerHTML !== next.innerHTML) {
        takePart(part, next);
      }
    }
  }

  function takePart(part, next) {
    const before = Array.from(part.querySelectorAll("[data-n]"), (n) => n.textContent);
    const links = Array.from(part.querySelectorAll("a, button, summary"));
    const focused = links.indexOf(document.activeElement);
    const open = Array.from(part.querySelectorAll("details[open][id]"), (fold) => fold.id);
    part.className = next.className;
    part.replaceChildren(...document.adoptNode(next).childNodes);
    open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
    const after = part.querySelectorAll("[data-n]");
    after.forEach((n, i) => {
      if (before[i] !== undefined && before[i] !== n.textContent) {
        n.classList.add("changed");
        setTimeout(() => n.classList.remove("changed"), 1600);
      }
    });
    const target = focused < 0 ? null : part.querySelectorAll("a, button, summary")[focused];
    if (target) {
      target.focus({ preventScroll: true });
    }
    if (window.htmx) {
      window.htmx.process(part);
    }
  }

  function takeChart(part, next) {
    const island = part.querySelector("[data-island]");
    const fresh = next.querySelector("[data-island]");
    if (island.textContent === fresh.textContent) {
      return;
    }
    island.textContent = fresh.textContent;
    part.querySelector("figcaption").replaceChildren(...next.querySelector("figcaption").childNodes);
    part.querySelector("table").replaceChildren(...next.querySelector("table").childNodes);
    document.dispatchEvent(new CustomEvent("throughline:chart", { detail: part }));
  }

  function listen() {
    const events = new EventSource("/events");
    let opened = false;
    events.addEventListener("open", () => {
      heard = Date.now();
      show("live", "Live");
      if (opened) {
        later();
      }
      opened = true;
    });
    events.addEventListener("beat", () => {
      heard = Date.now();
      show("live", "Live");
    });
    events.addEventListener("change", (event) => {
      heard = Date.now();
      show("live", "Live");
      const change = JSON.parse(event.data);
      if (change.everything || change.teams.length > 0 || document.documentElement.dataset.section === "sources") {
        later();
      }
    });
    events.addEventListener("error", () => show("lost", "Reconnecting"));
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && again) {
      later();
    }
  });
  setInterval(() => {
    if (Date.now() - heard > SILENCE) {
      show("lost", "Reconnecting");
    }
  }, 5000);
  if (state) {
    listen();
  }
})();
