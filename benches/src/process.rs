//! A program under measurement: started, asked what it costs, stopped.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::Context;

/// A running program that said on its output where it listens.
pub struct Process {
    child: Child,
    /// Where it listens.
    pub at: SocketAddr,
    /// From its start to the line that says so.
    pub started: Duration,
    begun: Instant,
}

/// CPU time by thread.
pub type Cpu = HashMap<String, u64>;

impl Process {
    /// Starts it and waits for a line that holds `http://ADDRESS`.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        let begun = Instant::now();
        let mut child =
            command.stdout(Stdio::piped()).env("WERKBANK_LOG", "warn").spawn().context("it can't be started")?;
        let output = child.stdout.take().context("no output")?;
        let mut lines = BufReader::new(output).lines();
        let at = loop {
            let line = lines.next().context("it ended before it listened")??;
            if let Some((_, at)) = line.split_once("http://") {
                break at.trim().parse().with_context(|| line.clone())?;
            }
        };
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, at, started: begun.elapsed(), begun })
    }

    /// Time since it was started.
    pub fn age(&self) -> Duration {
        self.begun.elapsed()
    }

    /// CPU time so far, in nanoseconds by thread.
    ///
    /// # Errors
    /// When the system does not say: this reads Linux's `/proc`.
    pub fn cpu(&self) -> anyhow::Result<Cpu> {
        let mut cpu = Cpu::new();
        for task in std::fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let task = task?;
            // A thread may have ended since the folder was read.
            if let Ok(stat) = std::fs::read_to_string(task.path().join("schedstat")) {
                let spent = stat.split(' ').next().and_then(|spent| spent.parse().ok()).unwrap_or_default();
                cpu.insert(task.file_name().to_string_lossy().into_owned(), spent);
            }
        }
        Ok(cpu)
    }

    /// Waits until it has nothing more to do by itself: it takes less than a twentieth of a core for two seconds.
    ///
    /// # Errors
    /// When the system does not say, or it never rests.
    pub fn rest(&self) -> anyhow::Result<()> {
        const LOOK: Duration = Duration::from_secs(2);
        for _ in 0..300 {
            let before = self.cpu()?;
            std::thread::sleep(LOOK);
            if spent_ms(&before, &self.cpu()?) < LOOK.as_secs_f64() * 50.0 {
                return Ok(());
            }
        }
        anyhow::bail!("it does not come to rest")
    }

    /// Resident memory in MB: all of it, and without files that are mapped and shared with the system's cache.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn memory(&self) -> anyhow::Result<(u64, u64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
        };
        Ok((of("VmRSS:"), of("RssAnon:")))
    }

    /// Tells it to stop and waits until it has.
    ///
    /// # Errors
    /// When it can't be told.
    pub fn stop(mut self) -> anyhow::Result<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Ended already, when all went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Milliseconds of CPU between two readings.
pub fn spent_ms(before: &Cpu, after: &Cpu) -> f64 {
    let spent = |(thread, now): (&String, &u64)| now.saturating_sub(before.get(thread).copied().unwrap_or_default());
    after.iter().map(spent).sum::<u64>() as f64 / 1e6
}
