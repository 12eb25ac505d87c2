// Signing on the screen. The drawing is kept as SVG path data in a box of 600 by 200, whatever the screen's size.
//
//   <canvas data-signature="signature-path" aria-label="…">   the id of the hidden input that gets the path data
//   <button type="button" data-signature-clear="canvas-id">
// Who cannot draw types a name instead: put each in a part with data-when="method=drawn" and "method=typed".
import SignaturePad from "signature_pad";

const WIDTH = 600;

/** Makes every signature canvas of the page work; call it again after parts were replaced. */
export function signatures() {
  for (const canvas of document.querySelectorAll("canvas[data-signature]:not([data-keep])")) sign(canvas);
}

function sign(canvas) {
  canvas.setAttribute("data-keep", ""); // a refresh would empty it
  const into = document.getElementById(canvas.dataset.signature);
  const pad = new SignaturePad(canvas, { penColor: "#16265c", minWidth: 1, maxWidth: 2.6 });
  let shown = 0;
  let kept = into.value; // drawn before the server asked for something else

  const fit = () => {
    const width = canvas.clientWidth;
    if (width === 0 || width === shown) return; // hidden, or only the height of the page changed
    const strokes = scale(pad.toData(), shown ? width / shown : 1);
    const ratio = Math.max(devicePixelRatio, 1);
    canvas.width = width * ratio;
    canvas.height = canvas.clientHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.fromData(strokes);
    if (kept) trace(canvas, kept, width);
    shown = width;
  };
  const write = () => {
    into.value = kept + path(scale(pad.toData(), WIDTH / shown));
    into.dispatchEvent(new Event("change", { bubbles: true }));
  };

  new ResizeObserver(fit).observe(canvas);
  fit();
  pad.addEventListener("endStroke", write);
  document.querySelector(`[data-signature-clear="${canvas.id}"]`)?.addEventListener("click", () => {
    kept = "";
    pad.clear();
    write();
  });
}

function trace(canvas, path, width) {
  const context = canvas.getContext("2d");
  context.save();
  context.scale(width / WIDTH, width / WIDTH);
  context.strokeStyle = "#16265c";
  context.lineWidth = 2.4;
  context.lineCap = context.lineJoin = "round";
  context.stroke(new Path2D(path));
  context.restore();
}

const scale = (strokes, by) =>
  strokes.map((stroke) => ({ ...stroke, points: stroke.points.map((point) => ({ ...point, x: point.x * by, y: point.y * by })) }));

/** Path data of the strokes: curves through the middles of the points, one decimal. */
export function path(strokes) {
  const at = (x, y) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  return strokes
    .filter(({ points }) => points.length > 0)
    .map(({ points }) => {
      const [first, ...rest] = points;
      if (rest.length === 0) return `M${at(first.x, first.y)}l0.1 0`; // a dot
      const curves = rest.slice(0, -1).map((point, index) => {
        const next = rest[index + 1];
        return `Q${at(point.x, point.y)} ${at((point.x + next.x) / 2, (point.y + next.y) / 2)}`;
      });
      const end = rest.at(-1);
      return `M${at(first.x, first.y)}${curves.join("")}L${at(end.x, end.y)}`;
    })
    .join("");
}
