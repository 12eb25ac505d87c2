//! The icons: small line drawings on a 24 by 24 grid, put into the page where they are used.
use maud::{Markup, PreEscaped, html};

/// What an icon stands for; always shown next to a word that says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    /// Warning triangle: fault, too late, wrong.
    Alert,
    /// From old to new, onwards.
    Arrow,
    /// Notifications.
    Bell,
    /// Urgent.
    Bolt,
    /// Article, stock, part.
    Box,
    /// Planning, appointment.
    Calendar,
    /// Take a photo.
    Camera,
    /// Purchase order.
    Cart,
    /// Report, figures.
    Chart,
    /// Done, right, paid.
    Check,
    /// Waiting, deadline, duration.
    Clock,
    /// Choose columns.
    Columns,
    /// Contract.
    Contract,
    /// Less, sorted descending, opens.
    Down,
    /// Export, save a file.
    Download,
    /// Money, payment.
    Euro,
    /// Only looking, to be checked.
    Eye,
    /// Document, work sheet.
    File,
    /// Filter.
    Filter,
    /// Can be dragged.
    Grip,
    /// Almost out.
    Half,
    /// Log, earlier.
    History,
    /// Today.
    Home,
    /// Invoice.
    Invoice,
    /// Previous.
    Left,
    /// List view.
    List,
    /// Managed by another department.
    Lock,
    /// Coffee machine.
    Machine,
    /// E-mail.
    Mail,
    /// One less.
    Minus,
    /// Dark theme.
    Moon,
    /// More actions.
    More,
    /// Note.
    Note,
    /// No connection.
    Offline,
    /// Interrupted.
    Pause,
    /// Change.
    Pen,
    /// Call.
    Phone,
    /// On the map.
    Pin,
    /// Running.
    Play,
    /// New, add.
    Plus,
    /// Print.
    Printer,
    /// Renew, fetch again.
    Refresh,
    /// Next.
    Right,
    /// Open, nothing done yet.
    Ring,
    /// Route of the day.
    Route,
    /// Search.
    Search,
    /// Send.
    Send,
    /// Settings, automatic.
    Settings,
    /// Checked, confirmed.
    Shield,
    /// Signed.
    Sign,
    /// Light theme.
    Sun,
    /// Move, count.
    Swap,
    /// Quote, label.
    Tag,
    /// Ordered, on the way.
    Truck,
    /// Undo.
    Undo,
    /// More, sorted ascending.
    Up,
    /// Choose, sort.
    UpDown,
    /// One person.
    User,
    /// Customers, people.
    Users,
    /// Maintenance, technician.
    Wrench,
    /// Close, remove, cancelled.
    X,
}

impl Icon {
    /// Every icon, for the page that shows them.
    pub const ALL: &[Icon] = &[
        Icon::Alert,
        Icon::Arrow,
        Icon::Bell,
        Icon::Bolt,
        Icon::Box,
        Icon::Calendar,
        Icon::Camera,
        Icon::Cart,
        Icon::Chart,
        Icon::Check,
        Icon::Clock,
        Icon::Columns,
        Icon::Contract,
        Icon::Down,
        Icon::Download,
        Icon::Euro,
        Icon::Eye,
        Icon::File,
        Icon::Filter,
        Icon::Grip,
        Icon::Half,
        Icon::History,
        Icon::Home,
        Icon::Invoice,
        Icon::Left,
        Icon::List,
        Icon::Lock,
        Icon::Machine,
        Icon::Mail,
        Icon::Minus,
        Icon::Moon,
        Icon::More,
        Icon::Note,
        Icon::Offline,
        Icon::Pause,
        Icon::Pen,
        Icon::Phone,
        Icon::Pin,
        Icon::Play,
        Icon::Plus,
        Icon::Printer,
        Icon::Refresh,
        Icon::Right,
        Icon::Ring,
        Icon::Route,
        Icon::Search,
        Icon::Send,
        Icon::Settings,
        Icon::Shield,
        Icon::Sign,
        Icon::Sun,
        Icon::Swap,
        Icon::Tag,
        Icon::Truck,
        Icon::Undo,
        Icon::Up,
        Icon::UpDown,
        Icon::User,
        Icon::Users,
        Icon::Wrench,
        Icon::X,
    ];

