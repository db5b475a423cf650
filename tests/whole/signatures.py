#!/usr/bin/env python3
"""Signatures with `openssl` as the judge, both ways: what choucha signs, openssl
verifies, and what openssl signs, choucha does. And what people, and those who mean
ill, put in the place of signatures and keys.

usage: signatures.py CHOUCHA BUNDLE
"""
import base64
import csv
import hashlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

CHOUCHA, BUNDLE = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
USER_ID = "1234567812345678"
SM2_OPTIONS = ["-digest", "sm3", "-pkeyopt"]
FILES = {
    "commit": ["commit/SHA256SUMS"],
    "announcement": ["announcement/en.html", "announcement/en.txt", "announcement/zh.html", "announcement/zh.txt",
                     "commit/SHA256SUMS"],
    "draw": ["commit/SHA256SUMS", "draw/SHA256SUMS", "seed.txt"],
}
checks = []


def check(good, what, more=""):
    checks.append(bool(good))
    print(f"{'ok' if good else 'not ok'} {len(checks)} - {what}", flush=True)
    if not good:
        print("#", str(more)[:1500].replace("\n", "\n# "))


def run(*arguments, folder):
    return subprocess.run([CHOUCHA, *map(str, arguments)], cwd=folder, capture_output=True, encoding="utf-8")


def openssl(*arguments, folder):
    done = subprocess.run(["openssl", *map(str, arguments)], cwd=folder, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"openssl {arguments}: {done.stderr.decode()}")
    return done.stdout


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_bundle(folder):
    shutil.copytree(BUNDLE, folder / "bundle")
    bundle = folder / "bundle"
    for path in [bundle, *bundle.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o200)
    (bundle / "announcement").mkdir()
    for name in FILES["announcement"][:4]:
        (bundle / name).write_text(f"the commitment of {name} is {sha256(bundle / 'commit/SHA256SUMS')}\n")
    return bundle


def make_keys(folder):
    """Two of choucha's, two of openssl's, and their names in one list."""
    entries = []
    for name, *options in (("王敏", "ours.pem"), ("李强", "ours-sm2.pem", "--sm2")):
        made = run("keys", "new", "-o", *options, "--name", name, folder=folder)
        check(made.returncode == 0 and (folder / options[0]).stat().st_mode & 0o777 == 0o600,
              f"a new key for {name}, mode 0600", made.stderr)
        entries.append(made.stdout)
    for name, file, algorithm in (("Zhao", "theirs.pem", "ed25519"), ("钱 One", "theirs-sm2.pem", "sm2")):
        openssl("genpkey", "-algorithm", algorithm, "-out", file, folder=folder)
        entries.append(f"name: {name}\n" + openssl("pkey", "-in", file, "-pubout", folder=folder).decode())
    (folder / "officers.pem").write_text("".join(entries), encoding="utf-8")


SIGNERS = {"ours.pem": "王敏", "ours-sm2.pem": "李强", "theirs.pem": "Zhao", "theirs-sm2.pem": "钱 One"}


def is_sm2(key):
    return "sm2" in key


def options_of(key, user_id=USER_ID):
    return [*SM2_OPTIONS, f"distid:{user_id}"] if is_sm2(key) else []


def cut(text):
    """Statement, key in PEM and signature, by hand."""
    statement, key, signature = re.fullmatch(
        r"(.*?)(-----BEGIN PUBLIC KEY-----\n.*?-----END PUBLIC KEY-----\n)"
        r"-----BEGIN SIGNATURE-----\n(.*?)-----END SIGNATURE-----\n", text, flags=re.S).groups()
    return statement, key, base64.b64decode(signature)


