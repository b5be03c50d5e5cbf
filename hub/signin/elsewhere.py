"""Sign-in at a place that has the accounts: a university's, or a learning platform.

Who comes in is who the table of students names, by the id that a claim of that place gives.
"""

from typing import Any

from ltiauthenticator.lti13.auth import LTI13Authenticator
from ltiauthenticator.lti13.constants import LTI13_CUSTOM_CLAIM
from ltiauthenticator.lti13.error import LoginError
from oauthenticator.generic import GenericOAuthenticator
from tornado.web import HTTPError
from traitlets.config import Config

from grading.course.hub import Lti, OpenId
from hub.signin.course import OfTheCourse

NOT_IN_COURSE = (
    "You have signed in, but you are not in the table of students of this course under the name "
    "that your account has: ask your instructor."
)
NO_NAME = "You have signed in, but nothing says who you are ({} is missing): tell your instructor."
FROM_PLATFORM = """<div class="container text-center"><h1>Basic Deep Learning</h1>
<p>Come in through your course in the learning platform: open it there, and follow its link.</p>
</div>"""


class OpenIdAuthenticator(OfTheCourse, GenericOAuthenticator):
    """OpenID Connect, or OAuth 2 with a page that names who signed in."""

    def user_info_to_username(self, user_info: dict[str, Any]) -> str:
        """Take the name from the claim that the course names."""
        if not user_info.get(self.username_claim):
            raise HTTPError(403, NO_NAME.format(self.username_claim))
        return str(user_info[self.username_claim])


class LtiAuthenticator(OfTheCourse, LTI13Authenticator):
    """LTI 1.3: the platform says who comes."""

    def get_username(self, token: dict[str, Any]) -> str:
        """Take the name from the claim that the course names: another may be somebody else's."""
        key = self.username_key
        custom = key.startswith("custom_")
        claims = token.get(LTI13_CUSTOM_CLAIM, {}) if custom else token
        if not claims.get(key.removeprefix("custom_") if custom else key):
            raise LoginError(NO_NAME.format(key))
        return str(super().get_username(token))

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
