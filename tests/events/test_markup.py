"""The tree of elements: what is read is written again."""

import pytest

from events.markup import Node, read, written


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="x" style="color:red">a <b>b</b><br>c &amp; d</p>',
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
        "words",
    ],
)
def test_markup_is_written_as_it_was_read(markup: str) -> None:
    assert written(read(markup).children) == markup


def test_scripts_comments_and_strange_elements_are_not_read() -> None:
    assert written(read("<o:p>a</o:p><!-- b --><script>c</script><xml>d</xml><title>e</title>").children) == "a"


def test_what_lies_too_deep_is_read_flat() -> None:
    node, depth = read("<span>" * 500 + "a"), 0
    while isinstance(node.children[0], Node):
        node, depth = node.children[0], depth + 1
    assert (depth, node.text()) == (100, "a")


def test_first_characters_are_cut_over_several_elements() -> None:
    node = read("<p><b>1.</b> <i>one</i></p>")
    assert node.cut(4) == 0
    assert node.text() == "ne"
