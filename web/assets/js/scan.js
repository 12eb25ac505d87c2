// Reads a code with the camera, where the browser can: <button data-scan="name of the field" data-title data-cancel data-failed hidden>.
// What is read is typed into the field, and its form sent: the server knows numbers and codes.
import { announce } from "./announce.js";

const EVERY_MS = 150;
const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "code_39", "itf", "qr_code", "data_matrix"];

export function start() {
  if (!("BarcodeDetector" in globalThis) || !navigator.mediaDevices) return;
  const show = () => document.querySelectorAll("button[data-scan][hidden]").forEach((button) => (button.hidden = false));
  show();
  document.addEventListener("werkbank:replaced", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-scan]");
    if (button) scan(button);
  });
}

async function scan(button) {
  const field = button.form.elements.namedItem(button.dataset.scan);
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return announce(button.dataset.failed);
  }
  const { dialog, video } = viewer(button);
  video.srcObject = stream;
  await video.play();
  const known = await BarcodeDetector.getSupportedFormats();
  const detector = new BarcodeDetector({ formats: FORMATS.filter((format) => known.includes(format)) });
  const timer = setInterval(async () => {
    const [code] = await detector.detect(video).catch(() => []);
    if (!code || !dialog.open) return;
    field.value = code.rawValue;
    dialog.close();
    button.form.requestSubmit();
  }, EVERY_MS);
  dialog.addEventListener("close", () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    dialog.remove();
    button.focus();
  });
}

function viewer(button) {
  const dialog = document.createElement("dialog");
  dialog.className = "scanner";
  dialog.setAttribute("aria-label", button.dataset.title);
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "button large wide";
  cancel.textContent = button.dataset.cancel;
  cancel.addEventListener("click", () => dialog.close());
  dialog.append(video, cancel);
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, video };
}
