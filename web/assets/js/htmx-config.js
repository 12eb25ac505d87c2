// Settings htmx reads when it starts, so this must be imported before it.
const meta = document.createElement("meta");
meta.name = "htmx-config";
// The indicator style would be injected; what a person is looking at (open dialogs, dragged cards) is never morphed.
meta.content = JSON.stringify({
  includeIndicatorCSS: false,
  morphSkip: "[hx-morph-skip], dialog[open], [data-keep]",
});
document.head.append(meta);
