//! A job on Spark's own `spark-submit`, which knows a cluster's settings; else Python's pyspark runs it.

use std::path::PathBuf;
use std::process::Command;

use goingrate::units::Problem;

use super::Job;
use super::driver::{Scratch, on_path};

/// The command with `spark-submit`, where there is one and the job does not go to a server of Spark Connect.
pub(super) fn submit(job: &Job<'_>, scratch: &Scratch) -> Result<Option<Command>, Problem> {
    let Some(program) = spark_submit().filter(|_| job.connect.is_none()) else { return Ok(None) };
    let mut command = Command::new(program);
    let memory = job.memory.map(|bytes| format!("{}m", bytes >> 20));
    let settings = [
        ("--master", job.master),
        ("--driver-memory", memory.as_deref()),
        ("--executor-memory", memory.as_deref()),
    ];
    for (flag, value) in settings {
        command.args(value.into_iter().flat_map(|value| [flag, value]));
    }
    command.env("PYSPARK_PYTHON", job.python).env("PYSPARK_DRIVER_PYTHON", job.python);
    command.arg("--py-files").arg(scratch.path("job.py"));
    command.arg(scratch.path("on_spark.py")).arg(scratch.job());
    Ok(Some(command))
}

/// That of SPARK_HOME, or the one on the PATH.
fn spark_submit() -> Option<PathBuf> {
    let home = std::env::var_os("SPARK_HOME").map(PathBuf::from);
    let at_home = home.map(|home| home.join("bin").join("spark-submit"));
    at_home.filter(|program| program.is_file()).or_else(|| on_path("spark-submit"))
}
