// A worker's surroundings without a browser: caches in memory, and a server that gives what it is told to.

/** Sets `caches` and `fetch` for the worker's modules; `pages` is what the server has by address, `asked` what was fetched of it. */
export function surround(pages) {
  const origin = "https://werkbank.test";
  const held = new Map();
  const asked = [];
  const open = async (name) => {
    if (!held.has(name)) held.set(name, new Map());
    const own = held.get(name);
    return {
      match: async (path) => own.get(path)?.clone(),
      put: async (path, answer) => void own.set(path, answer),
      keys: async () => [...own.keys()].map((path) => ({ url: origin + path })),
      delete: async (path) => own.delete(new URL(path.url ?? path, origin).pathname),
    };
  };
  globalThis.caches = { open, keys: async () => [...held.keys()], delete: async (name) => held.delete(name) };
  globalThis.fetch = async (path) => {
    asked.push(path);
    const [body, type] = pages[path] ?? [];
    const headers = { "content-type": type ?? "text/plain", "content-length": String(body?.length ?? 0) };
    return new Response(body, { status: body === undefined ? 404 : 200, headers });
  };
  return { asked, kept: (name) => [...(held.get(name)?.keys() ?? [])] };
}
