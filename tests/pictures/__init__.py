"""The approved pictures of the charts of the site, and how a new drawing is compared with them.

Each chart has two, as it is drawn for wide and for narrow screens, in light colours. The fonts are those of
the drawing library, so machines draw alike. A picture differs visibly where more than `FEW` pixels differ by
more than `FAINT` in a colour: a digit that changes has some 20.
"""

import io
from pathlib import Path

import vl_convert
from PIL import Image, ImageChops

from reading.show.theme import resolve_colours

APPROVED = Path(__file__).parent
FAINT, FEW = 64, 10


def name_drawings(pages):
    """The SVG of each drawing, by the name of its picture. The landing page borrows its charts."""
    for page, parsed in pages.items():
        path = Path(page)
        place = path.parent.name if path.stem == "index" else path.stem
        for figure in parsed.select("figure.chart") if place else ():
            for drawing in figure.select(".drawing"):
                width = drawing["class"][-1]
                yield f"{place}.{figure['id'].removeprefix('chart-')}.{width}.png", str(drawing.svg)


def paint(svg):
    """A drawing as a picture."""
    page = svg.replace("<svg", '<svg style="background: white"', 1)
    png = vl_convert.svg_to_png(resolve_colours(page), scale=1)
    drawn = Image.open(io.BytesIO(png)).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn).convert("RGB")


def find_difference(old, new):
    """Where two pictures differ visibly, as a picture in black and white. None where they do not."""
    if old.size != new.size:
        return Image.new("L", new.size, 255)
    channels = ImageChops.difference(old, new).split()
    largest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    different = largest.point(lambda value: 255 * (value > FAINT))
    return different if different.histogram()[255] > FEW else None


def read_approved(name):
    """The approved picture of a name. None where there is none yet."""
    path = APPROVED / name
    return Image.open(path).convert("RGB") if path.exists() else None


def save(picture, path):
    """Write a picture, in few colours: it takes a third of the bytes."""
    picture.quantize(64).save(path, optimize=True)
