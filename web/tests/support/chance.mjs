// How often and by what chance a test of faults runs: short by itself, as long as the environment says, and again by its seed.

/** A whole number from the environment; without it the one for every day. */
export function times(name, usual) {
  const said = process.env[name];
  if (said === undefined) return usual;
  if (!/^[1-9][0-9]*$/.test(said)) throw new Error(`${name} is "${said}"; use a whole number from 1`);
  return Number(said);
}

/** Chance that comes again with its seed (mulberry32): whole numbers from `least` to `most`. */
export function chance() {
  const seed = times("WERKBANK_SEED", (Date.now() % 1_000_000) + 1);
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, between: (least, most) => least + Math.floor(next() * (most - least + 1)) };
}
