// The line between a device and Werkbank: it can be cut, mended, led to another server, and made to lose, repeat and garble posts.
import { once } from "node:events";
import { createServer, request as ask } from "node:http";

/**
 * `fate(request)` says what becomes of each post: nothing for "it arrives", `"dropped"` before the server has it, `"lost"` when the
 * server has done it and the answer does not come back, `"twice"` when it reaches the server two times, `"garbled"` when something on
 * the way answers in its place.
 */
export async function startLine(target, fate = () => null) {
  let to = target;
  const sockets = new Set();
  const line = { fate, posts: 0 };
  const server = createServer(async (request, answer) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const what = request.method === "POST" ? line.fate(request) : null;
    if (request.method === "POST") line.posts += 1;
    if (what === "dropped") return request.socket.destroy();
    if (what === "garbled") return answer.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
    if (what === "twice") await forward(request, body).then(drain, () => {});
    try {
      const given = await forward(request, body);
      if (what === "lost") {
        await drain(given);
        return request.socket.destroy();
      }
      answer.writeHead(given.statusCode, given.rawHeaders);
      answer.flushHeaders();
      answer.once("close", () => given.destroy());
      given.pipe(answer);
    } catch {
      request.socket.destroy(); // the server is not there
    }
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const forward = async (request, body) => {
    const out = ask(to + request.url, { method: request.method, headers: request.headers, setHost: false });
    out.end(body);
    return (await once(out, "response"))[0];
  };
  const drain = async (given) => {
    for await (const _ of given);
  };
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address();
  line.url = `http://127.0.0.1:${port}`;
  line.cut = async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  line.mend = async (url = to) => {
    to = url;
    await once(server.listen(port, "127.0.0.1"), "listening");
  };
  line.stop = () => (server.listening ? line.cut() : undefined);
  return line;
}
