"""What of a page is hard to read, as axe-core finds it."""

from tests.tools.places import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
# What holds is not described: of a long chapter that takes half of the time.
RUN = """async ([place, options]) => {
  const brief = { resultTypes: ["violations"], selectors: false };
  return (await axe.run(place, { ...brief, ...options })).violations;
}"""
RULES = ["color-contrast", "link-in-text-block"]


def hard_to_read(page) -> set[str]:
    """Words with too little contrast, and links that only their colour tells from the text."""
    page.evaluate(AXE)
    options = {"runOnly": {"type": "rule", "values": RULES}}
    found = page.evaluate(RUN, [{"exclude": []}, options])
    return {f"{each['id']}: {node['html'][:99]}" for each in found for node in each["nodes"]}
