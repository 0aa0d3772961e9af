"""Neo4j Browser in a headless Chromium: connect, drop files on it, run favourites, take pictures."""

from __future__ import annotations

import base64
import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as LateError

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SIZE = {"width": 1400, "height": 900}
PATIENCE = 120_000  # milliseconds: other tests run beside
TRIES = 3
DROP = """([name, data]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name));
  const target = (document.querySelector('#mount') || document.body).firstElementChild;
  for (const kind of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""


PLACES = "all => all.map(node => (node.getAttribute('transform') || '').replace(/[.]\\d+/g, '')).join(' ')"


def by(name: str) -> str:
    """The selector of a part of the Browser."""
    return f"[data-testid={name}]"


class Neo4jBrowser:
    """One window of Neo4j Browser, connected to a store."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []  # of the page itself: after one, it leaves a picture as it is
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def connect(self, url: str, address: str, *, database: str = "", user: str = "", password: str = "") -> None:
        """Open the page and connect as a person does, by the form; a server without passwords connects by itself."""
        page = self.page
        page.goto(url)
        page.wait_for_selector(by("boltaddress"), timeout=PATIENCE)
        page.wait_for_timeout(1500)
        if page.query_selector("text=/working connection/i") is None or database:
            scheme, place = address.split("://")
            page.select_option(by("bolt-scheme-select"), f"{scheme}://")
            page.fill(by("boltaddress"), place)
            if database:
                page.fill(by("database"), database)
            if user:
                page.fill(by("username"), user)
                page.fill(by("password"), password)
            else:
                page.select_option(by("authenticationMethod"), "NO_AUTH")
            page.click(by("connect"))
        page.wait_for_selector("text=/You are connected|working connection/i", timeout=PATIENCE)

    def drop(self, path: Path) -> None:
        """Drop a file on the window."""
        self.page.evaluate(DROP, [path.name, base64.b64encode(path.read_bytes()).decode()])
        self.page.wait_for_timeout(1500)

    def run_command(self, command: str) -> None:
        """Type a command into the editor and run it."""
        self.page.click(".monaco-editor >> nth=0")
        self.page.keyboard.type(command, delay=5)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+Enter")
        self.page.locator(by("frame")).first.locator(by("frameCommand")).filter(has_text=command).wait_for(
            timeout=PATIENCE
        )

    def open_favourites(self, folder: str) -> None:
        """Open the list of favourites and a folder in it."""
        self.page.click(by("navigationFavorites"))
        self.page.click(f'text="{folder}" >> nth=0')
        self.page.wait_for_timeout(500)

    def run_favourite(self, title: str, *, until: str = "") -> str:
        """Run a favourite and return what its frame shows when the answer is there, and the text `until` in it."""
        frame = self.page.locator(by("frame")).first
        command = frame.locator(by("frameCommand")).filter(has_text=title)
        for _ in range(TRIES):  # on a busy machine "Run" may come before the editor has the favourite
            self.page.click(f'text="{title}"')
            self.page.click(by("editor-Run"))
            with contextlib.suppress(LateError):
                command.wait_for(timeout=PATIENCE // TRIES)
                break
        command.wait_for(timeout=PATIENCE // TRIES)
        frame.locator(by("frameContents")).filter(has_text=until).wait_for(timeout=PATIENCE)
        return str(frame.inner_text())

    def find_captions(self) -> list[str]:
        """The captions of the nodes that the newest frame draws."""
        frame = self.page.locator(by("frame")).first
        frame.locator("svg g.node").first.wait_for(timeout=PATIENCE)
        self._wait_until_still(frame)
        return [" ".join((node.text_content() or "").split()) for node in frame.locator("svg g.node").all()]

    def _wait_until_still(self, frame: Locator) -> None:
        """Wait until the nodes have found their places, which takes longer on a busy machine."""
        before, end = "", time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            places = str(frame.locator("svg g.node").evaluate_all(PLACES))
            if places == before:
                return
            before = places
            self.page.wait_for_timeout(1500)

    def close_notice(self) -> None:
        """Close the notice on what the Browser collects, which it shows where a server does not switch that off."""
        notice = self.page.locator("text=/^To help make Neo4j Browser better/")
        if notice.count():
            notice.locator("xpath=following-sibling::span").click()
            notice.wait_for(state="detached", timeout=PATIENCE)


@contextlib.contextmanager
def open_browser(profile: Path) -> Iterator[Neo4jBrowser]:
    """Start Chromium with an empty profile; nothing is left running."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise RuntimeError("Chromium is missing; run make test, which installs it, or install the package chromium")
    with sync_playwright() as play:
        context = play.chromium.launch_persistent_context(
            profile, executable_path=program, headless=True, args=list(OPTIONS), viewport=SIZE
        )
        try:
            yield Neo4jBrowser(context.pages[0])
        finally:
            context.close()
