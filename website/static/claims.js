// The switch for the marks of the lecture's claims; theme.js shows them as it was left.
"use strict";
{
  const { dataset } = document.body;
  const box = document.querySelector(".claims-switch input");
  box.parentElement.hidden = false;
  box.checked = dataset.claims === "shown";
  box.addEventListener("change", () => {
    dataset.claims = box.checked ? "shown" : "hidden";
    localStorage.setItem("claims", dataset.claims);
    const address = new URL(location.href);
    if (box.checked) address.searchParams.set("claims", "shown");
    else address.searchParams.delete("claims");
    history.replaceState(null, "", address);
  });
}
