// Checks the answers to the questions in a page, without a server, and prints them at its end.
// Without this script each question still shows its answer under "Answer and explanation".
"use strict";
{
  /** @param {string} text @returns {number} a number as people write it: "1 000", "3,5", "3.5" */
  const readNumber = (text) => {
    const plain = text.trim().replace(/[\s\u00a0\u202f']/g, "").replace(",", ".").replace("−", "-");
    return plain === "" ? NaN : Number(plain);
  };

  /**
   * What is said of what was given: of its number, or of the wrong choices that are marked.
   * @param {HTMLFormElement} form @returns {Node[]}
   */
  const said = (form) => {
    const field = form.querySelector("input[type=text]");
    const choices = [...form.querySelectorAll(".question-choice input")];
    return [...form.querySelectorAll(".question-line")]
      .filter(({ dataset: { given } }) => {
        if (field) return Math.abs(readNumber(field.value) - Number(given)) <= 1e-9;
        const choice = choices[Number(given)];
        return choice.checked && choice.value === "0";
      })
      .flatMap((line) => [" ", ...line.querySelector(".question-said").cloneNode(true).childNodes]);
  };

  /** @param {HTMLFormElement} form @returns {boolean | string} right, wrong, or what is missing */
  const judge = (form) => {
    if (form.dataset.kind === "number") {
      const given = readNumber(form.querySelector("input").value);
      if (Number.isNaN(given)) return "Write a number.";
      const error = Math.abs(given - Number(form.dataset.answer));
      return error <= Number(form.dataset.tolerance) + 1e-9;
    }
    const choices = [...form.querySelectorAll(".question-choice input")];
    const marked = choices.filter((choice) => choice.checked);
    if (!marked.length) return "Choose an answer.";
    const right = choices.filter((choice) => choice.value === "1").length;
    if (marked.some((choice) => choice.value === "0")) return false;
    return marked.length === right || "What you have marked is right, and something is missing.";
  };

  for (const form of document.querySelectorAll("form.question")) {
    const verdict = form.querySelector(".question-verdict");
    form.querySelector(".question-check").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const result = judge(form);
      const hints = result === false ? said(form) : [];
      if (typeof result === "string") verdict.textContent = result;
      else if (result) verdict.textContent = "Right.";
      else if (hints.length) verdict.replaceChildren("Not yet.", ...hints, " Try again.");
      else verdict.textContent = "Not yet. Try again, or open the answer.";
      form.dataset.state = typeof result === "string" ? "" : result ? "right" : "wrong";
      if (result === true) form.querySelector("details").open = true;
    });
    form.addEventListener("input", () => {
      verdict.textContent = "";
      form.dataset.state = "";
    });
  }

  /** @param {string} name @param {...(Node | string)} children */
  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };

  const questions = [...document.querySelectorAll("form.question fieldset")];
  const answers = questions.map((question) => question.querySelector("details"));
  addEventListener("beforeprint", () => {
    for (const chapter of document.querySelectorAll("article:has(form.question)")) {
      const own = [...chapter.querySelectorAll("form.question details")];
      const list = element("ol", ...own.map((answer) => element("li", answer)));
      const section = element("section", element("h2", "Answers"), list);
      section.className = "answers";
      chapter.append(section);
    }
  });
  addEventListener("afterprint", () => {
    questions.forEach((question, i) => question.append(answers[i]));
    for (const section of document.querySelectorAll(".answers")) section.remove();
  });
}
