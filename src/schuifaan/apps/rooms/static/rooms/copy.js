// Copies the link by one press; without a script it can be selected and copied by hand.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // Without leave for the clipboard, the old way: what is selected.
      document.execCommand("copy");
    }
    document.getElementById("text-copied").textContent = button.dataset.copied;
    button.querySelector("span").textContent = button.dataset.copied;
  });
}
