// Keys, the jump box, the menu of small screens and forms that send themselves.
(function () {
  "use strict";
  const places = { o: "/", m: "/catalogue", a: "/ageing", p: "/process", g: "/gates", r: "/deployments", s: "/sources", d: "/todo" };
  let going = 0;

  function open(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) {
      dialog.showModal();
    }
  }

  function nextTeam() {
    const links = Array.from(document.querySelectorAll(".nav-teams a"));
    const current = links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = links[(current + 1) % links.length];
    if (next) {
      location.href = next.href;
    }
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const wentBefore = Date.now() - going < 1200;
    going = 0;
    if (wentBefore && event.key === "t") {
      nextTeam();
    } else if (wentBefore && places[event.key]) {
      location.href = places[event.key];
    } else if (event.key === "g") {
      going = Date.now();
    } else if (event.key === "/") {
      event.preventDefault();
      open("jump");
    } else if (event.key === "?") {
      open("help");
    } else if (event.key === "t") {
      window.throughlineTheme.toggle();
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      open(opener.dataset.open);
    }
    if (event.target.closest("[data-theme-toggle]")) {
      window.throughlineTheme.toggle();
    }
    const menu = event.target.closest("[data-menu]");
    if (menu) {
      const shown = menu.getAttribute("aria-expanded") === "true";
      menu.setAttribute("aria-expanded", String(!shown));
    }
    if (event.target.tagName === "DIALOG") {
      event.target.close();
    }
  });

  const box = document.querySelector("[data-jump]");
  const list = document.querySelector("[data-jump-list]");
  function matches() {
    return Array.from(list.children).filter((entry) => !entry.hidden);
  }
  if (box) {
    box.addEventListener("input", () => {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const entry of list.children) {
        const label = entry.textContent.toLowerCase();
        entry.hidden = !words.every((word) => label.includes(word));
      }
    });
    box.addEventListener("keydown", (event) => {
      const first = matches()[0];
      if (event.key === "Enter" && first) {
        event.preventDefault();
        location.href = first.querySelector("a").href;
      } else if (event.key === "ArrowDown" && first) {
        event.preventDefault();
        first.querySelector("a").focus();
      }
    });
    list.addEventListener("keydown", (event) => {
      const entries = matches();
      const at = entries.findIndex((entry) => entry.contains(document.activeElement));
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        const next = entries[at + step];
        (next ? next.querySelector("a") : box).focus();
      }
    });
  }

  for (const form of document.querySelectorAll("[data-picker]")) {
    form.querySelector("button").hidden = true;
    form.addEventListener("change", () => form.requestSubmit());
  }
  // The page's own address has no empty fields, so that equal views have equal addresses.
  document.addEventListener("formdata", (event) => {
    for (const [name, value] of Array.from(event.formData.entries())) {
      if (value === "") {
        event.formData.delete(name);
      }
    }
  });
})();
