"""Which braces of a Markdown document are tags of templates."""

import pytest

from reading.documents.markup.markdown_text import read_markdown
from reading.documents.markup.template_tags import take_out_tags


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('Ask ({% link "a" %}) [the pilot]({% page "/b" %}){: .big} here.', "Ask () the pilot here."),
        ("## Ships {: .no_toc }\n\nThey wait.", "Ships\n\nThey wait."),
        ("Ships {.unnumbered}\n=====\n\nThey wait.", "Ships\n\n\nThey wait."),
        ("They wait {{< ref a >}}, {{- site.name -}} .", "They wait,  ."),
        ('{% include a.md\n  kind="b"\n%}\n\nThey wait.', "\n\n\n\nThey wait."),
        ("{% comment %}Not yet.{% endcomment %}They wait.", "They wait."),
    ],
)
def test_tags_are_left_out_and_lines_keep_their_numbers(markdown, text):
    read = read_markdown(markdown)
    assert read.text.rstrip("\n").split() == text.split()
    assert read.text.rstrip("\n").count("\n") == text.count("\n")


def test_tags_are_counted():
    assert read_markdown("{% a %} They {{ b }} wait.\n{: .c}\n").stripped == ["3 template tags"]
    assert take_out_tags("They {{ a }}{{ b }}wait.") == ("They wait.", 2)
    assert read_markdown("They wait.\n").stripped == []


@pytest.mark.parametrize(
    "markdown",
    [
        "`{{ a }}` or `` {% b %} ``.",
        "```\n{{ a }}\n```",
        "  ````a\n{{ a }}\n```\n{{ b }}\n  ````\n",
        "- ~~~\n      ~~~\n{{ a }}\n~~~ a\n",
        "- List:\n\n      ```\n      {{ a }}\n      ```\n",
        "{ref}`ships` {a: b}",
        r"$x^{{2}}$ $\frac{{1}}{2}$",
        r"$\mathbf{{x}}$ or $a = {{x}}$ or $${{ a }}$$",
        r"\mathbf{{x}} or {{0}} or {{-1}} or x{{a}}",
        r"\frac{a}{{b}}",
        "The set {: x > 0} is open.",
        "`<%= a %>` and <% b and <%% c %>.",
        "It is 50{% of it. The rate is 3%} or {% 3 %}.",
    ],
)
def test_braces_in_code_roles_and_formulas_are_no_tags(markdown):
    assert take_out_tags(markdown) == (markdown, 0)


def test_a_mark_that_nothing_closes_in_its_paragraph_is_text():
    markdown = "A sign {% stands here.\n\nThey `wait.\n\n{{ a }} It %} is` old.\n"
    assert take_out_tags(markdown) == (markdown.replace("{{ a }}", ""), 1)


def test_a_highlighted_block_is_code():
    markdown = "Type:\n\n{% highlight sh %}\nls {{ a }}\n{% endhighlight %}\n\nThey wait.\n"
    read = read_markdown(markdown)
    assert [line.text for line in read.lines if line.text] == ["Type:", "They wait."]
    assert read.stripped == ["1 code block"]


@pytest.mark.parametrize(
    "markdown",
    [
        "It costs $5 here, {{ a }}and $6 there.",
        "``` {{ a }}is``` code.",
        "```\nls\n   ```\n{{ a }}",
        "```a`b\n{{ a }}",
        "- A\n\n      ```\n      ls\n      ```\n{{ a }}",
    ],
)
def test_money_and_what_opens_no_code_keep_no_tag(markdown):
    tag = "{{ a }}"
    expected = (markdown, 0) if markdown.startswith("``` {{") else (markdown.replace(tag, ""), 1)
    assert take_out_tags(markdown) == expected


@pytest.mark.parametrize(
    "tag", ['{:a="b"}', "{:#a}", "{: .a}", "{:toc}", "{{'a'}}", "{{a}}", "{{.Title}}", "{%a%}", "<%= a %>"]
)
def test_a_tag_begins_with_a_word_or_a_quotation_mark(tag):
    assert take_out_tags(f"They wait. {tag}\n") == ("They wait. \n", 1)
