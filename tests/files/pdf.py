"""Writes a PDF by hand: lines of text in one column, each with its size."""

LEADING = 1.2

COLUMN = 200
"""Points from the start of a column to that of the next."""


def write_pdf(pages, *, title="", bookmarks=(), drawn=(), links=()):
    """Return a PDF file. Each page is a list of lines, each a text and its size in points.

    Between lines of different sizes there is room for two lines. A tab parts the columns of a line.
    A bookmark is a text and the number of its page. What stands between two pairs of asterisks is bold.

    drawn: operations that draw on each page, such as "60 700 80 0.5 re f"
    links: rectangles of each page that are links, each with its left, bottom, right and top
    """
    bold = FONT.replace("Helvetica", "Helvetica-Bold")
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", FONT]
    notes = "".join(
        f"<< /Type /Annot /Subtype /Link /Rect [{' '.join(map(str, rectangle))}] >> " for rectangle in links
    )
    kids = []
    for lines in pages:
        operations, bottom, last = [], 800.0, 0
        for text, size in lines:
            bottom -= LEADING * size * (1 if size == last else 3)
            last = size
            shown = text.replace("\ufb01", "\\256").replace("(", r"\(").replace(")", r"\)")
            for column, part in enumerate(shown.split("\t")):
                left = 60 + COLUMN * column
                pieces = [
                    f"/F{number % 2 + 1} {size} Tf ({piece}) Tj"
                    for number, piece in enumerate(part.split("**"))
                ]
                operations.append(f"BT 1 0 0 1 {left} {bottom:g} Tm {' '.join(pieces)} ET")
        operations += drawn
        stream = "\n".join(operations)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        contents = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Contents {contents} 0 R "
            f"/Annots [{notes}] /Resources << /Font << /F1 3 0 R /F2 {bold} >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    first = len(objects) + 2
    for number, (text, page) in enumerate(bookmarks, first):
        following = f"/Next {number + 1} 0 R" if number - first + 1 < len(bookmarks) else ""
        objects.append(f"<< /Title ({text}) /Parent {first - 1} 0 R /Dest [{kids[page]} /Fit] {following} >>")
    if bookmarks:
        ends = f"/First {first} 0 R /Last {first + len(bookmarks) - 1} 0 R"
        objects.insert(first - 2, f"<< /Type /Outlines {ends} >>")
        objects[0] = f"<< /Type /Catalog /Pages 2 0 R /Outlines {first - 1} 0 R >>"
    objects.append(f"<< /Title ({title}) >>")
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    entries = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R"
    trailer = f"trailer\n<< {entries} >>\nstartxref\n{len(data)}\n%%EOF\n"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    return data + f"{head}{table}{trailer}".encode("latin-1")


FONT = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
    "/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [174 /fi] >> >>"
)
"""A font that every reader has. Character 174 is the ligature of f and i."""