def statement_of(bundle, thing, name, key_digest, sm2, user_id=USER_ID, campaign="2027Q1"):
    lines = ["choucha signature 1", f"of: {thing}", f"campaign: {campaign}", f"name: {name}",
             f"algorithm: {'SM2-SM3' if sm2 else 'Ed25519'}", *([f"user_id: {user_id}"] if sm2 else []),
             f"key: {key_digest}", *(f"{sha256(bundle / path)}  {path}" for path in FILES[thing])]
    return "".join(line + "\n" for line in lines)


def block(label, data):
    text = base64.b64encode(data).decode()
    lines = [text[at:at + 64] + "\n" for at in range(0, len(text), 64)]
    return f"-----BEGIN {label}-----\n{''.join(lines)}-----END {label}-----\n"


def der_of(folder, key):
    return openssl("pkey", "-in", key, "-pubout", "-outform", "DER", folder=folder)


def sign_by_hand(folder, key, statement, user_id=USER_ID):
    (folder / "statement").write_text(statement, encoding="utf-8")
    return openssl("pkeyutl", "-sign", "-rawin", *options_of(key, user_id), "-inkey", key, "-in", "statement",
                   folder=folder)


def write_by_hand(folder, bundle, key, thing, **changes):
    """A file as openssl alone would make it; @changes of the statement."""
    der = der_of(folder, key)
    digest = hashlib.sha256(der).hexdigest()
    values = {"name": SIGNERS[key], "user_id": USER_ID, **changes}
    statement = statement_of(bundle, thing, key_digest=digest, sm2=is_sm2(key), **values)
    signature = sign_by_hand(folder, key, statement, values["user_id"])
    path = bundle / "signatures" / f"{thing}-{digest[:16]}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(statement + block("PUBLIC KEY", der) + block("SIGNATURE", signature), encoding="utf-8")
    return path


def verdicts(folder, *options):
    """By file: verdict and rule; and the exit status."""
    done = run("signatures", "bundle", "--format", "csv", *options, folder=folder)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    return {row["file"]: (row["verdict"], row["rule"]) for row in rows}, done


