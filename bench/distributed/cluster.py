"""A roll-up on a Spark cluster of this machine that loses a worker in the middle, against the undisturbed one.

A standalone master and two workers run as processes on loopback. A worker and its executor are killed (SIGKILL to
their process group) while Spark's REST API says that tasks run on it. From Spark's log of events it is then read how
many tasks were lost and run again. The cells must be those of the undisturbed run and those of DuckDB. The same
statement also goes through Spark Connect.

Usage: python cluster.py GOINGRATE ROWS RESULT.json
"""

import glob
import json
import os
import pathlib
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import duckdb
import pyspark

import posts
from engines import DRIVERS, HERE, statement

SPARK = os.path.dirname(pyspark.__file__)
TABLE = "posts"
# All memory of Spark together stays below 3 GB: master and workers are daemons, executors do the work.
DAEMON, DRIVER, EXECUTOR = "192m", "512m", "640m"
TASKS_BEFORE_KILL = 6


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(what, found, seconds=300):
    """Asks until there is an answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            answer = found()
            if answer:
                return answer
        except (OSError, ValueError):
            # Nobody listens yet, or a page of Spark says that it is starting.
            pass
        time.sleep(0.05)
    raise AssertionError(f"no {what} within {seconds} s")


def asked(url):
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


class Cluster:
    """Master and workers, which end with it."""

    def __init__(self, folder):
        self.folder, self.processes = folder, []
        self.port, self.web = free_port(), free_port()
        self.master = f"spark://127.0.0.1:{self.port}"
        self.start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(self.port),
                   "--webui-port", str(self.web))
        wait_for("master", lambda: asked(f"http://127.0.0.1:{self.web}/json/"))
        self.workers = [self.worker(), self.worker()]
        self.wait_for_workers(2)

    def start(self, name, *args):
        log = open(os.path.join(self.folder, f"{name}.log"), "ab")
        env = os.environ | {"SPARK_DAEMON_MEMORY": DAEMON, "SPARK_MASTER_OPTS": "-Dspark.worker.timeout=900", "SPARK_HOME": SPARK, "SPARK_LOCAL_IP": "127.0.0.1"}
        # A session of its own, so that a worker dies with its executors, as a machine does.
        process = subprocess.Popen([f"{SPARK}/bin/spark-class", *args], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   env=env, start_new_session=True)
        self.processes.append(process)
        return process

    def worker(self):
        number, port = len(self.processes), free_port()
        work = os.path.join(self.folder, f"work-{number}")
        process = self.start(f"worker-{number}", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--port",
                             str(port), "--webui-port", str(free_port()), "--cores", "1", "--memory", "1g",
                             "--work-dir", work, self.master)
        return process, work

    def wait_for_workers(self, count):
        alive = lambda: asked(f"http://127.0.0.1:{self.web}/json/")["aliveworkers"] >= count
        wait_for("workers", alive)

    def kill(self, process):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def end(self):
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)


class Run:
    """One roll-up by the program's own driver, with Spark's REST API and log of events."""

    started = []

    def __init__(self, name, folder, sql, files, **job):
        self.folder = os.path.join(folder, name)
        self.out, self.events, conf = (os.path.join(self.folder, x) for x in ("out", "events", "conf"))
        for made in (self.out, self.events, conf):
            os.makedirs(made)
        self.ui = free_port()
        settings = {
            "spark.ui.port": self.ui, "spark.eventLog.enabled": "true", "spark.eventLog.dir": f"file://{self.events}",
            "spark.eventLog.compress": "false", "spark.driver.memory": DRIVER, "spark.executor.memory": EXECUTOR,
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.files.openCostInBytes": 16 << 20, "spark.sql.files.maxPartitionBytes": 16 << 20,
            # A machine that is shared may stand still for minutes; only a worker that is gone shall count as lost.
            "spark.network.timeout": "900s", "spark.executor.heartbeatInterval": "20s", "spark.sql.shuffle.partitions": 8, "spark.eventLog.rolling.enabled": "false",
        }
        lines = [f"{key} {value}\n" for key, value in settings.items()]
        pathlib.Path(conf, "spark-defaults.conf").write_text("".join(lines))
        path = os.path.join(self.folder, "job.json")
        whole = dict(statement=sql, table=TABLE, files=files, out=self.out, master=None, connect=None, memory=None) | job
        pathlib.Path(path).write_text(json.dumps(whole))
        self.log = open(os.path.join(self.folder, "log"), "wb")
        env = os.environ | {"SPARK_CONF_DIR": conf, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        self.began = time.monotonic()
        self.process = subprocess.Popen([sys.executable, str(DRIVERS / "on_spark.py"), path], stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log, env=env, start_new_session=True)
        Run.started.append(self.process)

    def busy(self, work):
        """The executor of a worker (by its folder) when it has done some tasks and runs others."""
        if self.process.poll() is not None:
            raise AssertionError(f"{self.folder} ended before a worker could be killed")
        url = f"http://127.0.0.1:{self.ui}/api/v1/applications"
        application = asked(url)[0]["id"]
        # A worker's folder has a folder for each application, with one for each of its executors by number.
        ours = {os.path.basename(path) for path in glob.glob(f"{work}/{application}/*")}
        found = next((e for e in asked(f"{url}/{application}/executors") if e["id"] in ours), None)
        return found if found and found["activeTasks"] and found["completedTasks"] >= TASKS_BEFORE_KILL else None

    def finish(self):
        code = self.process.wait(timeout=1800)
        seconds = time.monotonic() - self.began
        if code:
            raise AssertionError(pathlib.Path(self.folder, "log").read_text()[-4000:])
        return posts.told(self.out) | {"seconds": round(seconds, 1)}

    def tasks(self):
        """Tasks that ended well, those that were lost, and those whose result was lost, by the log of events."""
        counts = {"succeeded": 0, "lost": 0, "run again": 0, "executors removed": 0}
        for path in glob.glob(f"{self.events}/*"):
            for line in open(path, encoding="utf-8"):
                event = json.loads(line)
                if event["Event"] == "SparkListenerExecutorRemoved":
                    counts["executors removed"] += 1
                if event["Event"] == "SparkListenerTaskEnd":
                    reason = event["Task End Reason"]["Reason"]
                    key = {"Success": "succeeded", "ExecutorLostFailure": "lost", "Resubmitted": "run again"}.get(reason)
                    counts[key or reason] = counts.get(key or reason, 0) + 1
        return counts


def disturbed(cluster, folder, sql, files):
    """The run in which a worker dies, and what was seen of its tasks."""
    run = Run("disturbed", folder, sql, files, master=cluster.master)
    process, work = cluster.workers[1]
    seen = wait_for("busy executor", lambda: run.busy(work), seconds=600)
    cluster.kill(process)
    killed = round(time.monotonic() - run.began, 1)
    told = run.finish()
    shown = {"tasks running": seen["activeTasks"], "tasks done": seen["completedTasks"], "after seconds": killed}
    return told | {"worker killed with": shown, "tasks": run.tasks()}


def connected(folder, sql, files):
    """The run through a server of Spark Connect."""
    port, log = free_port(), open(os.path.join(folder, "connect.log"), "wb")
    conf = {"spark.connect.grpc.binding.port": port, "spark.driver.host": "127.0.0.1", "spark.driver.memory": "1g",
            "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false"}
    args = [f"{SPARK}/bin/spark-submit", "--master", "local[2]", "--class",
            "org.apache.spark.sql.connect.service.SparkConnectServer"]
    args += [a for key, value in conf.items() for a in ("--conf", f"{key}={value}")]
    server = subprocess.Popen([*args, "spark-internal"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                              env=os.environ | {"SPARK_HOME": SPARK}, start_new_session=True)
    try:
        wait_for("server", lambda: socket.create_connection(("127.0.0.1", port), 1).close() or True)
        return Run("connected", folder, sql, files, connect=f"sc://127.0.0.1:{port}").finish()
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def on_duckdb(folder, sql, files):
    out = os.path.join(folder, "duckdb")
    os.mkdir(out)
    path = os.path.join(folder, "duckdb.json")
    job = dict(statement=sql, table=TABLE, files=files, out=out, master=None, connect=None, memory=1 << 30)
    pathlib.Path(path).write_text(json.dumps(job))
    began = time.monotonic()
    subprocess.run([sys.executable, str(DRIVERS / "on_duckdb.py"), path], check=True)
    return posts.told(out) | {"seconds": round(time.monotonic() - began, 1)}


def local(program, folder, files):
    """The program's own kernel, or why it did not run."""
    out = os.path.join(folder, "local")
    args = [program, "rollup", "run", "--table", os.path.dirname(files[0]), "--map", str(HERE / "posts.toml"), "-o", out]
    began = time.monotonic()
    done = subprocess.run(args, capture_output=True, text=True)
    if done.returncode:
        return {"not run": done.stderr.strip().splitlines()[0]}
    return posts.told(out) | {"seconds": round(time.monotonic() - began, 1)}


