// Checks the answers to the questions in a page, without a server. Without this script each
// question still shows its answer under "Answer and explanation".
"use strict";
{
  /** @param {string} text @returns {number} a number as people write it: "1 000", "3,5", "3.5" */
  const readNumber = (text) => {
    const plain = text.trim().replace(/[\s\u00a0\u202f']/g, "").replace(",", ".").replace("−", "-");
    return plain === "" ? NaN : Number(plain);
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
    if (!choices.some((choice) => choice.checked)) return "Choose an answer.";
    return choices.every((choice) => choice.checked === (choice.value === "1"));
  };

  for (const form of document.querySelectorAll("form.question")) {
    const verdict = form.querySelector(".question-verdict");
    form.querySelector(".question-check").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const result = judge(form);
      const words = result === true ? "Right." : "Not yet. Try again, or open the answer.";
      verdict.textContent = typeof result === "string" ? result : words;
      form.dataset.state = typeof result === "string" ? "" : result ? "right" : "wrong";
      if (result === true) form.querySelector("details").open = true;
    });
    form.addEventListener("input", () => {
      verdict.textContent = "";
      form.dataset.state = "";
    });
  }
}
