"""Sign-in at a university or from a learning platform, through the real hub."""

import subprocess

import pytest
import requests

from hub.signin.elsewhere import NO_NAME, NOT_IN_COURSE
from tests.tools.hub_run import HubRun
from tests.tools.sign_in_place import CLIENT, LTI, SECRET, SignInPlace, asked

pytestmark = pytest.mark.slow(30)
OPENID = """[hub]
students = "students.csv"
teachers = ["turing"]
[hub.openid]
authorize_url = "{0}/authorize"
token_url = "{0}/token"
userdata_url = "{0}/userinfo"
client_id = "course"
client_secret = "openid_secret"
"""
PLATFORM = """[hub]
teachers = ["turing"]
certificate = "hub.pem"
key = "hub.key"
[hub.lti]
issuer = "{0}"
authorize_url = "{0}/lti"
jwks_url = "{0}/jwks"
client_id = "course"
name = "custom_account"
"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book/index.html").write_text("<h1>Basic Deep Learning</h1>")
    return tmp_path / "book"


@pytest.fixture
def course(tmp_path):
    """The folder of a course with one student."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "students.csv").write_text("id\nada\n")
    (folder / "openid_secret").write_text(f"{SECRET}\n")
    return folder


@pytest.fixture
def place():
    with SignInPlace() as place:
        yield place


def test_who_signs_in_at_the_university_comes_in_if_the_table_has_the_name(
    book, course, place, tmp_path
):
    with HubRun(tmp_path, book, settings=OPENID.format(place.url)) as hub:
        assert "students (1) and teachers (1) sign in at 127.0.0.1" in hub.printed
        assert not (tmp_path / "state/first_passwords.csv").exists()
        for name in ("ada", "turing"):
            place.person, person = name, requests.Session()
            home = person.get(f"{hub.url}hub/home")
            assert home.url == f"{hub.url}hub/home" and name in home.text
        place.person = "eve"
        refused = requests.Session().get(f"{hub.url}hub/home")
        assert refused.status_code == 403 and NOT_IN_COURSE in refused.text
        place.person = ""
        nameless = requests.Session().get(f"{hub.url}hub/home")
        assert nameless.status_code == 403 and NO_NAME.format("preferred_username") in nameless.text
        forged = requests.get(f"{hub.url}hub/oauth_callback?code=1&state=2")
        assert forged.status_code == 400


@pytest.fixture
def certificate(course):
    """A certificate that signs itself."""
    name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-nodes"]
    files = ["-keyout", course / "hub.key", "-out", course / "hub.pem"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", *name, *files]
    subprocess.run(command, check=True, capture_output=True)
    return course / "hub.pem"


def browser(certificate=None):
    """Somebody's browser, which trusts one certificate."""
    person = requests.Session()
    person.trust_env = False
    person.verify = str(certificate)
    return person


def launch(person, hub, place, link, **changed):
    """Follow a link of the platform's course; the hub's last answer."""
    begun = person.get(
        f"{hub}hub/lti13/oauth_login",
        params={
            "iss": place.url,
            "login_hint": "0815",
            "target_link_uri": link,
            "client_id": CLIENT,
            "lti_deployment_id": "1",
        },
        allow_redirects=False,
    )
    assert {"SameSite=None", "Secure"} <= set(begun.headers["Set-Cookie"].split("; "))
    said = asked(begun.headers["Location"])
    token = place.id_token(link, **{"nonce": said["nonce"], **changed})
    answer = {"id_token": token, "state": said["state"]}
    return person.post(said["redirect_uri"], data=answer)


def test_who_follows_a_link_of_the_learning_platform_comes_in(
    book, course, certificate, place, tmp_path
):
    with HubRun(tmp_path, book, settings=PLATFORM.format(place.url)) as hub:
        url = f"https://127.0.0.1:{hub.port}/"
        link = f"{url}hub/home"
        page = launch(browser(certificate), url, place, link)
        assert page.status_code == 200 and page.url == link and "ada" in page.text
        stranger = browser(certificate).get(link)
        assert "Come in through your course in the learning platform" in stranger.text
        for changed in ({"aud": "another"}, {"exp": 1}, {"nonce": "old"}, {"iss": "https://x.org"}):
            refused = launch(browser(certificate), url, place, link, **changed)
            assert refused.status_code in (400, 401, 403), changed
        nameless = launch(
            browser(certificate), url, place, link, **{f"{LTI}custom": {}, "sub": "ada"}
        )
        assert nameless.status_code == 400 and "custom_account is missing" in nameless.text
        place.person = "eve"
        assert launch(browser(certificate), url, place, link).status_code == 403
