"""Sign-in at a place that has the accounts: a university's, or a learning platform.

Who comes in is who the table of students names, by the id that a claim of that place gives.
"""

from ltiauthenticator.lti13.auth import LTI13Authenticator
from oauthenticator.generic import GenericOAuthenticator
from traitlets.config import Config

from grading.course.hub import Lti, OpenId
from hub.signin.course import OfTheCourse

NOT_IN_COURSE = (
    "You have signed in, but you are not in the table of students of this course under the name "
    "that your account has: ask your instructor."
)
FROM_PLATFORM = """<div class="container text-center"><h1>Basic Deep Learning</h1>
<p>Come in through your course in the learning platform: open it there, and follow its link.</p>
</div>"""


class OpenIdAuthenticator(OfTheCourse, GenericOAuthenticator):
    """OpenID Connect, or OAuth 2 with a page that names who signed in."""


class LtiAuthenticator(OfTheCourse, LTI13Authenticator):
    """LTI 1.3: the platform says who comes."""

    def get_custom_html(self, base_url: str) -> str:
        """Say on the page to sign in that its link is elsewhere."""
        return FROM_PLATFORM


def by_openid(c: Config, place: OpenId, secret: str) -> None:
    """Configure sign-in by OpenID Connect."""
    c.JupyterHub.authenticator_class = OpenIdAuthenticator
    c.OpenIdAuthenticator.update(
        {
            "authorize_url": place.authorize_url,
            "token_url": place.token_url,
            "userdata_url": place.userdata_url,
            "client_id": place.client_id,
            "client_secret": secret,
            "username_claim": place.name,
            "scope": place.scope,
            "auto_login": True,
            "custom_403_message": NOT_IN_COURSE,
        }
    )


def by_lti(c: Config, place: Lti) -> None:
    """Configure sign-in from a learning platform."""
    c.JupyterHub.authenticator_class = LtiAuthenticator
    c.LtiAuthenticator.update(
        {
            "issuer": place.issuer,
            "authorize_url": place.authorize_url,
            "jwks_endpoint": place.jwks_url,
            "client_id": {place.client_id},
            "username_key": place.name,
        }
    )
    # The platform sends the browser here from its own pages, and its answer needs our cookie.
    c.JupyterHub.tornado_settings = {"cookie_options": {"samesite": "None", "secure": True}}
