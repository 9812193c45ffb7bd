// Says a choice of days back in words, while it is being made. Without it the form asks just the same.
"use strict";

for (const part of document.querySelectorAll("[data-when]")) {
  const field = (name) => part.querySelector(`[name="${name}"]`);
  const chosen = (name) => part.querySelector(`[name="${name}"]:checked`);
  const said = part.querySelector("[data-when-said]");
  const words = part.dataset;
  const language = document.documentElement.lang || "nl";
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
  const dayName = (day) => new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(day);

  const firstDay = () => {
    const day = new Date(`${field("first_on").value}T00:00:00Z`);
    return Number.isNaN(day.getTime()) || day.getUTCFullYear() < 2000 ? null : day;
  };
  const position = (day) => {
    const number = Math.ceil(day.getUTCDate() / 7);
    return words.sayPositions.split(",")[Math.min(number, 5) - 1];
  };
  const label = (value, text) => {
    const choice = part.querySelector(`[name="how_often"][value="${value}"]`);
    const shown = choice && part.querySelector(`label[for="${choice.id}"]`);
    if (shown) shown.textContent = text;
  };
  // The same words twice would make people look for a difference; what was chosen always stays.
  const onlyWhereItDiffers = (first) => {
    const choice = part.querySelector('[name="how_often"][value="monthly_last"]');
    const row = choice && choice.closest(".choice");
    if (!row) return;
    const daysInMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    const date = first.getUTCDate();
    row.hidden = !choice.checked && (date > 28 || date <= daysInMonth - 7);
  };
  const days = (first) => {
    const picked = [...part.querySelectorAll('[name="days"]:checked')].map((box) =>
      part.querySelector(`label[for="${box.id}"]`).textContent.trim(),
    );
    if (!picked.length) return dayName(first);
    return new Intl.ListFormat(language, { type: "conjunction" }).format(picked);
  };
  const sentence = (how, first) => {
    const every = Number(field("every").value);
    const named = { days: days(first), number: every, day: dayName(first), which: position(first), date: first.getUTCDate() };
    if (how === "daily") return words.sayDaily;
    if (how === "weekly") return fill(words.sayWeekly, named);
    if (how === "every_n_weeks") return every > 1 ? fill(every === 2 ? words.sayEveryOther : words.sayWeeks, named) : "";
    if (how === "monthly_weekday") return fill(words.sayWeekday, named);
    if (how === "monthly_last") return fill(words.sayWeekday, { ...named, which: words.sayPositions.split(",")[4] });
    if (how === "monthly_date") return fill(words.sayDate, named);
    return "";
  };
  const tell = () => {
    const first = firstDay();
    const how = chosen("how_often");
    if (first) {
      for (const value of ["monthly_weekday", "monthly_last", "monthly_date"]) label(value, sentence(value, first));
      onlyWhereItDiffers(first);
    }
    const text = first && how ? sentence(how.value, first) : "";
    said.textContent = text ? text[0].toUpperCase() + text.slice(1) : "";
    said.hidden = !text;
  };
  part.addEventListener("input", tell);
  part.addEventListener("change", tell);
  tell();
}

// Who gives the time it starts mostly means two hours: a suggestion, only where nothing stands yet.
for (const starts of document.querySelectorAll('[data-when] [name="starts"]')) {
  starts.addEventListener("change", () => {
    const ends = starts.form.elements.namedItem("ends");
    const [hour, minute] = starts.value.split(":").map(Number);
    if (ends && !ends.value && hour >= 0 && hour < 22) {
      ends.value = `${String(hour + 2).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
    }
  });
}
