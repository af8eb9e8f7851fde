"""What keeps a founder's notes and the daemon's door safe, each with a change that takes it away and the tests that must notice."""

from typing import NamedTuple


class Safeguard(NamedTuple):
    """Something that nothing may silently be without.

    Arguments:
        name: what it does.
        file: where it stands, in the package.
        written: the piece of source that does it; it stands there once.
        without: what takes its place, so that it is done no more.
        tests: the test files of which at least one must fail then.
    """

    name: str
    file: str
    written: str
    without: str
    tests: tuple[str, ...]


WATCHER = ("tests/vault/test_watcher.py",)
RECONCILE = ("tests/vault/test_reconcile.py",)
READING = ("tests/vault/test_files.py",)
WRITING = ("tests/vault/test_writing.py",)
REFUSING = ("tests/proof/test_refusing_disks.py",)
KILLED = ("tests/proof/test_killed_while_writing.py",)
CACHE = ("tests/vault/test_cache.py",)
ACCESS = ("tests/server/test_access.py",)
LIVE_ACCESS = ("tests/server/test_live_access.py",)
BOUNDS = ("tests/server/test_bounds.py",)
PLACES = ("tests/server/test_places.py",)
LIVE = ("tests/server/test_live.py",)
TRUST = ("tests/server/test_trust.py",)
FIXES = ("tests/server/test_hints.py",)
PROPERTIES = ("tests/notes/test_front_matter.py",)