def test_ours(folder, bundle):
    before = {path: path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    for key in ("ours.pem", "ours-sm2.pem", "theirs.pem", "theirs-sm2.pem"):
        for thing in FILES:
            done = run("sign", "bundle", "--key", key, "--name", SIGNERS[key], "--of", thing, folder=folder)
            path = bundle / done.stdout.strip()
            if done.returncode != 0 or not path.is_file():
                check(False, f"{key} signs {thing}", done.stderr)
                continue
            statement, public, signature = cut(path.read_text(encoding="utf-8"))
            der = der_of(folder, key)
            good = statement == statement_of(bundle, thing, SIGNERS[key], hashlib.sha256(der).hexdigest(), is_sm2(key))
            for name, content in (("s", statement.encode()), ("k", public.encode()), ("g", signature)):
                (folder / name).write_bytes(content)
            verified = openssl("pkeyutl", "-verify", "-rawin", *options_of(key), "-pubin", "-inkey", "k", "-in", "s",
                               "-sigfile", "g", folder=folder)
            check(good and b"Verified" in verified, f"{key} signs {thing}, and openssl verifies", statement)
            first = path.read_bytes()
            again = run("sign", "bundle", "--key", key, "--name", SIGNERS[key], "--of", thing, folder=folder)
            check(again.returncode == 0 and path.read_bytes() == first, f"{key} signs {thing} again: left as it is")
            if not is_sm2(key):
                path.unlink()
                run("sign", "bundle", "--key", key, "--name", SIGNERS[key], "--of", thing, folder=folder)
                check(path.read_bytes() == first, f"{key} signs {thing} anew: the same bytes")
    check(all(path.read_bytes() == content for path, content in before.items()), "nothing else was touched")
    found, done = verdicts(folder, "--signers", "officers.pem", "--require", "4")
    check(len(found) == 12 and set(found.values()) == {("valid", "")} and done.returncode == 0, "all twelve are valid",
          found)
    found, done = verdicts(folder)
    check(set(found.values()) == {("unknown", "")} and done.returncode == 0, "without a list, names are claims", found)
    done = run("verify", "bundle", "--signers", "officers.pem", "--require", "4", folder=folder)
    check(done.returncode == 0 and re.fullmatch(r"verified [0-9a-f]{64}\n", done.stdout), "verify says its one line",
          done.stdout + done.stderr)
    done = run("verify", "bundle", "--signers", "officers.pem", "--require", "5", folder=folder)
    check(done.returncode == 1 and done.stdout.startswith("verified "), "four signers are not five", done.stderr)
    shutil.rmtree(bundle / "signatures")


def test_theirs(folder, bundle):
    for key in SIGNERS:
        for thing in FILES:
            write_by_hand(folder, bundle, key, thing)
    found, done = verdicts(folder, "--signers", "officers.pem")
    check(len(found) == 12 and set(found.values()) == {("valid", "")}, "what openssl signed is valid", found)
    write_by_hand(folder, bundle, "theirs-sm2.pem", "draw", user_id="qian@example.cn")
    found, done = verdicts(folder, "--signers", "officers.pem")
    check(set(found.values()) == {("valid", "")}, "another user identifier of SM2 is valid", found)
    shutil.rmtree(bundle / "signatures")


def test_one_by_one(folder, bundle):
    """Files that are no signatures of this bundle, each by itself."""
    good = {key: write_by_hand(folder, bundle, key, "draw") for key in ("ours.pem", "ours-sm2.pem")}
    texts = {key: path.read_text(encoding="utf-8") for key, path in good.items()}
    other = cut(write_by_hand(folder, bundle, "theirs.pem", "draw").read_text(encoding="utf-8"))
    shutil.rmtree(bundle / "signatures")
    one, two = texts["ours.pem"], texts["ours-sm2.pem"]
    _, key_pem, raw = cut(one)
    sm2_raw = cut(two)[2]
    p256 = base64.b64decode("".join(
        openssl("ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", "p256.pem", folder=folder).decode()
        or openssl("pkey", "-in", "p256.pem", "-pubout", folder=folder).decode().splitlines()[1:-1]))
    rsa = openssl("genpkey", "-algorithm", "RSA", "-out", "rsa.pem", folder=folder) or der_of(folder, "rsa.pem")
    point = der_of(folder, "ours-sm2.pem")[27:]
    compressed = bytes.fromhex("3039301306072a8648ce3d020106082a811ccf5501822d032200") + bytes([2 + point[-1] % 2]) + point[:32]
    seed = sha256(bundle / "seed.txt")
    cases = [
        ("empty", one, "", "G2"),
        ("cut in the statement", one, one[:100], "G2"),
        ("cut in the key", one, one[:one.index("END PUBLIC")], "G2"),
        ("no signature", one, one[:one.index("-----BEGIN SIGNATURE")], "G2"),
        ("no line end at the end", one, one[:-1], "G2"),
        ("something after it", one, one + "x\n", "G2"),
        ("a blank line", one, one.replace("of: draw\n", "of: draw\n\n"), "G2"),
        ("CRLF", one, one.replace("\n", "\r\n"), "G2"),
        ("CRLF in the blocks", one, one.replace("KEY-----\n", "KEY-----\r\n"), "G2"),
        ("a byte order mark", one, "\ufeff" + one, "G2"),
        ("a NUL", one, one.replace("of: draw", "of: dr\0w"), "G2"),
        ("a NUL at the end", one, one + "\0", "G2"),
        ("another version", one, one.replace("signature 1", "signature 2"), "G2"),
        ("another thing", one, one.replace("of: draw", "of: changes"), "G2"),
        ("lines in another order", one, re.sub(r"(of: .*\n)(campaign: .*\n)", r"\2\1", one), "G2"),
        ("no campaign", one, one.replace("campaign: 2027Q1", "campaign: "), "G2"),
        ("a campaign with separators", one, one.replace("campaign: 2027Q1", "campaign: ../2027Q1"), "G2"),
        ("no name", one, one.replace("name: 王敏", "name: "), "G2"),
        ("a name with a blank at its end", one, one.replace("name: 王敏", "name: 王敏 "), "G2"),
        ("a name with control characters", one, one.replace("name: 王敏", "name: \x1b[31m王敏"), "G2"),
        ("a name that runs backwards", one, one.replace("name: 王敏", "name: \u202e王敏"), "G2"),
        ("a long name", one, one.replace("name: 王敏", "name: " + "王" * 67), "G2"),
        ("an unknown algorithm", one, one.replace("algorithm: Ed25519", "algorithm: RSA"), "G3"),
        ("a user identifier with Ed25519", one, one.replace("key: ", "user_id: 1\nkey: "), "G2"),
        ("SM2 without a user identifier", two, re.sub("user_id: .*\n", "", two), "G2"),
        ("a user identifier with blanks", two, re.sub("user_id: .*", "user_id: 1 2", two), "G2"),
        ("another user identifier", two, re.sub("user_id: .*", "user_id: 1", two), "G7"),
        ("key and algorithm of two kinds", one, one.replace(key_pem, cut(two)[1]), "G3"),
        ("a key of P-256", two, two.replace(cut(two)[1], block("PUBLIC KEY", p256)), "G3"),
        ("a key of RSA", one, one.replace(key_pem, block("PUBLIC KEY", rsa)), "G3"),
        ("a compressed key", two, two.replace(cut(two)[1], block("PUBLIC KEY", compressed)), "G3"),
        ("a private key", one, one.replace(key_pem, (folder / "ours.pem").read_text()), "G2"),
        ("junk in the key", one, one.replace("-----END PUBLIC", "!\n-----END PUBLIC"), "G2"),
        ("another's key", one, one.replace(key_pem, other[1]), "G4"),
        ("another's key with its digest", one,
         one.replace(key_pem, other[1]).replace(re.search("key: .*", one)[0], re.search("key: .*", other[0])[0]), "G4"),
        ("digests in capitals", one, one.replace(seed, seed.upper()), "G2"),
        ("a digest too short", one, one.replace(seed, seed[1:]), "G2"),
        ("another path", one, one.replace("  seed.txt", "  ../seed.txt"), "G2"),
        ("another seed", one, one.replace(seed, "0" * 64), "G5"),
        ("another campaign", one, one.replace("2027Q1", "2027Q2"), "G6"),
        ("another name", one, one.replace("name: 王敏", "name: 李强"), "G7"),
        ("a bit of the signature", one, one.replace(block("SIGNATURE", raw),
                                                    block("SIGNATURE", bytes([raw[0] ^ 1]) + raw[1:])), "G7"),
        ("a signature that is too short", one, one.replace(block("SIGNATURE", raw), block("SIGNATURE", raw[:-1])), "G7"),
        ("a signature that is too long", one, one.replace(block("SIGNATURE", raw), block("SIGNATURE", raw * 20)), "G7"),
        ("another's signature", one, one.replace(block("SIGNATURE", raw), block("SIGNATURE", other[2])), "G7"),
        ("zeros for a signature", two, two.replace(block("SIGNATURE", sm2_raw),
                                                   block("SIGNATURE", bytes.fromhex("3006020100020100"))), "G7"),
        ("numbers in long form", two, two.replace(block("SIGNATURE", sm2_raw),
                                                  block("SIGNATURE", b"\x30\x81" + sm2_raw[1:])), "G7"),
        ("too large", one, one + "x" * 20000, "G1"),
        ("not UTF-8", one, one.encode().replace("王".encode(), b"\xff\xfe"), "G2"),
    ]
    (bundle / "signatures").mkdir()
    for what, text, changed, rule in cases:
        path = good["ours.pem" if text is one else "ours-sm2.pem"]
        path.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
        found, done = verdicts(folder, "--signers", "officers.pem")
        check(changed != text and found == {f"signatures/{path.name}": ("wrong", rule)} and done.returncode == 1, f"{what}: {rule}",
              f"{found} {done.stdout} {done.stderr}")
        path.unlink()
    (bundle / "signatures").rmdir()
    return texts


def test_exchanged(folder, bundle):
    """A signature of one thing in the place of one of another."""
    write_by_hand(folder, bundle, "ours.pem", "announcement")
    path = write_by_hand(folder, bundle, "ours.pem", "commit")
    text = path.read_text(encoding="utf-8")
    as_draw = path.with_name(path.name.replace("commit", "draw"))
    as_draw.write_text(text, encoding="utf-8")
    found, _ = verdicts(folder)
    check(found[f"signatures/{as_draw.name}"] == ("wrong", "G4"), "a commitment's under the name of a draw's", found)
    sums = "".join(f"{sha256(bundle / path)}  {path}\n" for path in FILES["draw"])
    as_draw.write_text(re.sub("[0-9a-f]{64}  commit/SHA256SUMS\n", sums, text).replace("of: commit", "of: draw"),
                       encoding="utf-8")
    found, _ = verdicts(folder)
    check(found[f"signatures/{as_draw.name}"] == ("wrong", "G7"), "a commitment's turned into a draw's", found)
    as_draw.unlink()
    copy = path.with_name("commit-0000000000000000.txt")
    copy.write_text(text, encoding="utf-8")
    found, _ = verdicts(folder)
    check(found[f"signatures/{copy.name}"] == ("wrong", "G4"), "the same signature twice", found)
    copy.unlink()
    write_by_hand(folder, bundle, "ours.pem", "draw", name="李强")
    found, done = verdicts(folder, "--signers", "officers.pem")
    check(sorted(found.values()) == [("valid", ""), ("valid", ""), ("wrong", "G8")] and done.returncode == 1,
          "under the name of another officer", found)
    (bundle / "announcement/en.txt").write_text("other words\n")
    found, _ = verdicts(folder)
    check(("wrong", "G5") in found.values(), "another announcement", found)
    (bundle / "announcement/en.txt").unlink()
    found, _ = verdicts(folder)
    check(("wrong", "G5") in found.values(), "an announcement that is gone", found)
    shutil.rmtree(bundle / "signatures")


def test_places(folder, bundle):
    """What lies in signatures/ and is no file, is too much, or is in the way."""
    path = write_by_hand(folder, bundle, "ours.pem", "draw")
    text = path.read_bytes()
    signatures = bundle / "signatures"
    odd = {
        "a link to a signature": lambda at: at.symlink_to(folder / "elsewhere"),
        "a link to nothing": lambda at: at.symlink_to("nothing"),
        "a link to a device": lambda at: at.symlink_to("/dev/zero"),
        "a pipe": lambda at: os.mkfifo(at),
        "a file of 10 GB": lambda at: (at.touch(), os.truncate(at, 10**10)),
    }
    (folder / "elsewhere").write_bytes(text)
    for what, make in odd.items():
        path.unlink()
        make(path)
        begun = time.monotonic()
        found, done = verdicts(folder)
        listed = {name.rstrip("/"): verdict for name, verdict in found.items()}
        check(listed == {f"signatures/{path.name}": ("wrong", "G1")} and time.monotonic() - begun < 10, what, done.stdout)
        again = run("sign", "bundle", "--key", "ours.pem", "--name", "王敏", folder=folder)
        check(again.returncode in (3, 4), f"{what} is not signed over", f"{again.returncode} {again.stderr}")
    path.unlink()
    for name in ("x\x1b[31m\ty.txt", "draw-\xff.txt".encode("latin-1").decode("utf-8", "surrogateescape"), "README"):
        (signatures / name).write_text("x")
        done = run("verify", "bundle", folder=folder)
        check(done.returncode == 1 and "\x1b" not in done.stderr and "G2" in done.stderr, f"a file named {name!a}", done.stderr)
        (signatures / name).unlink()
    (signatures / "deep").mkdir()
    (signatures / "deep" / path.name).write_bytes(text)
    found, _ = verdicts(folder)
    check(set(found.values()) == {("wrong", "G4")}, "a signature in a folder below", found)
    shutil.rmtree(signatures)
    signatures.mkdir()
    for number in range(1001):
        (signatures / f"{number:04}.txt").write_bytes(text)
    begun = time.monotonic()
    found, done = verdicts(folder)
    check(len(found) == 1001 and found["signatures/"] == ("wrong", "G1") and time.monotonic() - begun < 20,
          "1001 files", done.stdout[-500:])
    shutil.rmtree(signatures)
    for what, make in (("a file", lambda: signatures.write_text("x")), ("a link", lambda: signatures.symlink_to(folder))):
        make()
        found, _ = verdicts(folder)
        done = run("sign", "bundle", "--key", "ours.pem", "--name", "王敏", folder=folder)
        check(found == {"signatures/": ("wrong", "G1")} and done.returncode == 4, f"{what} in the place of signatures/",
              f"{found} {done.stderr}")
        signatures.unlink()
    path = write_by_hand(folder, bundle, "ours.pem", "draw")
    seed = (bundle / "seed.txt").read_bytes()
    os.truncate(bundle / "seed.txt", 10**10)
    begun = time.monotonic()
    found, _ = verdicts(folder)
    check(set(found.values()) == {("wrong", "G5")} and time.monotonic() - begun < 20, "a seed of 10 GB", found)
    (bundle / "seed.txt").unlink()
    (bundle / "seed.txt").write_bytes(seed)
    params = bundle / "commit/params.csv"
    kept = params.read_bytes()
    params.write_text("name,value\n")
    found, _ = verdicts(folder)
    done = run("sign", "bundle", "--of", "commit", "--key", "ours.pem", "--name", "王敏", folder=folder)
    check(set(found.values()) == {("wrong", "G6")} and done.returncode == 3, "no campaign in params.csv", done.stderr)
    params.write_bytes(kept)
    shutil.rmtree(signatures)


def write(folder, name, text, mode=0o600):
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / name).chmod(mode)
    return name


