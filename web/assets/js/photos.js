// Makes photos small before they go: <input type="file" data-photos> gets pictures of at most 2,000 pixels, so that they also go
// out over a weak line, and [data-photos-chosen] of the form says how many there are. What is no picture stays as it is; the
// server makes its own in any case.
const MAX_SIDE = 2000;
const ENOUGH = 400_000; // bytes; what is smaller than this is sent as it is

export function start() {
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("input[type=file][data-photos]")) chosen(event.target);
  });
}

async function chosen(input) {
  tell(input.form);
  const files = [...input.files];
  const small = await Promise.all(files.map(smaller));
  // someone chose others meanwhile
  if (files.length !== input.files.length || files.some((file, n) => file !== input.files[n])) return;
  if (small.every((file, n) => file === files[n])) return;
  const all = new DataTransfer();
  for (const file of small) all.items.add(file);
  input.files = all.files;
}

function tell(form) {
  const place = form?.querySelector("[data-photos-chosen]");
  if (!place) return;
  const count = [...form.querySelectorAll("input[type=file][data-photos]")].reduce((sum, input) => sum + input.files.length, 0);
  place.textContent = count ? place.dataset.text.replace("{count}", count) : "";
}

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size < ENOUGH) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const by = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * by), Math.round(picture.height * by)];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file; // the server says what is wrong with it
  }
}
