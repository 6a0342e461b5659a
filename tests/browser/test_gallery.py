"""Pictures in Chromium: dropped, described, cut around their focal point; by mouse, by keyboard, without a script."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SLUG = "wego-general-assembly-2014"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})
DROP = """([box, files]) => {
  const held = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    held.items.add(new File([bytes], name, { type }));
  }
  for (const kind of ["dragenter", "dragover", "drop"])
    box.dispatchEvent(new DragEvent(kind, { dataTransfer: held, bubbles: true, cancelable: true }));
}"""


def _picture(name: str, size: tuple[int, int] = (900, 600)) -> list[str]:
    return [name, "image/png", base64.b64encode(make.picture_file(size=size).read()).decode()]


def _photographs(page: Page, portal: str) -> str:
    """Opens the page "Photographs" of the event from the event's form; gives its address."""
    page.goto(f"{portal}/admin/events/event/?q={SLUG}")
    page.locator("#result_list tbody tr:first-child th a").click()
    link = page.locator('a[href$="/photos/"]').first
    page.goto(portal + str(link.get_attribute("href")))
    return page.url


def _violations(page: Page) -> dict[str, Any]:
    found = Axe().run(page, options=RULES).response["violations"]
    return {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found}


def test_dropped_pictures_are_described_and_seen(desk: Page, portal: str) -> None:
    address = _photographs(desk, portal)
    page = ["page.jpg", "image/jpeg", base64.b64encode(b"<html><script>x()</script></html>").decode()]
    box = desk.locator(".drop").element_handle()
    desk.evaluate(DROP, [box, [_picture("one.png"), page, _picture("two.png")]])
    desk.get_by_text("2 pictures added, 1 not taken").wait_for()
    assert desk.locator(".upload-files .kept").count() == 2
    assert desk.locator(".upload-files .refused").inner_text() == (
        "“page.jpg” is a web page, not a JPEG, PNG or WebP picture. Choose a picture: JPEG, PNG or WebP."
    )
    desk.get_by_role("link", name="Describe them now").click()
    desk.locator(".waiting > li").nth(1).wait_for()
    first, second = desk.locator(".waiting > li").all()
    first.get_by_label("Alternative text").fill("Mayors of four cities sign the charter")
    first.get_by_label("Credit").fill("WeGO")
    second.get_by_label("Decorative").check()
    desk.get_by_role("button", name="Add to the gallery").click()
    desk.get_by_text("2 pictures are on the event’s public page now.").wait_for()
    desk.goto(f"{portal}/events/{SLUG}/")
    shown = desk.locator("#photographs img")
    assert shown.count() == 2
    assert shown.first.get_attribute("alt") == "Mayors of four cities sign the charter"
    shown.first.scroll_into_view_if_needed()
    desk.wait_for_function(
        "[...document.querySelectorAll('#photographs img')].every(i => i.complete && i.naturalWidth)"
    )
    for size in SIZES:
        desk.set_viewport_size(size)  # type: ignore[arg-type]
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert _violations(desk) == {}
    desk.set_viewport_size(SIZES[0])  # type: ignore[arg-type]
    desk.goto(address)
    assert desk.locator(".shown-photos li").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_for_pictures_keep_the_rules_of_accessibility(
    signed_in: Callable[..., BrowserContext], portal: str, scheme: str, tmp_path: Path
) -> None:
    (tmp_path / "rules.png").write_bytes(make.picture_file(size=(400, 300)).read())
    for size in SIZES:
        page = signed_in(viewport=size, color_scheme=scheme).new_page()
        address = _photographs(page, portal)
        page.set_input_files("#pictures", tmp_path / "rules.png")
        page.get_by_text("1 picture added").wait_for()
        assert _violations(page) == {}
        page.goto(address)
        assert page.locator(".waiting > li").count() >= 1
        assert _violations(page) == {}
        page.locator(".waiting .shown").first.click()
        page.locator("[data-focus]").wait_for()
        assert _violations(page) == {}
        page.goto(f"{portal}/admin/events/picture/")
        assert _violations(page) == {}


def _new_picture(page: Page, portal: str, path: Path) -> None:
    path.write_bytes(make.picture_file(size=(900, 600)).read())
    page.goto(f"{portal}/admin/events/picture/add/")
    page.set_input_files("#id_original", path)
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.locator("[data-focus] img").wait_for()


def test_focal_point_is_chosen_by_keyboard(desk: Page, portal: str, tmp_path: Path) -> None:
    _new_picture(desk, portal, tmp_path / "keyboard.png")
    desk.get_by_label("middle centre").focus()
    desk.keyboard.press("ArrowRight")
    assert desk.get_by_label("middle right").is_checked()
    desk.get_by_role("button", name="Save and continue editing").first.click()
    assert desk.get_by_label("middle right").is_checked()


def test_focal_point_is_chosen_by_a_click(desk: Page, portal: str, tmp_path: Path) -> None:
    _new_picture(desk, portal, tmp_path / "mouse.png")
    box = desk.locator("[data-focus] img").bounding_box()
    assert box is not None
    desk.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.25)
    desk.get_by_role("button", name="Save and continue editing").first.click()
    assert desk.locator(".focus-exact input").is_checked()
    left, top = desk.locator(".focus-exact b").inner_text().split(",")
    assert (abs(int(left) - 70) <= 1, abs(int(top) - 25) <= 1) == (True, True)


def test_pictures_are_taken_without_a_script(
    signed_in: Callable[..., BrowserContext], portal: str, tmp_path: Path
) -> None:
    paths = [tmp_path / "plain.png", tmp_path / "broken.png"]
    paths[0].write_bytes(make.picture_file(size=(300, 200)).read())
    paths[1].write_bytes(b"")
    page = signed_in(java_script_enabled=False).new_page()
    _photographs(page, portal)
    page.set_input_files("#pictures", paths)
    page.get_by_role("button", name="Upload").click()
    said = page.locator(".messagelist").inner_text()
    assert "“plain.png” is in the library and waits for its words below." in said
    assert "“broken.png” is empty. Choose the file again." in said
