#!/usr/bin/env python3
"""Time stamps (RFC 3161) from an authority that is made here, with OpenSSL's own
command: good ones are attached and found good by both programs, all others are
refused, and nothing is left of them.

usage: stamps.py CHOUCHA SOURCE-ROOT

Skipped when there is no openssl.
"""
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

CHOUCHA, ROOT = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
BUNDLE = ROOT / "tests" / "vectors" / "small"
CONFIG = """[tsa]
default_tsa = authority
[authority]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""
# Of certificates: what they may be used for.
USES = {
    "stamps": "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n",
    "anything": "keyUsage=critical,digitalSignature\n",
    "mail": "extendedKeyUsage=critical,emailProtection\n",
    "stamps-and-mail": "extendedKeyUsage=critical,timeStamping,emailProtection\n",
    "not-critical": "extendedKeyUsage=timeStamping\n",
}
MUTATIONS = 150

checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}")
    if not good:
        print("#", str(more)[:800].replace("\n", "\n# "))


def openssl(folder, *arguments, may_fail=False):
    done = subprocess.run(["openssl", *map(str, arguments)], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0 and not may_fail:
        raise SystemExit(f"openssl {arguments}: {done.stderr}")
    return done


def choucha(folder, *arguments):
    return subprocess.run([CHOUCHA, *map(str, arguments)], cwd=folder, capture_output=True, encoding="utf-8")


class Authority:
    """A root, and certificates below it for each use."""

    def __init__(self, folder, name, days=3650):
        self.folder, self.root, self.name = folder, folder / f"{name}.pem", name
        self.key = folder / f"{name}.key"
        openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out", self.root,
                "-days", "3650", "-subj", f"/CN={name}")
        openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}-tsa.key", "-out", f"{name}.csr",
                "-utf8", "-subj", f"/O=时间戳/CN={name} stamps")
        for use, extensions in USES.items():
            (folder / "extensions").write_text(extensions)
            openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", self.root, "-CAkey", self.key, "-CAcreateserial",
                    "-out", f"{name}-{use}.pem", "-days", days, "-extfile", "extensions")

    def stamp(self, query, answer, use="stamps", *more, may_fail=False):
        return openssl(self.folder, "ts", "-reply", "-config", "config", "-section", "authority", "-queryfile", query,
                       "-signer", f"{self.name}-{use}.pem", "-inkey", f"{self.name}-tsa.key", "-out", answer, *more,
                       may_fail=may_fail)


def listing(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def refuse(folder, bundle, answer, authority, what, expected="", status=3):
    before = listing(bundle)
    done = choucha(folder, "stamp", "attach", bundle, answer, "--ca", authority)
    check(done.returncode == status and expected in done.stderr and listing(bundle) == before and not done.stdout,
          f"refused: {what}", f"{done.returncode} {done.stderr}")


def try_good(folder, bundle, tsa):
    done = choucha(folder, "stamp", "request", bundle, "-o", "commit.tsq")
    check(done.returncode == 0, "a query is written", done.stderr)
    openssl(folder, "ts", "-query", "-data", bundle / "commit/SHA256SUMS", "-sha256", "-no_nonce", "-cert", "-out", "openssl.tsq")
    check((folder / "commit.tsq").read_bytes() == (folder / "openssl.tsq").read_bytes(), "it is the one that openssl writes")
    tsa.stamp("commit.tsq", "commit.tsr")
    done = choucha(folder, "stamp", "attach", bundle, "commit.tsr", "--ca", tsa.root)
    check(done.returncode == 0, "a good stamp is attached", done.stderr)
    check((bundle / "stamps/commit.tsr").read_bytes() == (folder / "commit.tsr").read_bytes(), "as it came")
    done = choucha(folder, "stamp", "attach", bundle, "commit.tsr", "--ca", tsa.root)
    check(done.returncode == 0 and "before" in done.stderr, "once more changes nothing", done.stderr)
    done = choucha(folder, "stamp", "verify", bundle, "--ca", tsa.root)
    fields = done.stdout.rstrip("\n").split("\t")
    check(done.returncode == 0 and fields[0] == "commit" and fields[2] == "CN=first stamps,O=时间戳", "it is good", done.stdout)
    told = openssl(folder, "ts", "-reply", "-in", "commit.tsr", "-text").stdout
    day, time = fields[1][:-1].split("T")
    check(time in told and str(int(day[8:])) in told and day[:4] in told, "its time is that which openssl tells", told)
    done = openssl(folder, "ts", "-verify", "-in", bundle / "stamps/commit.tsr", "-data", bundle / "commit/SHA256SUMS",
                   "-CAfile", tsa.root)
    check("Verification: OK" in done.stdout, "openssl finds it good")
    done = choucha(folder, "verify", bundle, "--ca", tsa.root)
    check(done.returncode == 0 and done.stdout.startswith("verified ") and done.stdout.count("\n") == 1
          and fields[1] in done.stderr, "verify tells of it beside its one line", done.stdout + done.stderr)


def try_others(folder, bundle, tsa, other):
    try_uses(folder, bundle, tsa)
    try_times(folder, bundle, tsa)
    refuse(folder, bundle, "commit.tsr", other.root, "an authority that is not trusted", "local issuer")
    refuse(folder, bundle, "commit.tsr", "commit.tsq", "no certificate", "no certificate of an authority")
    refuse(folder, bundle, "commit.tsq", tsa.root, "a query", "no response")
    refuse(folder, bundle, "nothing.tsr", tsa.root, "no file", "cannot be read")
    (folder / "other").write_text("something else\n")
    openssl(folder, "ts", "-query", "-data", "other", "-sha256", "-no_nonce", "-cert", "-out", "other.tsq")
    tsa.stamp("other.tsq", "other.tsr")
    refuse(folder, bundle, "other.tsr", tsa.root, "other bytes", "about nothing in this bundle")
    openssl(folder, "ts", "-query", "-data", bundle / "commit/SHA256SUMS", "-sha512", "-cert", "-out", "long.tsq")
    tsa.stamp("long.tsq", "long.tsr")
    refuse(folder, bundle, "long.tsr", tsa.root, "another digest", "no SHA-256")
    openssl(folder, "ts", "-query", "-data", bundle / "commit/SHA256SUMS", "-sha384", "-cert", "-out", "refused.tsq")
    tsa.stamp("refused.tsq", "refused.tsr", may_fail=True)
    refuse(folder, bundle, "refused.tsr", tsa.root, "an answer that grants nothing", "refused to give")
    tsa.stamp("commit.tsq", "again.tsr")
    refuse(folder, bundle, "again.tsr", tsa.root, "a second stamp in the place of the first", "is left alone", 4)


def der(tag, *parts):
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else (lambda digits: bytes([128 + len(digits)]) + digits)(
        size.to_bytes((size.bit_length() + 7) // 8, "big"))
    return bytes([tag]) + length + content


def sign(folder, content, certificate, key, answer):
    """What `openssl ts` would not do: signs whatever it is told, with whatever certificate."""
    (folder / "content").write_bytes(content)
    openssl(folder, "cms", "-sign", "-binary", "-nodetach", "-cades", "-md", "sha256", "-econtent_type", "id-smime-ct-TSTInfo",
            "-outform", "DER", "-in", "content", "-signer", certificate, "-inkey", key, "-out", "token")
    granted = der(0x30, der(0x02, b"\0"))
    (folder / answer).write_bytes(der(0x30, granted, (folder / "token").read_bytes()))


def content_of(folder):
    """What the authority signed."""
    openssl(folder, "ts", "-reply", "-in", "commit.tsr", "-token_out", "-out", "token")
    openssl(folder, "cms", "-verify", "-noverify", "-inform", "DER", "-in", "token", "-out", "content")
    return (folder / "content").read_bytes()


def accept(folder, bundle, answer, authority, what):
    """With a place of its own, that of the first stamp being taken."""
    shutil.move(bundle / "stamps", folder / "aside")
    done = choucha(folder, "stamp", "attach", bundle, answer, "--ca", authority)
    check(done.returncode == 0, f"accepted: {what}", done.stderr)
    shutil.rmtree(bundle / "stamps", ignore_errors=True)
    shutil.move(folder / "aside", bundle / "stamps")


def try_uses(folder, bundle, tsa):
    content, key = content_of(folder), f"{tsa.name}-tsa.key"
    sign(folder, content, f"{tsa.name}-stamps.pem", key, "signed.tsr")
    accept(folder, bundle, "signed.tsr", tsa.root, "one that was signed by hand")
    for use in USES:
        if use != "stamps":
            sign(folder, content, f"{tsa.name}-{use}.pem", key, f"{use}.tsr")
            refuse(folder, bundle, f"{use}.tsr", tsa.root, f"a certificate for {use}", "unsuitable certificate purpose"
                   if use != "not-critical" else "")


def try_times(folder, bundle, tsa):
    """A certificate that ended long ago was good while it lasted."""
    content, key = content_of(folder), f"{tsa.name}-tsa.key"
    time = re.search(rb"\x18\x0f(\d{14}Z)", content).group(1)
    (folder / "ca").mkdir()
    (folder / "ca/index").touch()
    (folder / "ca/serial").write_text("01\n")
    (folder / "ca.config").write_text(
        "[ca]\ndefault_ca = old\n[old]\ndatabase = ca/index\nserial = ca/serial\nnew_certs_dir = ca\ndefault_md = sha256\n"
        "policy = any\nunique_subject = no\n[any]\ncommonName = supplied\norganizationName = optional\n[root]\nbasicConstraints = critical,CA:TRUE\n"
        "[stamps]\n" + USES["stamps"])
    openssl(folder, "req", "-new", "-key", tsa.key, "-out", "old.csr", "-subj", "/CN=old")
    years = ("-startdate", "20100101000000Z", "-enddate", "20150101000000Z", "-batch", "-notext", "-config", "ca.config", "-utf8")
    openssl(folder, "ca", "-selfsign", "-in", "old.csr", "-keyfile", tsa.key, "-extensions", "root", "-out", "old.pem", *years)
    openssl(folder, "ca", "-in", f"{tsa.name}.csr", "-cert", "old.pem", "-keyfile", tsa.key, "-extensions", "stamps",
            "-out", "old-stamps.pem", *years)
    for at, good in ((b"20120229120000Z", True), (b"20150102000000Z", False), (b"20091231235959Z", False), (time, False)):
        sign(folder, content.replace(time, at), "old-stamps.pem", key, "old.tsr")
        what = f"a stamp of {at.decode()} by a certificate of 2010 to 2014"
        if good:
            accept(folder, bundle, "old.tsr", "old.pem", what)
        else:
            refuse(folder, bundle, "old.tsr", "old.pem", what, "certificate")


def try_garbage(folder, bundle, tsa):
    """Never good, and never worse than refused."""
    chance = random.Random(20270105)
    good = (folder / "commit.tsr").read_bytes()
    wrong = []
    for number in range(MUTATIONS):
        bytes_ = bytearray(good)
        if number % 5 == 0:
            bytes_ = bytes_[:chance.randrange(len(bytes_))]
        elif number % 5 == 1:
            bytes_ += bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
        elif number % 5 == 2:
            bytes_ = bytearray(chance.randrange(256) for _ in range(chance.randrange(400)))
        else:
            for _ in range(chance.randrange(1, 4)):
                at = chance.randrange(len(bytes_) - 1)
                bytes_[at] ^= chance.randrange(1, 256)
        (folder / "garbage.tsr").write_bytes(bytes_)
        before = listing(bundle)
        done = choucha(folder, "stamp", "attach", bundle, "garbage.tsr", "--ca", tsa.root)
        if done.returncode not in (3, 4) or listing(bundle) != before:
            wrong.append((number, done.returncode, done.stderr))
    check(not wrong, f"{MUTATIONS} damaged answers are refused", wrong)


def try_damaged_bundle(folder, bundle, tsa):
    stamp = bundle / "stamps/commit.tsr"
    good = stamp.read_bytes()
    for what, content in (("cut off", good[:-1]), ("longer", good + b"\0"), ("empty", b"")):
        stamp.write_bytes(content)
        done = choucha(folder, "stamp", "verify", bundle, "--ca", tsa.root)
        check(done.returncode == 1 and not done.stdout and "stamps/commit.tsr" in done.stderr, f"a stamp that is {what} is found", done.stderr)
    stamp.unlink()
    stamp.symlink_to(folder / "commit.tsr")
    done = choucha(folder, "stamp", "verify", bundle, "--ca", tsa.root)
    check(done.returncode == 1 and not done.stdout, "a symbolic link is no stamp", done.stderr)
    stamp.unlink()
    stamp.write_bytes(good)
    sums = bundle / "commit/SHA256SUMS"
    text = sums.read_bytes()
    sums.write_bytes(text[:-1] + b" \n")
    done = choucha(folder, "verify", bundle, "--ca", tsa.root)
    check(done.returncode == 1 and "other bytes" in done.stderr, "a stamp of other bytes is found", done.stderr)
    sums.write_bytes(text)
    shutil.rmtree(bundle / "stamps")
    done = choucha(folder, "stamp", "verify", bundle, "--ca", tsa.root)
    check(done.returncode == 1 and not done.stdout, "no stamp is not good", done.stderr)


def try_draw(folder, bundle, tsa):
    choucha(folder, "stamp", "request", bundle, "--of", "draw", "-o", "draw.tsq")
    tsa.stamp("draw.tsq", "draw.tsr")
    done = choucha(folder, "stamp", "attach", bundle, "draw.tsr", "--ca", tsa.root)
    check(done.returncode == 0 and (bundle / "stamps/draw.tsr").exists(), "a stamp of the draw finds its place", done.stderr)
    done = choucha(folder, "stamp", "request", bundle, "--of", "reveals", "-o", "reveals.tsq")
    check(done.returncode == 3 and not (folder / "reveals.tsq").exists(), "what is not there is not stamped", done.stderr)


if shutil.which("openssl") is None:
    print("1..0 # SKIP openssl is not there")
    sys.exit(0)
with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    copy = place / "bundle"
    shutil.copytree(BUNDLE, copy)
    (place / "config").write_text(CONFIG)
    (place / "serial").write_text("01\n")
    first, second = Authority(place, "first"), Authority(place, "second")
    try_good(place, copy, first)
    try_others(place, copy, first, second)
    try_garbage(place, copy, first)
    try_damaged_bundle(place, copy, first)
    try_draw(place, copy, first)
print(f"1..{len(checks)}")
sys.exit(0 if all(checks) else 1)