def test_private_keys(folder):
    key = (folder / "ours.pem").read_text()
    openssl("ec", "-in", "ours-sm2.pem", "-out", "sec1.pem", folder=folder)
    openssl("pkcs8", "-topk8", "-in", "ours.pem", "-passout", "pass:x", "-out", "locked.pem", folder=folder)
    openssl("pkey", "-in", "ours.pem", "-pubout", "-out", "public.pem", folder=folder)
    for name in ("sec1.pem", "locked.pem", "public.pem"):
        (folder / name).chmod(0o600)
    (folder / "pipe").unlink(missing_ok=True)
    os.mkfifo(folder / "pipe", 0o600)
    (folder / "huge").touch(0o600)
    os.truncate(folder / "huge", 10**10)
    cases = [
        (write(folder, "open.pem", key, 0o640), "chmod 600"),
        (write(folder, "writable.pem", key, 0o602), "chmod 600"),
        ("nothing.pem", "cannot be read"),
        (".", "no regular file"),
        ("pipe", "no regular file"),
        ("huge", "too large"),
        (write(folder, "empty.pem", ""), "no key in PEM"),
        (write(folder, "junk.pem", os.urandom(5000)), "PEM"),
        (write(folder, "nul.pem", key + "\0"), "no text"),
        (write(folder, "cut.pem", key[:60]), "damaged"),
        (write(folder, "bent.pem", key.replace("M", "!", 1)), "damaged"),
        (write(folder, "der.pem", block("PRIVATE KEY", b"0\x05\x02\x01\x00")), "PKCS #8"),
        ("public.pem", "holds a public key"),
        ("locked.pem", "encrypted"),
        ("sec1.pem", "pkcs8 -topk8"),
        ("rsa.pem", "neither an Ed25519 nor an SM2 key"),
        (write(folder, "p256-8.pem", openssl("pkcs8", "-topk8", "-nocrypt", "-in", "p256.pem", folder=folder)),
         "neither an Ed25519 nor an SM2 key"),
    ]
    (folder / "rsa.pem").chmod(0o600)
    for name, words in cases:
        done = run("sign", "bundle", "--key", name, "--name", "王敏", folder=folder)
        check(done.returncode == 3 and words in done.stderr and done.stderr.count("\n") == 1 and not (folder / "bundle/signatures").exists(),
              f"the key {name}: {words}", f"{done.returncode} {done.stderr}")
    done = run("keys", "new", "-o", "ours.pem", folder=folder)
    check(done.returncode == 4 and (folder / "ours.pem").read_text() == key, "a key is not written over", done.stderr)
    for options, status in (([], 2), (["--key", "ours.pem", "--signer", "cat"], 2), (["--signer", "cat"], 2),
                            (["--key", "ours.pem", "--user-id", "x"], 3), (["--key", "ours-sm2.pem", "--user-id", "x y"], 3)):
        done = run("sign", "bundle", "--name", "王敏", *options, folder=folder)
        check(done.returncode == status, f"{options}: {status}", done.stderr)
    for name in ("", " x", "a\nb", "a\u200bb", "x" * 201):
        done = run("sign", "bundle", "--key", "ours.pem", "--name", name, folder=folder)
        check(done.returncode == 3, f"nobody is called {name[:10]!a}", done.stderr)


