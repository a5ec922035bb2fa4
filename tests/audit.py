"""Look for known vulnerabilities of locked packages: python tests/audit.py PIP_AUDIT LOCK_FILE

Exits with 1 if there are some. Without access to the list of them, says so and exits with 0.
"""

import subprocess
import sys

_UNREACHABLE = ("ConnectionError", "ServiceError", "Max retries", "Could not connect", "HTTPError")


def main() -> int:
    """Return the exit status."""
    program, lock_file = sys.argv[1:]
    command = [program, "--requirement", lock_file, "--no-deps", "--disable-pip"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(done.stdout, end="")
    if done.returncode == 0:
        skipped = done.stdout.count("could not be audited")
        if skipped:
            print(f"{skipped} packages were not audited: the index has no list for them.")
        return 0
    if "vulnerabilit" in done.stderr and "Found" in done.stderr:
        print(done.stderr, end="", file=sys.stderr)
        return 1
    last = (done.stderr.strip().splitlines() or ["no output"])[-1]
    reason = "cannot be reached" if any(word in done.stderr for word in _UNREACHABLE) else "failed"
    print(f"Nothing was audited: the list of vulnerabilities {reason}: {last[:200]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
