// Where the outbox lies: in IndexedDB, on disk before anybody is told that it is kept; a restart of browser or tablet loses nothing.
const NAME = "werkbank";
const ENTRIES = "outbox";

let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const entries = request.result.createObjectStore(ENTRIES, { keyPath: "seq", autoIncrement: true });
      entries.createIndex("id", "id", { unique: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run(mode, work) {
  const transaction = (await database()).transaction(ENTRIES, mode, { durability: "strict" });
  return new Promise((resolve, reject) => {
    let answer;
    transaction.oncomplete = () => resolve(answer);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
    work(transaction.objectStore(ENTRIES), (value) => (answer = value));
  });
}

/** Everything that waits, of everybody. */
export const everything = () => run("readonly", (entries, give) => (entries.getAll().onsuccess = ({ target }) => give(target.result)));

/** What a colleague did that waits, in the order in which it was done. */
export const all = async (user) => (await everything()).filter((entry) => entry.user === user);

/** Keeps an entry; one with the same id keeps its place, and when it was done. Gives its place. */
export const put = (entry) =>
  run("readwrite", (entries, give) => {
    entries.index("id").get(entry.id).onsuccess = ({ target: { result: before } }) => {
      const kept = before ? { ...entry, seq: before.seq, at: before.at } : entry;
      entries.put(kept).onsuccess = ({ target }) => give(target.result);
    };
  });

/** Changes some of an entry, if it is still there. */
export const change = (seq, changes) =>
  run("readwrite", (entries) => {
    entries.get(seq).onsuccess = ({ target }) => target.result && entries.put({ ...target.result, ...changes });
  });

/** Lets go of an entry. */
export const remove = (seq) => run("readwrite", (entries) => entries.delete(seq));
