"""A command to what its whole process took: wall seconds, CPU seconds and peak memory, as the system counts them.

The process that measures must stay small: Linux counts the memory of the process that starts another as the
other's until that one has its own program. So no engine is imported here.
"""

import os
import signal
import subprocess
import tempfile
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")


def busy():
    """CPU seconds that all processes of the machine have used; idle and waiting for disks do not count."""
    with open("/proc/stat", encoding="ascii") as file:
        user, nice, system, _idle, _wait, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICKS


def kill_group(process, killed):
    killed.set()
    os.killpg(process.pid, signal.SIGKILL)


def wait(process, limit):
    """Waits for the end, or ends it at the limit. The status is the process's own; usage includes its children."""
    killed = threading.Event()
    timer = threading.Timer(limit, kill_group, (process, killed))
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    # Popen must not wait for a process that is gone.
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage, killed.is_set()


def run(command, limit, cwd=None):
    """Keys: status ('ok', 'failed', 'over'), wall, cpu, others_cpu, rss_mib, load before it, out, err."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        load, before, start = os.getloadavg()[0], busy(), time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, cwd=cwd, start_new_session=True)
        code, usage, over = wait(process, limit)
        wall, all_cpu = time.perf_counter() - start, busy() - before
        out.seek(0), err.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        status = "over" if over else "failed" if code else "ok"
        return {"status": status, "wall": round(wall, 3), "cpu": round(cpu, 3),
                "others_cpu": round(max(0.0, all_cpu - cpu), 2), "rss_mib": round(usage.ru_maxrss / 1024, 1),
                "load": round(load, 2), "out": out.read(), "err": err.read()}