def test_public_keys(folder, bundle):
    write_by_hand(folder, bundle, "ours.pem", "draw")
    key = (folder / "public.pem").read_text()
    zhao = openssl("pkey", "-in", "theirs.pem", "-pubout", folder=folder).decode()
    openssl("req", "-x509", "-key", "ours.pem", "-subj", "/CN=x", "-out", "certificate.pem", folder=folder)
    (folder / "keys").mkdir()
    (folder / "none").mkdir()
    (folder / "keys/王敏.pem").write_text(key)
    (folder / "keys/more.pem").write_text(f"\ufeffname: 赵\r\n{zhao}".replace("\n", "\r\n"))
    (folder / "keys/notes.txt").write_text("not a key")
    for name in ("keys", write(folder, "王敏.pem", key), write(folder, "list", f"Officers\n\nname: 王敏\n{key}\nname:赵\n{zhao}")):
        found, done = verdicts(folder, "--signers", name)
        check(set(found.values()) == {("valid", "")}, f"signers by {name}", f"{found} {done.stderr}")
    cases = [
        ("nothing", "cannot be read"),
        ("none", ".pem"),
        ("pipe", "no regular file"),
        ("huge", "too large"),
        ("ours.pem", "private key"),
        (write(folder, "both.pem", f"name: 王敏\n{key}{(folder / 'ours.pem').read_text()}"), "private key"),
        ("certificate.pem", "x509 -pubkey"),
        (write(folder, "rsa-public.pem", openssl("pkey", "-in", "rsa.pem", "-pubout", folder=folder)), "neither"),
        (write(folder, "text", "王敏\n"), "no public key"),
        (write(folder, "gbk", "name: 王敏\n".encode("gbk") + key.encode()), "UTF-8"),
        (write(folder, "twice", f"name: a\n{key}name: b\n{key}"), "belongs to one person"),
        (write(folder, "nameless", f"name: \n{key}"), "name"),
        (write(folder, "cut", f"name: a\n{key[:60]}"), "no public key"),
    ]
    for name, words in cases:
        done = run("verify", "bundle", "--signers", name, folder=folder)
        check(done.returncode == 3 and words in done.stderr and done.stdout == "", f"signers by {name}: {words}", done.stderr)
    for options, status in ((["--require", "1"], 2), (["--signers", "keys", "--require", "0"], 2),
                            (["--signers", "keys", "--require", "x"], 2), (["--signers", "keys", "--require", "1"], 0),
                            (["--signers", "keys", "--require", "2"], 1)):
        done = run("verify", "bundle", *options, folder=folder)
        check(done.returncode == status, f"{options}: {status}", done.stderr)
    shutil.rmtree(bundle / "signatures")


