"""What `course.toml` says of the hub: who comes in, how, and what a server may use."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from sandbox.limits import ServerLimits

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$")]
Account = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
Ip = Annotated[str, StringConstraints(pattern=r"^[0-9a-f.:]+$")]


class Strict(BaseModel):
    """A table in which every key is known and every value of its kind."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Limits(Strict):
    """What a student's server may use: `sandbox.limits.ServerLimits`, as far as one may say it."""

    memory_mb: int = Field(default=ServerLimits.memory_mb, ge=256)
    processes: int = Field(default=ServerLimits.processes, ge=32)
    home_mb: int = Field(default=ServerLimits.home_mb, ge=10)
    tmp_mb: int = Field(default=ServerLimits.tmp_mb, ge=10)
    idle_minutes: float = Field(default=ServerLimits.idle_minutes, ge=0.05)

    def of_server(self) -> ServerLimits:
        """Give them as the hub takes them."""
        return ServerLimits(**self.model_dump())


class FirstLook(Strict):
    """What the hub tells of a submission at once, and how often; what counts is graded later."""

    shows: Literal["properties", "points"] = "properties"  # visible ones; all points as well
    per_hour: int = Field(default=6, ge=1, le=60)  # of one student and one assignment


class OpenId(Strict):
    """Sign-in at a place that has the accounts: OpenID Connect, or OAuth 2."""

    authorize_url: Address
    token_url: Address
    userdata_url: Address
    client_id: str = Field(min_length=1)
    client_secret: str = Field(min_length=1)  # a file
    name: str = "preferred_username"  # the claim that holds the id of the table of students
    scope: list[str] = ["openid", "profile"]


class Lti(Strict):
    """Sign-in from a learning platform: LTI 1.3."""

    issuer: str = Field(min_length=1)
    authorize_url: Address
    jwks_url: Address
    client_id: str = Field(min_length=1)
    name: str = "sub"  # the claim that holds the id; of the platform's own, as "custom_NAME"


class Hub(Strict):
    """A hub of one's own: without this table it is the demo's."""

    students: str = "students.csv"  # a table beside `course.toml`
    teachers: list[Account] = Field(default=["instructor"], min_length=1)
    held_back: list[str] = []  # assignments that formgrader's button hands out, not a start
    address: Ip = "127.0.0.1"  # where it listens; all addresses of the machine are "0.0.0.0"
    port: int = Field(default=8000, ge=1, le=65535)
    certificate: str = ""  # for TLS, a file beside `course.toml`, as all that are named here
    key: str = ""  # without both a proxy in front has TLS
    openid: OpenId | None = None
    lti: Lti | None = None

    @model_validator(mode="after")
    def _both(self) -> "Hub":
        if bool(self.certificate) != bool(self.key):
            raise ValueError("hub.key: certificate and key belong together; name both, or neither")
        if self.openid and self.lti:
            raise ValueError("hub.lti: people come in by one way; leave out hub.openid or this")
        return self
