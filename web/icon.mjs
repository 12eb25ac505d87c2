// Draws the mark as PNG. It knows what mark.svg is made of: one rectangle with round corners, and a path of horizontal and vertical lines.
import { crc32, deflateSync } from "node:zlib";

const FINE = 4; // samples a pixel, each way

/** The mark in so many pixels; with `room` (a share of the width) around it the ground goes up to the edge. */
export function icon(svg, size, room) {
  const [, width, , radius, ground] = svg.match(/<rect width="([\d.]+)" height="([\d.]+)" rx="([\d.]+)" fill="(#\w{6})"/);
  const [, outline, ink] = svg.match(/<path d="([^"]+)" fill="(#\w{6})"/);
  const shape = corners(outline);
  const side = Number(width);
  const inside = (x, y) => (room > 0 ? true : rounded(x, y, side, Number(radius)));
  const pixels = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0, 0];
      for (let n = 0; n < FINE * FINE; n += 1) {
        const at = (pixel, part) => ((pixel + (part + 0.5) / FINE) / size - 0.5) * side * (1 + room) + side / 2;
        const [x, y] = [at(column, n % FINE), at(row, Math.floor(n / FINE))];
        if (!inside(x, y)) continue;
        const colour = within(x, y, shape) ? ink : ground;
        [1, 3, 5].forEach((from, channel) => (sum[channel] += parseInt(colour.slice(from, from + 2), 16)));
        sum[3] += 1;
      }
      const at = row * (size * 4 + 1) + 1 + column * 4;
      for (let channel = 0; channel < 3; channel += 1) pixels[at + channel] = sum[3] ? sum[channel] / sum[3] : 0;
      pixels[at + 3] = (sum[3] * 255) / (FINE * FINE);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const parts = [chunk("IHDR", head), chunk("IDAT", deflateSync(pixels, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

function corners(outline) {
  const points = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers] of outline.matchAll(/([MhvHVz])([^MhvHVz]*)/g)) {
    const [first, second] = numbers.trim().split(/[\s,]+/).map(Number);
    if (command === "M") [x, y] = [first, second];
    else if (command === "h") x += first;
    else if (command === "H") x = first;
    else if (command === "v") y += first;
    else if (command === "V") y = first;
    else continue;
    points.push([x, y]);
  }
  if (/[a-zA-Z]/.test(outline.replace(/[MhvHVz]/g, ""))) throw new Error(`the mark has lines that are not drawn here: ${outline}`);
  return points;
}

const within = (x, y, points) =>
  points.filter(([x1, y1], n) => {
    const [x2, y2] = points[(n + 1) % points.length];
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
  }).length % 2 === 1;

function rounded(x, y, side, radius) {
  const far = (at) => Math.max(radius - at, at - (side - radius), 0);
  return Math.hypot(far(x), far(y)) <= radius;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
