// An outbox without a browser: the same rules and the same sending, kept in memory.

/** Keeps entries as store.js does. */
export function memoryStore(entries = []) {
  let kept = [...entries];
  return {
    all: async (user) => kept.filter((entry) => entry.user === user),
    change: async (seq, changes) => void (kept = kept.map((entry) => (entry.seq === seq ? { ...entry, ...changes } : entry))),
    remove: async (seq) => void (kept = kept.filter((entry) => entry.seq !== seq)),
  };
}