WATCHING = (
    Safeguard(
        "looks at everything after an overflow",
        "vault/shared_observer.py",
        "        self._on_loss()\n",
        "        pass\n",
        WATCHER,
    ),
    Safeguard(
        "looks at everything after a sleep",
        "vault/watch.py",
        "if self._pulse.slept(now, self._clocks.wall(), until):",
        "if False:",
        WATCHER,
    ),
    Safeguard(
        "looks at everything now and then",
        "vault/watch.py",
        "if now >= self._next_walk:",
        "if False:",
        WATCHER,
    ),
    Safeguard(
        "arms a watch again that died",
        "vault/watch.py",
        "        if broken or (checking",
        "        if (checking",
        WATCHER,
    ),
    Safeguard(
        "does not hear its own reading",
        "vault/native.py",
        "    events.FileOpenedEvent,\n    events.FileClosedNoWriteEvent,\n",
        "",
        WATCHER,
    ),
    Safeguard(
        "reads again what changed within the tick of a clock",
        "vault/stamps.py",
        "if fresh else self",
        "if False else self",
        RECONCILE,
    ),
    Safeguard(
        "reads again what an event named",
        "vault/reconcile.py",
        "if path in found.under or inventory",
        "if inventory",
        RECONCILE,
    ),
    Safeguard(
        "doubts a great loss",
        "vault/reconcile.py",
        "if suspicion is None or _is_confirmed(suspicion, doubt):",
        "if True:",
        RECONCILE,
    ),
    Safeguard(
        "takes what it may not look at for what it was",
        "vault/reconcile.py",
        "missed.difference_update(inventory.beneath(folder))",
        "pass",
        RECONCILE,
    ),
    Safeguard(
        "does not open what is not downloaded",
        "vault/reading.py",
        "if not is_local(status):",
        "if False:",
        READING,
    ),
    Safeguard("refuses links", "vault/reading.py", "    if is_link(status):\n", "    if False:\n", READING),
    Safeguard(
        "opens no link that was swapped in",
        "vault/reading.py",
        'READ_NO_LINK = READ | getattr(os, "O_NOFOLLOW", 0)',
        "READ_NO_LINK = READ",
        READING,
    ),
    Safeguard("does not wait for a pipe", "vault/reading.py", ' | getattr(os, "O_NONBLOCK", 0)', "", READING),
    Safeguard(
        "refuses a path that climbs",
        "vault/reading.py",
        '{"", ".", ".."}.isdisjoint',
        '{""}.isdisjoint',
        READING,
    ),
    Safeguard(
        "reads no more than the limit",
        "vault/reading.py",
        "if size > limit or not left:",
        "if False:",
        READING,
    ),
)
KEEPING = (
    Safeguard(
        "writes only over the text a change was made for",
        "vault/planning.py",
        "if (None if content is None else digest_of(content)) != new.digest:",
        "if False:",
        WRITING,
    ),
    Safeguard(
        "looks once more right before a note is replaced",
        "vault/replacing.py",
        "            _check(each)\n            each.place",
        "            each.place",
        WRITING,
    ),
    Safeguard(
        "forces a note to the disk before it takes its place",
        "vault/temporary.py",
        "former)\n        os.fsync(file.fileno())\n",
        "former)\n",
        WRITING,
    ),
    Safeguard(
        "forces the new name to the disk",
        "vault/place.py",
        "            os.fsync(self.folder)\n",
        "            pass\n",
        WRITING,
    ),
    Safeguard(
        "puts back what was replaced",
        "vault/journal.py",
        "                self._take_back(entries)\n",
        "                pass\n",
        REFUSING,
    ),
    Safeguard(
        "puts back with it what was appended meanwhile",
        "vault/replacing.py",
        "        _failures(_put_back, reversed(done))\n",
        "",
        REFUSING,
    ),
    Safeguard(
        "says of a half-written fix that it is one",
        "vault/journal.py",
        "raise HalfWrittenError(error.strerror or type(error).__name__) from error",
        "raise",
        REFUSING,
    ),
    Safeguard(
        "puts edits only into the text they were made for",
        "shapes/fixes.py",
        "    if digest != (note.digest if note else None):",
        "    if False:",
        ("tests/shapes/test_fixes.py",),
    ),
    Safeguard(
        "mends only notes that were read",
        "cli/fixing.py",
        "    return all(note is None or note.was_read for note in edited)",
        "    return True",
        ("tests/cli/test_check.py",),
    ),
    Safeguard(
        "puts back nothing over what somebody wrote",
        "vault/replacing.py",
        "    if not _is_ours(each):",
        "    if False:",
        WRITING,
    ),
    Safeguard(
        "brings along what is appended meanwhile",
        "vault/replacing.py",
        "            _bring_along(each)\n",
        "            pass\n",
        WRITING,
    ),
    Safeguard(
        "undoes what a crash left",
        "vault/journal.py",
        "        self._undo(_load(file))\n",
        "",
        KILLED,
    ),
    Safeguard(
        "forces the journal to the disk",
        "vault/journal.py",
        "            os.fsync(opened.fileno())\n",
        "",
        WRITING,
    ),
    Safeguard(
        "tells of a note that goes before it is read",
        "vault/disk.py",
        "                gone[read.path] = None\n",
        "",
        ("tests/vault/test_disk.py",),
    ),
    Safeguard(
        "tries again what could not be read",
        "vault/disk.py",
        "                self._missed.add(read.path)\n",
        "",
        ("tests/test_workspace.py", "tests/proof/test_daemon_faults.py"),
    ),
    Safeguard(
        "leaves no temporary file",
        "vault/temporary.py",
        "    handles.callback(place.remove, name)\n",
        "",
        WRITING,
    ),
    Safeguard(
        "keeps the mode",
        "vault/temporary.py",
        "os.fchmod(handle, stat.S_IMODE(former.st_mode))",
        "pass",
        WRITING,
    ),
    Safeguard(
        "leaves a read-only note alone",
        "vault/replacing.py",
        "if former is not None and not former.st_mode & WRITABLE:",
        "if False:",
        WRITING,
    ),
    Safeguard(
        "does not lose bytes that are no UTF-8",
        "vault/planning.py",
        'if encode(decoded.text, has_bom=decoded.has_bom) != (content or b""):',
        "if False:",
        WRITING,
    ),
    Safeguard(
        "leaves an open note to its editor",
        "workspace.py",
        "        if opened:\n",
        "        if False:\n",
        FIXES,
    ),
    Safeguard(
        "begins anew with a cache of another version",
        "vault/cache_file.py",
        "if tables and found != self._version:",
        "if False:",
        CACHE,
    ),
    Safeguard(
        "reads no front matter that is too large",
        "notes/front_matter.py",
        "if block.content.end - block.content.start > MAX_LENGTH:",
        "if False:",
        PROPERTIES,
    ),
    Safeguard(
        "bounds nesting and nodes",
        "notes/yaml_core.py",
        "        self.nodes += 1\n        if depth > MAX_DEPTH or self.nodes > MAX_NODES:\n            raise self._out_of_bounds(event, depth)\n        kind",
        "        kind",
        PROPERTIES,
    ),
    Safeguard(
        "bounds what aliases multiply",
        "notes/yaml_core.py",
        "        self._count_again(node, depth, event)\n",
        "",
        PROPERTIES,
    ),
    Safeguard(
        "goes on when a rule fails",
        "hints/findings.py",
        "        except Exception as error:",
        "        except ZeroDivisionError as error:",
        ("tests/hints/test_engine.py",),
    ),
)
ANSWERING = (
    Safeguard("checks Host", "server/application.py", "        HostGuard(access.port),\n", "", ACCESS),
    Safeguard("checks Origin", "server/application.py", "        OriginGuard(access.origins),\n", "", ACCESS),
    Safeguard(
        "compares the token", "server/guards.py", "hmac.compare_digest(offered, self.token)", "True", ACCESS
    ),
    Safeguard(
        "takes one token only",
        "server/guards.py",
        "    if len(values) != 1:\n",
        "    if not values:\n",
        ACCESS,
    ),
    Safeguard(
        "judges a WebSocket as a request",
        "server/guards.py",
        'None if scope["type"] == "lifespan" else',
        'None if scope["type"] != "http" else',
        LIVE_ACCESS,
    ),
    Safeguard("takes JSON only", "server/application.py", "        demand_json,\n", "", ACCESS),
    Safeguard(
        "bounds a body that is declared",
        "server/bodies.py",
        "            self._check_declared(scope)\n",
        "",
        ACCESS,
    ),
    Safeguard(
        "bounds a body that arrives", "server/bodies.py", "if len(body) > self.limit:", "if False:", BOUNDS
    ),
    Safeguard(
        "does not wait for a body for ever",
        "server/bodies.py",
        "asyncio.timeout(self.seconds)",
        "asyncio.timeout(None)",
        BOUNDS,
    ),
    Safeguard(
        "says that nothing is to be kept or guessed",
        "server/daemon.py",
        "QuietServer(SafeHeaders(app))",
        "QuietServer(app)",
        ACCESS,
    ),
    Safeguard(
        "refuses a hidden folder and one above",
        "server/paths.py",
        'part == "" or part.startswith(".")',
        'part == ""',
        BOUNDS,
    ),
    Safeguard(
        "listens on loopback only", "server/listening.py", '"127.0.0.1", port', '"0.0.0.0", port', ACCESS
    ),
    Safeguard(
        "proves that it knows the token",
        "server/daemon_routes.py",
        "else proof(token, nonce)",
        "else nonce",
        ACCESS,
    ),
    Safeguard(
        "gives the token to nobody else",
        "cli/client.py",
        "return health.proof is not None and hmac.compare_digest(\n"
        "            health.proof, proof(self.runtime.token, nonce)\n        )",
        "return True",
        TRUST,
    ),
    Safeguard("runs no code of a vault", "server/runtime.py", '"-P", ', "", TRUST),
    Safeguard(
        "refuses a token that others can read",
        "server/private.py",
        "    if mode & OTHERS:\n",
        "    if False:\n",
        PLACES,
    ),
    Safeguard(
        "refuses a token of somebody else",
        "server/private.py",
        "    if owner != user:\n",
        "    if False:\n",
        PLACES,
    ),
    Safeguard(
        "is the only daemon of its user",
        "server/runtime.py",
        "        lock.acquire()\n",
        "        pass\n",
        PLACES,
    ),
    Safeguard(
        "takes a newer version of a buffer only",
        "server/live.py",
        "if change.version <= former.version:",
        "if False:",
        LIVE,
    ),
    Safeguard(
        "drops what a slow client does not read",
        "server/outbox.py",
        "if len(self._waiting) > self._limit:",
        "if False:",
        BOUNDS,
    ),
    Safeguard(
        "lets go of the notes of an editor that left",
        "server/live.py",
        "            await run_in_threadpool(self.vault.buffers.close_all, self)\n",
        "            pass\n",
        LIVE,
    ),
)
SAFEGUARDS = (*WATCHING, *KEEPING, *ANSWERING)
