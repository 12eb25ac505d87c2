// A real mail server for the tests: exim takes mail in by SMTP, dovecot gives it out by IMAP, both in one temporary folder.
import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePorts, start, until } from "./process.mjs";

const run = promisify(execFile);
const OWNER = "Debian-exim"; // exim gives up root for this user as soon as it is given a configuration of our own

/**
 * Starts both servers and waits until they answer. Needs root, exim4, dovecot and openssl.
 *
 * `users` maps addresses to passwords. Mail to any other address is refused (550), as is mail to `nobody@…`; mail to
 * `later@…` is put off (451). SMTP offers STARTTLS and AUTH PLAIN and demands neither. Ports may be given, so that a
 * server can come back where it was.
 */
export async function startMailServer({ users = { "desk@werkbank.test": "secret" }, smtpPort, imapPort } = {}) {
  if (process.getuid?.() !== 0) throw new Error("the mail server has to be started as root");
  const [freeSmtp, freeImap, imapTlsPort] = await freePorts(3);
  const server = { smtpPort: smtpPort ?? freeSmtp, imapPort: imapPort ?? freeImap, imapTlsPort, users };
  const dir = await mkdtemp(join(tmpdir(), "werkbank-mail-"));
  await prepare(dir, server);
  const exim = start("/usr/sbin/exim4", ["-C", `${dir}/exim.conf`, "-bdf", "-q5s"]);
  const dovecot = start("/usr/sbin/dovecot", ["-c", `${dir}/dovecot.conf`, "-F"]);
  const stop = async () => {
    await Promise.all([exim.stop(), dovecot.stop()]);
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await until("SMTP answers", () => (exim.check(), greets(server.smtpPort, "220 ")));
    await until("IMAP answers", () => (dovecot.check(), greets(server.imapPort, "* OK")));
  } catch (error) {
    const logs = await readLogs(dir);
    await stop();
    throw new Error(`the mail server did not start\n${logs}`, { cause: error });
  }
  return {
    ...server,
    ca: await readFile(`${dir}/ca.pem`, "utf8"),
    caFile: `${dir}/ca.pem`,
    readMailbox: (user) => readMailbox(dir, user),
    /** The mails of a user as soon as there are that many. */
    waitForMail: (user, count = 1) =>
      until(`${count} mails for ${user}`, async () => {
        const mails = await readMailbox(dir, user);
        return mails.length >= count && mails;
      }),
    /** Hands a mail in by SMTP, as another server would. */
    deliver: (from, to, letter) => deliver(server.smtpPort, from, to, letter),
    logs: () => readLogs(dir),
    stop,
  };
}

/** The mails of a user as they lie on disk, oldest first, each as text with `\n` between its lines. */
async function readMailbox(dir, user) {
  const mails = [];
  for (const folder of ["new", "cur"]) {
    const path = `${dir}/mail/${user}/${folder}`;
    const names = await readdir(path).catch(() => []);
    for (const name of names) mails.push([name, await readFile(`${path}/${name}`, "utf8")]);
  }
  // A Maildir name starts with the second and the microsecond in which the mail came: numbers of whatever length.
  return mails.sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })).map(([, mail]) => mail);
}

async function readLogs(dir) {
  const names = await readdir(`${dir}/log`).catch(() => []);
  const logs = await Promise.all(names.map((name) => readFile(`${dir}/log/${name}`, "utf8").catch(() => "")));
  return logs.join("\n");
}

async function prepare(dir, server) {
  await chmod(dir, 0o755);
  for (const folder of ["mail", "spool", "log", "home", "run"]) await mkdir(`${dir}/${folder}`);
  const addresses = Object.entries(server.users);
  await writeFile(`${dir}/users`, addresses.map(([user, password]) => `${user}:{PLAIN}${password}\n`).join(""));
  await writeFile(`${dir}/boxes`, addresses.map(([user]) => `${user}: ${user}\n`).join(""));
  await writeFile(`${dir}/passwords`, addresses.map(([user, password]) => `${user}: ${password}\n`).join(""));
  await writeFile(`${dir}/exim.conf`, eximConfiguration(dir, server));
  await writeFile(`${dir}/dovecot.conf`, dovecotConfiguration(dir, server));
  await makeCertificates(dir);
  await run("chown", ["-R", `${OWNER}:${OWNER}`, ...["mail", "spool", "log", "home", "key.pem"].map((x) => `${dir}/${x}`)]);
}

