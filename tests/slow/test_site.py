"""The site as visitors see it: built, opened in a browser at two widths, looked at by axe."""

import functools
import http.server
import re
import resource
import shutil
import subprocess
import sys
import threading
import zipfile
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

import browsing
import course
import pytest
from bs4 import BeautifulSoup

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
BUILDING = 180  # seconds of computing, the most that a build may take


def lesson_page(lesson):
    """The address of a lesson's page within the site."""
    return f"lessons/{lesson}/{lesson}.html"


FIT = lesson_page("06_fit")
PAGES = ["index.html", lesson_page("01_problem"), FIT, "glossary.html", "grading.html"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of a site that has just been built; a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    options = ["--builder", "html", "--jobs", "2", "--fail-on-warning", "--keep-going", "--quiet"]
    places = ["--doctree-dir", folder / "doctrees", course.PROJECT / "docs", folder / "html"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *options, *places], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Not by the clock, for other tests run beside this one.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < BUILDING
    return folder / "html"


@pytest.fixture(scope="module")
def address(site):
    """The address at which the site is served on this machine."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    handler = functools.partial(Handler, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def open_page(browser, address):
    """A function that opens a page; a request to another host, or one that fails, is an error."""
    contexts, wrong = [], []

    def open_page(name, size="desktop", scheme="light"):
        context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()

        def look_at(request):
            if not request.url.startswith((address, "data:")):
                wrong.append(request.url)

        page.on("request", look_at)
        page.on(
            "response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None
        )
        page.goto(f"{address}/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def serious(page):
    """What axe finds serious or critical on a page."""
    # To preload, axe would ask for parts of style sheets at wrong addresses.
    return browsing.find_faults(page, impacts=browsing.SERIOUS, preload=False)


def read(site, name):
    """A page's HTML, parsed, without the bytes of its figures."""
    text = re.sub(r"base64,[^\"]+", "base64,", (site / name).read_text())
    return BeautifulSoup(text, "html.parser")


# Elements that reach beyond the window and stand in nothing that scrolls by itself. (The page's own
# width tells nothing: the theme cuts off what is too wide.)
CUT_OFF = """() => [...document.querySelectorAll("article *")].filter(element => {
    const place = element.getBoundingClientRect();
    if (!place.width || place.right <= innerWidth + 1) return false;
    for (let e = element.parentElement; e.tagName != "ARTICLE"; e = e.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) return false;
    return true;
}).map(element => element.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_page(open_page, name, size):
    page = open_page(name, size)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert page.evaluate(CUT_OFF) == []
    assert serious(page) == []
    for image in page.locator("article img").all():
        assert image.get_attribute("alt").strip()
        shown = image.evaluate("i => [i.naturalWidth, i.getBoundingClientRect().right]")
        assert shown[0] > 0
        assert shown[1] <= SIZES[size]["width"]


def test_nothing_is_cut_off_on_a_phone(open_page, site):
    """On none of the pages, of which axe has seen a few."""
    page = open_page("index.html", "phone")
    address = page.url.removesuffix("index.html")
    wrong = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith(("_static", "_modules")):
            page.goto(address + name)
            wrong[name] = page.evaluate(CUT_OFF)
    assert {name: cut for name, cut in wrong.items() if cut} == {}
    assert len(wrong) > 40


@pytest.mark.parametrize("name", ["index.html", FIT])
def test_dark(open_page, name):
    """In the dark, the page is dark and figures keep a light ground under dark lines."""
    page = open_page(name, scheme="dark")
    colour = "element => getComputedStyle(element).backgroundColor"
    assert max(map(int, re.findall(r"\d+", page.locator("body").evaluate(colour))[:3])) < 60
    images = page.locator("article img").all()
    assert len(images) >= 5
    assert {image.evaluate(colour) for image in images} == {"rgb(255, 255, 255)"}
    assert serious(page) == []


def test_search(open_page):
    page = open_page("index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("stride")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"search\.html"))
    page.locator("#search-results li a").first.wait_for()
    page.wait_for_function(
        "/finished|found/.test(document.querySelector('#search-results').innerText)"
    )
    found = page.locator("#search-results li a").evaluate_all("links => links.map(a => a.href)")
    assert any("/04_build.html" in address for address in found)
    assert any("glossary.html#term-stride" in address for address in found)


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_answers_are_folded(site, lesson):
    """No line of a solution or check, and no rubric, stands outside of a closed <details>."""
    page = read(site, lesson_page(lesson))
    article = page.find("article")
    for details in article.find_all("details"):
        assert not details.has_attr("open")
        details.extract()
    texts = article.get_text()
    for cell in course.read("solutions", lesson).cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and (marks.get("solution") or marks.get("grade")):
            # A line that a cell of the lesson has, too, is no secret.
            lines = [line for line in cell.source.splitlines() if len(line.strip()) > 50]
            known = "\n".join(
                other.source
                for other in course.read("lessons", lesson).cells
                if not other.metadata.get("nbgrader")
            )
            assert [line for line in lines if line in texts and line not in known] == []
    assert "BEGIN SOLUTION" not in texts
    assert "Rubric" not in texts


def test_folding_by_keyboard(open_page):
    page = open_page(FIT)
    answer = page.get_by_text("return int(np.ceil(images / batch_size))")
    assert not answer.is_visible()
    summary = page.locator("summary", has_text="Show a solution").first
    summary.focus()
    page.keyboard.press("Enter")
    assert answer.is_visible()
    page.keyboard.press("Enter")
    assert not answer.is_visible()


def test_concept_check(open_page):
    """A choice opens and says whether it is right."""
    page = open_page(FIT)
    verdict = page.get_by_text("The weights are made when the network is built, not by")
    assert not verdict.is_visible()
    page.get_by_text("A. Training begins anew, from random weights").click()
    assert verdict.is_visible()


@pytest.mark.parametrize("lesson", course.LESSONS)
def test_buttons(site, lesson, tmp_path):
    """All lead to the learner's version; the file to download holds the drawings, too."""
    buttons = read(site, lesson_page(lesson)).select(".lesson-buttons a")
    file = f"lessons/{lesson}/{lesson}.ipynb"
    download, colab, binder = (button["href"] for button in buttons)
    shutil.unpack_archive((site / lesson_page(lesson)).parent / unquote(download), tmp_path)
    downloaded = tmp_path / lesson / f"{lesson}.ipynb"
    assert downloaded.read_bytes() == (course.PROJECT / file).read_bytes()
    drawings = re.findall(r"!\[[^\]]*\]\(([\w.]+)\)", downloaded.read_text())
    assert [name for name in drawings if not (downloaded.parent / name).is_file()] == []
    assert colab.startswith("https://colab.research.google.com/github/")
    assert colab.endswith(f"/blob/main/{file}")
    assert binder.startswith("https://mybinder.org/v2/gh/")
    assert binder.endswith(f"/main?urlpath=lab/tree/{file}")


def test_wheel(site):
    """The course itself can be had on the page that says how to start."""
    (link,) = read(site, "start.html").select("article a[href$='.whl']")
    with zipfile.ZipFile(site / link["href"]) as wheel:
        assert "helpers/lab.py" in wheel.namelist()


@pytest.mark.parametrize("lesson", ["01_problem", "07_predict", "10_share"])
def test_outputs_are_seen_whole(open_page, lesson):
    """What cells have printed, and Keras' tables, need no scrolling on a desktop."""
    page = open_page(lesson_page(lesson))
    printed = page.locator(".cell_output pre:visible")
    wide = "all => all.filter(p => p.scrollWidth > p.clientWidth + 1).map(p => p.innerText)"
    assert printed.count() > 0
    assert printed.evaluate_all(wide) == []


class Places(HTMLParser):
    """Collects where a page's links lead, and the places on it that links can lead to."""

    def __init__(self, text):
        super().__init__()
        self.links, self.places = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.places |= {attributes.get("id"), attributes.get("name")}
        link = attributes.get("href") or attributes.get("src") or ""
        if not re.match(r"[a-z]+:", link):
            self.links.append(link)


def test_internal_links(site):
    """Every link within the site leads to a page that is there, and to a place on it."""
    files = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    pages = {path: Places(path.read_text()) for path in files}
    wrong = []
    for path, page in pages.items():
        for link in page.links:
            target, place = urldefrag(unquote(link).split("?")[0])
            file = (path.parent / target).resolve() if target else path
            known = place in pages[file].places if place and file in pages else file.is_file()
            if not known:
                wrong.append((str(path.relative_to(site)), link))
    assert wrong == []
    assert len(pages) > 30


def test_glossary_links(site):
    """The first use of a term leads to the glossary, later ones do not."""
    page = read(site, lesson_page("04_build"))
    links = page.select('a[href$="glossary.html#term-stride"]')
    assert len(links) == 1
    assert not links[0].find_parent("details")


# What a visitor may look for on the front page: the links to follow, and what should then be seen.
QUESTIONS = {
    "what is learned": ([], "What you learn"),
    "overfitting": (["overfitting"], "val_loss"),
    "stride": (["glossary"], "How many places a kernel moves at a time"),
    "start": (["Start"], "tensteps lab"),
    "grade": (["how to grade"], "tensteps grade 01_problem --from"),
    "how fast": (["how fast it is"], "one process of"),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("size", SIZES)
def test_visitor(open_page, question, size):
    """Each question is answered two clicks from the front page, or nearer."""
    links, answer = QUESTIONS[question]
    assert len(links) <= 2
    page = open_page("index.html", size)
    for link in links:
        page.locator("article").get_by_role("link", name=link, exact=True).first.click()
    assert page.locator("article").get_by_text(answer).first.is_visible()


def test_overfitting_figure(open_page):
    """The link on the front page leads to the section that has the figure."""
    page = open_page("index.html")
    page.get_by_role("link", name="overfitting", exact=True).click()
    place = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    figure = page.locator(f"section[id='{place}'] img").first
    assert "val_loss" in figure.get_attribute("alt") or "validation" in figure.get_attribute("alt")
