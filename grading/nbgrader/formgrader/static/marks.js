/** Marks for the answers to one question, saved as they are typed. */
import { ask } from "./ask.js";

const api = document.body.dataset.api;
const articles = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article")]);
const count = /** @type {HTMLElement} */ (document.querySelector("header [role=status]"));

/** @param {HTMLElement} article @param {() => Promise<unknown>} save */
async function saving(article, save) {
  const told = /** @type {HTMLOutputElement} */ (article.querySelector("output"));
  told.textContent = "saving …";
  try {
    await save();
    told.textContent = "saved";
  } catch (error) {
    told.textContent = `not saved: ${/** @type {Error} */ (error).message}`;
  }
  const waiting = articles.filter((each) => each.classList.contains("course-waits")).length;
  count.textContent = `${waiting} of ${articles.length} answers wait for a mark`;
}

articles.forEach((article, place) => {
  const points = /** @type {HTMLInputElement} */ (article.querySelector("input"));
  const comment = /** @type {HTMLTextAreaElement} */ (article.querySelector("textarea"));
  points.addEventListener("change", () =>
    saving(article, async () => {
      const score = points.value === "" ? null : Number(points.value);
      const grade = await ask(`${api}grade/${article.dataset.grade}`, "PUT", { manual_score: score, extra_credit: null });
      article.classList.toggle("course-waits", grade.needs_manual_grade);
    }),
  );
  comment.addEventListener("change", () =>
    saving(article, () => ask(`${api}comment/${article.dataset.comment}`, "PUT", { manual_comment: comment.value })),
  );
  points.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    points.blur();
    articles[place + 1]?.querySelector("input")?.focus();
  });
});

articles.find((article) => article.classList.contains("course-waits"))?.querySelector("input")?.focus();
