//! Writes reports for the mails that colleagues chose: the figures of the page, line by line.

use std::sync::OnceLock;

use api::{
    App,
    reports::{self, words},
};
use futures::{FutureExt, future::BoxFuture};
use projections::{ReadError, desk::saved::Saved};
use reactors::report_mails::{Reports, Written};
use texts::{Lang, t};

/// So many groups stand in a mail.
const MOST: usize = 20;

/// Writes reports as soon as it knows the program.
#[derive(Default)]
pub struct ReportWriter(OnceLock<App>);

impl ReportWriter {
    /// Says where figures are found; once.
    pub fn begin(&self, app: App) {
        // A second time it is the same program.
        let _ = self.0.set(app);
    }

    async fn write(&self, saved: &Saved, lang: Lang) -> Result<Written, ReadError> {
        let early = || ReadError::Io("reports".into(), std::io::ErrorKind::NotConnected.into());
        let report = reports::report(self.0.get().ok_or_else(early)?, saved.definition.clone()).await?;
        let (definition, table) = (&report.definition, &report.table);
        let figure = |cell| words::alone(lang, definition.measure, cell, table.currency);
        let mut lines = vec![format!("{}: {}", words::measure(lang, definition), figure(table.total))];
        if let Some(before) = &report.before {
            lines.push(format!("{}: {}", t(lang, "report-before"), figure(before.total)));
        }
        if definition.by.or(definition.split).is_some() {
            lines.push(String::new());
            let told = table.lines.iter().take(MOST);
            lines.extend(
                told.map(|line| format!("{}: {}", report.line(lang, &line.group, &line.series), figure(line.total))),
            );
        }
        Ok(Written { period: words::span(lang, report.from, report.until), figures: lines.join("\n") })
    }
}

impl Reports for ReportWriter {
    fn written<'a>(&'a self, report: &'a Saved, lang: Lang) -> BoxFuture<'a, Result<Written, ReadError>> {
        self.write(report, lang).boxed()
    }
}