def test_broken_bundles(folder, bundle):
    """What is wrong is not signed."""
    def sign(of):
        return run("sign", "bundle", "--key", "ours.pem", "--name", "王敏", "--of", of, folder=folder)

    frame = sorted((bundle / "commit/frames").iterdir())[0]
    for path, things in ((frame, "commit draw"), (bundle / "draw/teams.csv", "draw"), (bundle / "seed.txt", "draw")):
        kept = path.read_bytes()
        path.write_bytes(kept + b"x\n")
        for thing in things.split():
            done = sign(thing)
            check(done.returncode == 3 and "nothing is signed" in done.stderr, f"{path.name} changed: no signature of {thing}", done.stderr)
        path.write_bytes(kept)
    for name in FILES["announcement"][:4]:
        (bundle / name).write_text("another commitment\n")
    done = sign("announcement")
    check(done.returncode == 3 and "nothing is signed" in done.stderr, "an announcement of something else", done.stderr)
    shutil.rmtree(bundle / "announcement")
    check(sign("announcement").returncode == 3, "no announcement")
    (bundle / "draw").rename(folder / "draw")
    check(sign("draw").returncode == 3, "no draw")
    done = sign("latest")
    check(done.returncode == 0 and done.stdout.startswith("signatures/commit-") and done.stdout.count("\n") == 1,
          "latest: the commitment alone", done.stderr)
    done = run("sign", "nothing", "--key", "ours.pem", "--name", "王敏", folder=folder)
    check(done.returncode == 3, "no bundle", done.stderr)
    check(not (bundle / ".choucha-partial").exists(), "nothing was left behind")