def main(program, rows, result):
    folder = tempfile.mkdtemp(prefix="goingrate-cluster-")
    cluster = None
    try:
        files = posts.write(os.path.join(folder, "posts"), rows, 48)
        sql = {d: statement(program, d, TABLE, str(HERE / "posts.toml")) for d in ("spark", "duckdb")}
        cluster = Cluster(folder)
        runs = {"spark, undisturbed": Run("undisturbed", folder, sql["spark"], files, master=cluster.master).finish()}
        runs["spark, a worker killed"] = disturbed(cluster, folder, sql["spark"], files)
        cluster.end()
        runs["spark connect"] = connected(folder, sql["spark"], files)
        runs["duckdb"] = on_duckdb(folder, sql["duckdb"], files)
        runs["local"] = local(program, folder, files)
    finally:
        if cluster:
            cluster.end()
        for process in Run.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
    same = len({run["checksum"] for run in runs.values() if "checksum" in run}) == 1
    tasks = runs["spark, a worker killed"]["tasks"]
    told = {
        "versions": {"spark": pyspark.__version__, "duckdb": duckdb.__version__, "python": platform.python_version()},
        "rows": rows, "files": len(files), "load": os.getloadavg(), "same cells": same, "runs": runs,
    }
    text = json.dumps(told, indent=1) + "\n"
    pathlib.Path(result).write_text(text)
    print(text, end="")
    return 0 if same and tasks["lost"] > 0 else 1


if __name__ == "__main__":
    # So that nothing is left running when this is ended from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