    /// What is inside the `<svg>`.
    fn drawing(self) -> &'static str {
        match self {
            Icon::Alert => {
                r#"<path d="M10.5 4.6 3 17.7a1.7 1.7 0 0 0 1.5 2.6h15a1.7 1.7 0 0 0 1.5-2.6L13.5 4.6a1.7 1.7 0 0 0-3 0z"/><path d="M12 9.5v4.2M12 17h.01"/>"#
            }
            Icon::Arrow => r#"<path d="M5 12h14M13 6l6 6-6 6"/>"#,
            Icon::Bell => r#"<path d="M6.2 16.5V11a5.8 5.8 0 1 1 11.6 0v5.5l1.4 2H4.8zM10.2 21h3.6"/>"#,
            Icon::Bolt => r#"<path d="M13 3.5 5.5 13.5h6l-.5 7 7.5-10h-6z"/>"#,
            Icon::Box => {
                r#"<path d="m12 3.5 8 4.4v8.2l-8 4.4-8-4.4V7.9z"/><path d="m4 7.9 8 4.5 8-4.5M12 12.4v8.1M8 5.7l8 4.5"/>"#
            }
            Icon::Calendar => {
                r#"<rect x="4" y="5.5" width="16" height="15" rx="2"/><path d="M4 10h16M8 3.5v4M16 3.5v4"/>"#
            }
            Icon::Camera => {
                r#"<path d="M4.5 8h3l1.5-2.5h6L16.5 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z"/><circle cx="12" cy="13.2" r="3.3"/>"#
            }
            Icon::Cart => {
                r#"<path d="M3.5 4.5h2.3l2.3 10.7h9.4l2-7.7H6.5"/><circle cx="9.3" cy="19" r="1.3"/><circle cx="16.6" cy="19" r="1.3"/>"#
            }
            Icon::Chart => r#"<path d="M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6"/>"#,
            Icon::Check => r#"<path d="m5 12.8 4.4 4.4L19 7.2"/>"#,
            Icon::Clock => r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7.3V12l3.2 2"/>"#,
            Icon::Columns => r#"<rect x="4" y="5" width="16" height="14" rx="2"/><path d="M9.5 5v14M14.5 5v14"/>"#,
            Icon::Contract => {
                r#"<path d="M6.5 3.5H14L18.5 8v11.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1z"/><path d="M13.8 3.7V8h4.5M8.5 16.8c1.4-.6 1.9-4.3 3-4.3.9 0-.5 3.6.6 3.6.8 0 1-1.2 1.7-1.2.6 0 .5 1 1.7 1"/>"#
            }
            Icon::Down => r#"<path d="m6.5 9.5 5.5 5.5 5.5-5.5"/>"#,
            Icon::Download => r#"<path d="M12 4v11M7.3 10.7 12 15.4l4.7-4.7M4.5 19.8h15"/>"#,
            Icon::Euro => r#"<path d="M18 6.6a7 7 0 1 0 0 10.8M4 10.4h8.5M4 13.6h7.5"/>"#,
            Icon::Eye => {
                r#"<path d="M2.5 12S6 5.7 12 5.7 21.5 12 21.5 12 18 18.3 12 18.3 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>"#
            }
            Icon::File => {
                r#"<path d="M6.5 3.5H14L18.5 8v11.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1z"/><path d="M13.8 3.7V8h4.5M9 13h6M9 16.5h4"/>"#
            }
            Icon::Filter => r#"<path d="M4 6.5h16M7 12h10M10 17.5h4"/>"#,
            Icon::Grip => r#"<path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" stroke-width="2.6"/>"#,
            Icon::Half => {
                r#"<circle cx="12" cy="12" r="7.5"/><path d="M12 4.5a7.5 7.5 0 0 1 0 15z" fill="currentColor"/>"#
            }
            Icon::History => r#"<path d="M4 12a8 8 0 1 0 2.7-6L4 8.4M4 4.2v4.2h4.2M12 8v4.3l3 1.9"/>"#,
            Icon::Home => r#"<path d="M4 11.2 12 4l8 7.2V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z"/>"#,
            Icon::Invoice => {
                r#"<path d="M6 3.5h12v17l-2.4-1.6-1.8 1.6-1.8-1.6-1.8 1.6-1.8-1.6L6 20.5z"/><path d="M9 8h6M9 11.5h6M9 15h3"/>"#
            }
            Icon::Left => r#"<path d="M14.5 6.5 9 12l5.5 5.5"/>"#,
            Icon::List => r#"<path d="M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.01M4 12h.01M4 17.5h.01"/>"#,
            Icon::Lock => r#"<rect x="5" y="11" width="14" height="9.5" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>"#,
            Icon::Machine => {
                r#"<rect x="6" y="3.5" width="12" height="17" rx="2"/><path d="M6 8.5h12M9 6h.01M12 6h3M10 12h4v2.5a2 2 0 0 1-4 0zM9 18h6"/>"#
            }
            Icon::Mail => r#"<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4.2 7 7.8 6 7.8-6"/>"#,
            Icon::Minus => r#"<path d="M5 12h14"/>"#,
            Icon::Moon => r#"<path d="M20 14.2A8.3 8.3 0 0 1 9.8 4 8.3 8.3 0 1 0 20 14.2z"/>"#,
            Icon::More => r#"<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="2.6"/>"#,
            Icon::Note => r#"<path d="M5 4.5h14v10.2l-4.8 4.8H5zM19 14.5h-5v5"/>"#,
            Icon::Offline => {
                r#"<path d="m3.5 3.5 17 17M5 12.2a10 10 0 0 1 4-2.4M2 8.9a14.5 14.5 0 0 1 4.2-2.7M10.6 6.1A14.4 14.4 0 0 1 22 8.9M15.4 10.2a10 10 0 0 1 3.6 2M8.5 15.6a5 5 0 0 1 6.6-.4M12 19h.01"/>"#
            }
            Icon::Pause => r#"<path d="M8.5 5.5v13M15.5 5.5v13"/>"#,
            Icon::Pen => r#"<path d="m14.8 5.2 4 4L8.5 19.5l-5 1 1-5z"/><path d="m12.6 7.4 4 4"/>"#,
            Icon::Phone => {
                r#"<path d="M6.4 3.8h2.8l1.6 4.4-2.1 1.6a11.5 11.5 0 0 0 5.5 5.5l1.6-2.1 4.4 1.6v2.8a2 2 0 0 1-2 2A14 14 0 0 1 4.4 5.8a2 2 0 0 1 2-2z"/>"#
            }
            Icon::Pin => {
                r#"<path d="M12 21s-7-6.2-7-11.2a7 7 0 1 1 14 0C19 14.8 12 21 12 21z"/><circle cx="12" cy="9.8" r="2.5"/>"#
            }
            Icon::Play => r#"<path d="M8 5.5v13l10.5-6.5z"/>"#,
            Icon::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Icon::Printer => {
                r#"<path d="M7 9V3.8h10V9M7 17H4.5v-6A2 2 0 0 1 6.5 9h11a2 2 0 0 1 2 2v6H17"/><path d="M7 14h10v6.2H7z"/>"#
            }
            Icon::Refresh => {
                r#"<path d="M20 11.5A8 8 0 0 0 5.8 7.2L4 9M4 4.5V9h4.5M4 12.5a8 8 0 0 0 14.2 4.3L20 15M20 19.5V15h-4.5"/>"#
            }
            Icon::Right => r#"<path d="m9.5 6.5 5.5 5.5-5.5 5.5"/>"#,
            Icon::Ring => r#"<circle cx="12" cy="12" r="7.5"/>"#,
            Icon::Route => {
                r#"<circle cx="6" cy="18.5" r="2"/><circle cx="18" cy="5.5" r="2"/><path d="M8 18.5h6.8a3.2 3.2 0 0 0 0-6.5H9.2a3.2 3.2 0 0 1 0-6.5H16"/>"#
            }
            Icon::Search => r#"<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>"#,
            Icon::Send => r#"<path d="M20.5 3.5 10.3 13.7M20.5 3.5l-6.2 17-4-6.8-6.8-4z"/>"#,
            Icon::Settings => {
                r#"<path d="M4 7.5h9M19 7.5h1M4 16.5h1M11 16.5h9"/><circle cx="16" cy="7.5" r="2.5"/><circle cx="8" cy="16.5" r="2.5"/>"#
            }
            Icon::Shield => {
                r#"<path d="m12 3.5 7.5 3v5c0 4.5-3 7.9-7.5 9-4.5-1.1-7.5-4.5-7.5-9v-5z"/><path d="m8.7 12 2.4 2.4 4.4-4.8"/>"#
            }
            Icon::Sign => {
                r#"<path d="M3.5 16.5c3-.8 5-9.5 7-9.5s-2.2 8.5-.2 8.5c1.9 0 2.6-3.5 4-3.5s.4 3.2 2 3.2c1.4 0 2-1.2 4.2-1.2M3.5 20.5h17"/>"#
            }
            Icon::Sun => {
                r#"<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>"#
            }
            Icon::Swap => r#"<path d="M4.5 8.5h14M15 5l3.5 3.5L15 12M19.5 15.5h-14M9 12l-3.5 3.5L9 19"/>"#,
            Icon::Tag => r#"<path d="M4 4.5h7.5l8.5 8.5-7 7L4.5 11.5z"/><path d="M8.3 8.3h.01"/>"#,
            Icon::Truck => {
                r#"<path d="M3 6.5h11v10.8H3zM14 10h3.8l3.2 3.6v3.7h-7"/><circle cx="7.2" cy="17.8" r="1.8"/><circle cx="17" cy="17.8" r="1.8"/>"#
            }
            Icon::Undo => r#"<path d="M8.5 5 4 9.5 8.5 14M4 9.5h10.2a5.5 5.5 0 0 1 0 11H11"/>"#,
            Icon::Up => r#"<path d="m6.5 14.5 5.5-5.5 5.5 5.5"/>"#,
            Icon::UpDown => r#"<path d="m8 9.5 4-4 4 4M8 14.5l4 4 4-4"/>"#,
            Icon::User => r#"<circle cx="12" cy="8" r="4"/><path d="M4.5 20c.8-3.8 3.8-6 7.5-6s6.7 2.2 7.5 6"/>"#,
            Icon::Users => {
                r#"<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.6-3.4 3.2-5.5 6.5-5.5s5.9 2.1 6.5 5.5M15.8 5.3a3.5 3.5 0 0 1 0 6.4M18 14.6c1.9.8 3.1 2.5 3.5 4.9"/>"#
            }
            Icon::Wrench => {
                r#"<path d="m20.4 7.4-3.1 3.1-2.9-.8-.8-2.9 3.1-3.1a5.2 5.2 0 0 0-6.8 6.5l-6.3 6.3a2.05 2.05 0 0 0 2.9 2.9l6.3-6.3a5.2 5.2 0 0 0 7.6-5.7z"/>"#
            }
            Icon::X => r#"<path d="m6 6 12 12M18 6 6 18"/>"#,
        }
    }
}

/// The icon at the size of the text (16 px); screen readers skip it.
pub fn icon(name: Icon) -> Markup {
    drawn("icon", name)
}

/// The icon at 20 px, for bars and large buttons.
pub fn big_icon(name: Icon) -> Markup {
    drawn("icon big", name)
}

fn drawn(class: &str, name: Icon) -> Markup {
    html! { svg class=(class) viewBox="0 0 24 24" aria-hidden="true" { (PreEscaped(name.drawing())) } }
}

/// Werkbank's own mark; nowhere else is it drawn, apart from the file `mark.svg` for browser tabs.
pub fn mark() -> Markup {
    html! {
        svg viewBox="0 0 28 28" aria-hidden="true" {
            rect width="28" height="28" rx="7" fill="#ffd400" {}
            path d="M5.5 8.5h17v3.6h-2.7V20h-3.6v-4.6h-4.4V20H8.2v-7.9H5.5z" fill="#0b0b0c" {}
        }
    }
}
