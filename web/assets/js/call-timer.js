// How long a call lasts, from the opening of the page on; a page that comes back refused goes on counting.
//
//   <span role="timer" data-call-timer="_began"><time datetime="PT0S">00:00</time></span>
//   <input type="hidden" name="_began">   when it began, in milliseconds

const SECOND_MS = 1000;

/** Starts the timer of this page. */
export function callTimer() {
  const timer = document.querySelector("[data-call-timer]:not([data-started])");
  if (!timer) return;
  timer.setAttribute("data-started", "");
  const field = document.querySelector(`input[name="${timer.dataset.callTimer}"]`);
  const began = Number(field?.value) || Date.now();
  if (field) field.value = String(began);
  const time = timer.querySelector("time");
  show(time, began);
  setInterval(() => show(time, began), SECOND_MS);
}

function show(time, began) {
  const all = Math.max(0, Math.floor((Date.now() - began) / SECOND_MS));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const two = (number) => String(number).padStart(2, "0");
  time.textContent = (hours > 0 ? `${hours}:` : "") + `${two(minutes)}:${two(seconds)}`;
  time.dateTime = `PT${hours}H${minutes}M${seconds}S`;
}
