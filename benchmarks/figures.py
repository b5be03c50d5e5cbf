"""The figures beside ConvNetJS, in headless Chromium, both in one page.

Wall-clock time, for the work is a browser's; ours and theirs take turns, so that a busy machine
slows both alike. ConvNetJS 0.3.0 comes from the npm registry, for this table alone.
"""

import gzip
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import Page, sync_playwright

from benchmarks.timing import Row, row
from course_lib.figures import Figure
from course_lib.figures.widget import scripts_of
from website.tools import find_chromium

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "_build" / "bench"
FIGURES = ROOT / "course_lib" / "figures"
SCRIPTS = ["playground.bundle.js", "player.bundle.js", "mount.bundle.js"]
TRAINED = {
    "2-20-20-2": {"hidden": [20, 20]},
    "6 × 50 units on 400 points": {"hidden": [50] * 6, "activations": ["tanh"] * 6, "n": 400},
}
NETS = {"2-6-2-2": [6, 2], "2-20-20-2": [20, 20]}
FIRST = """(jump) => new Promise((done) => {
  const place = document.querySelector("[data-figure]");
  const inView = () => place.getBoundingClientRect().top < innerHeight;
  let start = 0;
  const painted = (canvas) => {
    const [x, y] = [canvas.width / 3, canvas.height / 3];
    return canvas.getContext("2d").getImageData(x, y, 1, 1).data[3] > 0;
  };
  const pictures = () => [...place.querySelectorAll("canvas, svg")];
  const drawnOn = (picture) => picture.matches("svg") || painted(picture);
  const shows = () => "alive" in place.dataset && pictures().some(drawnOn);
  const seen = () => (shows() ? setTimeout(drawn) : requestAnimationFrame(seen));
  const drawn = () => done(performance.now() - start);
  const read = () => {
    scrollBy(0, jump ? 1e6 : innerHeight);
    if (!inView()) return setTimeout(read, 500); // a reader's screen, at the least
    start = performance.now();
    seen();
  };
  read();
})"""
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
FRAMES = """(frames) => new Promise((done) => {
  const times = [];
  const tick = (now) => {
    times.push(now);
    if (times.length <= frames) requestAnimationFrame(tick);
    else done(times.slice(1).map((t, i) => t - times[i]).sort((a, b) => a - b));
  };
  requestAnimationFrame(tick);
})"""


def prepare() -> None:
    """Write the page: ConvNetJS, our engine, and what measures them."""
    convnet = WORK / "node_modules/convnetjs/build/convnet-min.js"
    if not convnet.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        options = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        npm = ["npm", "install", "--prefix", str(WORK), *options, "convnetjs@0.3.0"]
        subprocess.run(npm, check=True)
    esbuild = [str(ROOT / "node_modules/.bin/esbuild"), str(ROOT / "benchmarks/figures.js")]
    output = f"--outfile={WORK / 'figures.js'}"
    options = ["--bundle", "--format=iife", "--global-name=bench", "--log-level=error", output]
    subprocess.run([*esbuild, *options], check=True)
    subprocess.run(["node", FIGURES / "hosts/build.js"], check=True)
    (WORK / "bench.html").write_text(
        '<!doctype html><meta charset="utf-8"><body></body>'
        f'<script src="{convnet}"></script><script src="figures.js"></script>'
    )
    for name in SCRIPTS:
        shutil.copy(FIGURES / name, WORK)
    tags = "".join(f'<script src="{name}"></script>' for name in SCRIPTS)
    for name, settings in TRAINED.items():
        state = json.dumps({"settings": settings})
        (WORK / f"{name}.html").write_text(
            '<!doctype html><meta charset="utf-8">'
            f"<div data-figure=\"playground\" data-state='{state}'></div>{tags}"
        )


class Quiet(SimpleHTTPRequestHandler):
    """A server that does not write what it is asked."""

    def log_message(self, *args: object) -> None:
        """Write nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, for a page from a file may start no worker; its address."""
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def slow_frame(page: Page) -> float:
    """Let the playground train; the 95th percentile of the times between its frames."""
    page.get_by_role("button", name="Run", exact=True).click()
    page.wait_for_timeout(1000)
    frames = page.evaluate(FRAMES, 600)
    return float(frames[int(0.95 * len(frames))])


def first_picture(page: Page, figure: Figure, jump: bool) -> float:
    """Come to a figure far below, at once or screen by screen; milliseconds until it is drawn."""
    data, _ = figure._repr_mimebundle_()
    far = '<!doctype html><meta charset="utf-8"><p style="height: 500vh"></p>'
    scripts = [f'<script src="{path.as_uri()}"></script>' for path in scripts_of(figure.figure)]
    path = WORK / f"{figure.figure}.html"
    path.write_text(far + data["text/html"] + "".join(scripts))
    page.goto(path.as_uri())
    return float(page.evaluate(FIRST, jump))


def rows() -> Iterator[Row]:
    prepare()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        page = browser.new_page()
        page.goto((WORK / "bench.html").as_uri())
        for name, hidden in NETS.items():
            ours, theirs = page.evaluate("(h) => bench.training(h, h[0] > 6 ? 10 : 50)", hidden)
            yield row("figures", f"training, {name}", "ConvNetJS", "µs/example", ours, theirs, 3)
        for name, hidden in NETS.items():
            ours, theirs = page.evaluate("(h) => bench.drawing(h)", hidden)
            bar = 4 if name == "2-6-2-2" else None
            yield row("figures", f"both pictures, {name}", "ConvNetJS", "ms", ours, theirs, bar)
        with served(WORK) as server:
            for host, address in {"a worker": server, "the page": WORK.as_uri()}.items():
                for name in TRAINED:
                    page.goto(f"{address}/{name}.html")
                    slow = slow_frame(page)
                    workload = f"95th percentile of frames, {name} trained in {host}"
                    yield row("figures", workload, "limit", "ms", slow, 20, 1)
        for way, jump in {"scrolled to": False, "jumped to": True}.items():
            first, name = max(
                (median(first_picture(page, kind(), jump) for _ in range(5)), kind.__name__)
                for kind in Figure.__subclasses__()
            )
            yield row("figures", f"first picture, {name} {way}", "limit", "ms", first, 100, 1)
        browser.close()
    size = sum(len(gzip.compress(p.read_bytes(), 9)) for p in FIGURES.glob("*.bundle.js"))
    yield row("figures", "all scripts, gzipped", "limit", "kB", size / 1000, 75, 1)
