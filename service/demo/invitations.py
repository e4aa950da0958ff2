"""Many invitations at once, for measuring and for training: Argon2 on two threads, a hundred clients a transaction."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.cases.actions import record_suitability, register_case
from service.cases.codes import SECRET_DIGITS, Code, hash_secret, random_digits
from service.cases.invitations import quiet_lookup
from service.cases.milestones import reach
from service.cases.models import Case, Client, Invitation, MilestoneName
from service.cases.suitability import Computer, Literacy
from service.config import Settings
from service.db import Database
from service.demo.names import made_up_client
from service.demo.staff import CASE_MANAGER, principal_of
from service.vault.sealing import mggz_public_key

BATCH = 100
THREADS = 2


def invite_many(db: Database, settings: Settings, count: int, chance: Random, now: datetime) -> Iterator[list[str]]:
    """Add `count` invited clients; each batch's access codes (twenty digits) are handed out once it is committed."""
    mggz_key = mggz_public_key(settings)
    with ThreadPoolExecutor(THREADS, thread_name_prefix="argon2") as pool:
        secrets_made = pool.map(new_secret, range(count))
        numbers = iter(range(count))
        while batch := list(islice(numbers, BATCH)):
            ready = list(islice(secrets_made, len(batch)))  # before the transaction: nobody waits for Argon2
            with db.write() as session:
                who = principal_of(session, CASE_MANAGER, now)
                codes = [
                    invite(session, who, made_up_client(chance, number), mggz_key, secret, settings, now).digits
                    for number, secret in zip(batch, ready, strict=True)
                ]
            yield codes


def new_secret(_number: int) -> tuple[str, str]:
    """The secret part of an access code, and its hash: about 25 ms of one core."""
    secret = random_digits(SECRET_DIGITS)
    return secret, hash_secret(secret)


def invite(
    session: Session,
    who: Principal,
    client: Client,
    mggz_key: bytes,
    secret: tuple[str, str],
    settings: Settings,
    now: datetime,
) -> Code:
    """One more client of `who`, up to the invitation."""
    case = register_case(session, who, f"DEMO-{secrets.token_hex(6)}", client, mggz_key, now)
    record_suitability(session, case, who, Literacy.BOTH, Computer.ALONE, True, None, now)
    return keep_invitation(session, case, who, secret, settings, now)


def keep_invitation(
    session: Session, case: Case, who: Principal, secret: tuple[str, str], settings: Settings, now: datetime
) -> Code:
    """What `cases.invitations.issue_invitation` does, with a hash that is there already."""
    plain, hashed = secret
    code = Code(quiet_lookup(session, now), plain)
    session.add(
        Invitation(
            case_id=case.id,
            lookup=code.lookup,
            secret_hash=hashed,
            issued_by=who.user_id,
            issued_at=now,
            expires_at=now + timedelta(days=settings.invitation_days),
        )
    )
    reach(session, case.id, MilestoneName.INVITED, now)
    record(session, "invitation_issued", now, who.user_id, who.role.value, case.id)
    return code