/** An authority of our own and a certificate that it signed: a client refuses a server that shows an authority itself. */
async function makeCertificates(dir) {
  const openssl = (...args) => run("openssl", args, { cwd: dir });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const days = ["-days", "2"];
  await openssl("req", "-x509", ...key, ...days, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Werkbank test authority");
  await openssl("req", ...key, "-keyout", "key.pem", "-out", "leaf.csr", "-subj", "/CN=localhost");
  await writeFile(`${dir}/leaf.ext`, "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=critical,CA:FALSE\n");
  const signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "leaf.ext"];
  await openssl("x509", "-req", "-in", "leaf.csr", ...signing, ...days, "-out", "cert.pem");
}

const eximConfiguration = (dir, { smtpPort }) => `
primary_hostname = localhost
daemon_smtp_ports = ${smtpPort}
local_interfaces = 127.0.0.1
spool_directory = ${dir}/spool
log_file_path = ${dir}/log/exim-%s.log
pid_file_path = ${dir}/spool/exim.pid
never_users = root
deliver_drop_privilege = true
host_lookup =
rfc1413_query_timeout = 0s
smtp_enforce_sync = false
tls_advertise_hosts = *
tls_certificate = ${dir}/cert.pem
tls_privatekey = ${dir}/key.pem
acl_smtp_rcpt = rcpt
acl_smtp_data = accept

begin acl
rcpt:
  deny local_parts = nobody
       message = no such person
  defer local_parts = later
       message = not now, try again
  deny !verify = recipient
       message = unknown address
  accept

begin routers
boxes:
  driver = accept
  # A path may not be made from what a stranger sent, only from what stands in our own list.
  address_data = \${lookup{$local_part@$domain}lsearch,ret=key{${dir}/boxes}{$value}fail}
  transport = maildir

begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = ${dir}/mail/$address_data
  create_directory
  user = ${OWNER}
  delivery_date_add
  envelope_to_add
  return_path_add

begin retry
* * F,1h,5s

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{$auth3}{\${lookup{$auth2}lsearch{${dir}/passwords}{$value}{}}}{\${if def:auth3}}{no}}
  server_set_id = $auth2
`;

const dovecotConfiguration = (dir, { imapPort, imapTlsPort }) => `
base_dir = ${dir}/run
log_path = ${dir}/log/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${dir}/cert.pem
ssl_key = <${dir}/key.pem
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${dir}/mail/%u
passdb {
  driver = passwd-file
  args = ${dir}/users
}
userdb {
  driver = static
  args = uid=${OWNER} gid=${OWNER} home=${dir}/home/%u
}
service imap-login {
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = ${imapTlsPort}
    ssl = yes
  }
}
`;

/** Says one line after another, each when the one before was answered with yes. */
function deliver(port, from, to, letter) {
  const data = letter.replace(/\r?\n/g, "\r\n").replace(/^\./gm, "..");
  const say = ["EHLO localhost", `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, "DATA", `${data}\r\n.`, "QUIT"];
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").setEncoding("utf8").setTimeout(10_000, () => socket.destroy(new Error("no answer")));
    socket.once("error", reject);
    socket.once("close", () => (say.length ? reject(new Error("the server hung up")) : resolve()));
    socket.on("data", (answer) => {
      if (/^[45]/m.test(answer)) return socket.destroy(new Error(answer));
      // The last line of an answer has a space behind its number.
      if (/^\d{3} [^\n]*\n$/m.test(answer) && say.length) socket.write(`${say.shift()}\r\n`);
    });
  });
}

/** Whether a server on this port greets with these characters. */
function greets(port, greeting) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.setTimeout(2_000, () => socket.destroy(new Error("no greeting")));
    socket.once("error", reject);
    socket.once("data", (data) => {
      socket.destroy();
      resolve(String(data).startsWith(greeting));
    });
  });
}