def test_external(folder, bundle):
    public = run("keys", "public", "theirs.pem", folder=folder).stdout
    write(folder, "p.pem", public)
    for command, words in (("false", "it failed"), ("printf x", "is no signature with the key"), ("yes", "more than"),
                           ("no-such-program-here", "no-such-program-here"),
                           ("openssl pkeyutl -sign -rawin -inkey ours.pem -in /dev/stdin", "is no signature with the key")):
        done = run("sign", "bundle", "--name", "Zhao", "--public-key", "p.pem", "--signer", command, folder=folder)
        check(done.returncode == 3 and words in done.stderr and not (bundle / "signatures").exists(), f"the signer {command}", done.stderr)
    done = run("sign", "bundle", "--name", "Zhao", "--public-key", "p.pem",
               "--signer", "openssl pkeyutl -sign -rawin -inkey theirs.pem -in /dev/stdin", folder=folder)
    found, _ = verdicts(folder, "--signers", "officers.pem")
    check(done.returncode == 0 and set(found.values()) == {("valid", "")}, "openssl as the signer", done.stderr)
    shutil.rmtree(bundle / "signatures")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bundle = make_bundle(folder)
        make_keys(folder)
        test_ours(folder, bundle)
        test_theirs(folder, bundle)
        test_one_by_one(folder, bundle)
        test_exchanged(folder, bundle)
        shutil.rmtree(bundle)
        bundle = make_bundle(folder)
        test_places(folder, bundle)
        test_private_keys(folder)
        test_public_keys(folder, bundle)
        test_external(folder, bundle)
        test_broken_bundles(folder, bundle)
    print(f"1..{len(checks)}")
    return 0 if all(checks) else 1


sys.exit(main())
