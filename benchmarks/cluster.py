"""Counts a reference on a Dask cluster, kills one of its two workers half-way, and compares the bytes.

Run it from the book's folder, in an environment that has `distributed`, too:

    python benchmarks/cluster.py [--size WORDS]

The texts are those of `benchmarks/reference.py`. They are counted in the processes of this machine, and then
on the cluster, whose two workers are processes of this machine as well. The exit status is 1 if a byte
differs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from distributed import Client
from reference import write_book

from reading.data.derive_reference import derive
from reading.data.executors import open_executor

PORT = 8799


def main() -> int:
    """Count twice, and compare. Return 1 if the tables differ, else 0."""
    parser = argparse.ArgumentParser(description="Lose a worker of a cluster while a reference is derived.")
    parser.add_argument("--size", type=int, default=1_000_000, help="number of words")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_book(root, arguments.size)
        start = time.perf_counter()
        with open_executor() as executor:
            derive(root / "texts", "made", root, executor)
        print(f"processes of this machine: {time.perf_counter() - start:.1f} s")
        expected = read_tables(root)
        start = time.perf_counter()
        derive_with_loss(root)
        print(f"cluster that loses one of two workers: {time.perf_counter() - start:.1f} s")
        differing = [name for name, data in read_tables(root).items() if data != expected[name]]
    print(f"files that differ: {', '.join(differing) or 'none'}")
    return int(bool(differing))


def read_tables(root: Path) -> dict[str, bytes]:
    """The files of the reference, by name."""
    return {path.name: path.read_bytes() for path in sorted((root / "data/reference/made").iterdir())}


def derive_with_loss(root: Path) -> None:
    """Derive on a cluster of two workers, and kill one when half of the texts are counted."""
    address = f"tcp://127.0.0.1:{PORT}"
    modules = "distributed.cli.dask_scheduler", "distributed.cli.dask_worker"
    scheduler, worker = ([sys.executable, "-m", module] for module in modules)
    options = ["--host", "127.0.0.1", "--port", str(PORT), "--no-dashboard"]
    running = [subprocess.Popen([*scheduler, *options], stderr=subprocess.DEVNULL)]
    command = [*worker, address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    running += [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(2)]

    def lose_worker(done: int, total: int) -> None:
        if done >= total / 2 and running[1].poll() is None:
            running[1].kill()
            running[1].wait()
            print(f"killed one worker after {done} of {total} texts")

    try:
        with Client(address, timeout=30) as client:
            client.wait_for_workers(2, timeout=30)
        with open_executor(address) as executor:
            derive(root / "texts", "made", root, executor, progress=lose_worker)
    finally:
        for process in running:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
