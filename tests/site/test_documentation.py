"""The names in the code of a notebook lead to their documentation."""

from reading.site.documentation import list_documentation
from reading.site.pages.api import PAGE, list_names

TABLES, PACKAGE = "../about/tables.html", "../about/package.html"

DESCRIBED = (
    "reading.measures.keyness.keyness",
    "reading.show.agrees",
    "reading.show.show",
    "reading.tables.words",
)

CODE = """
import altair as alt
import numpy as np
import pandas as pd
from itertools import combinations
from nltk.collocations import BigramAssocMeasures
from scipy.stats import fisher_exact
from reading import tables
from reading.measures import keyness
from reading.show import agrees, show
frame = agrees(tables.words().merge(pd.concat([]), on="terms"), "terms-by-section")
agrees(keyness.keyness(frame, np.linalg.norm(1)), "document.tokens")
show(alt.Chart(frame).encode(alt.X("a", axis=alt.Axis())).transform_filter(alt.datum.b > 1), "sections")
BigramAssocMeasures.dice, fisher_exact, combinations
"""


def test_each_name_leads_to_where_its_library_describes_it():
    found = list_documentation(CODE, TABLES, PACKAGE, DESCRIBED)
    altair = "https://altair-viz.github.io/user_guide/generated"
    assert found == {
        "Altair": {
            "Axis": f"{altair}/core/altair.Axis.html",
            "Chart": f"{altair}/toplevel/altair.Chart.html",
            "X": f"{altair}/channels/altair.X.html",
        },
        "Package of this book": {
            "measures.keyness.keyness": f"{PACKAGE}#reading.measures.keyness.keyness",
            "show.agrees": f"{PACKAGE}#reading.show.agrees",
            "show.show": f"{PACKAGE}#reading.show.show",
            "tables.words": f"{PACKAGE}#reading.tables.words",
        },
        "NLTK": {
            "BigramAssocMeasures": "https://www.nltk.org/api/nltk.metrics.association.html"
            "#nltk.metrics.association.BigramAssocMeasures"
        },
        "NumPy": {"linalg.norm": "https://numpy.org/doc/stable/reference/generated/numpy.linalg.norm.html"},
        "pandas": {
            "concat": "https://pandas.pydata.org/docs/reference/api/pandas.concat.html",
            "DataFrame.merge": "https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.merge.html",
        },
        "Python": {"combinations": "https://docs.python.org/3/library/itertools.html#itertools.combinations"},
        "SciPy": {
            "stats.fisher_exact": "https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.fisher_exact.html"
        },
        "Tables of this book": {
            "document": f"{TABLES}#document",
            "terms-by-section": f"{TABLES}#terms-by-section",
        },
    }


def test_each_listed_name_of_the_package_is_described_on_its_page(pages):
    listed = {f"{module}.{name}" for module, names in list_names().items() for name in names}
    assert {tag["id"] for tag in pages[f"{PAGE}.html"].select("dt.sig")} == listed
