// `fetch` by way of Node's https module, which the worker leads to the local AWS: undici, behind the global one, takes no
// proxy before Node.js 24.
"use strict";

const https = require("https");
const { Readable } = require("stream");

const MAXIMUM_OF_REDIRECTIONS = 20;
const WITHOUT_BODY = [204, 205, 304];

function send(request, body) {
  return new Promise((resolve, reject) => {
    const { method, signal } = request;
    const headers = Object.fromEntries(request.headers);
    if (body.length) headers["content-length"] = body.length;
    const sent = https.request(request.url, { method, headers, signal }, resolve);
    sent.once("error", (error) => reject(signal.aborted ? signal.reason : new TypeError("fetch failed", { cause: error })));
    sent.end(body);
  });
}

function responseOf(answer, url) {
  const hasBody = !WITHOUT_BODY.includes(answer.statusCode);
  if (!hasBody) answer.resume();
  const headers = Object.entries(answer.headersDistinct).flatMap(([name, values]) => values.map((value) => [name, value]));
  const { statusCode: status, statusMessage: statusText } = answer;
  const response = new Response(hasBody ? Readable.toWeb(answer) : null, { status, statusText, headers });
  return Object.defineProperty(response, "url", { value: url });
}

// Replace the global `fetch` for https; what is on this machine is fetched as ever.
function install() {
  const direct = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    let request = new Request(input, init);
    const { protocol, hostname } = new URL(request.url);
    if (protocol !== "https:" || hostname === "localhost" || hostname === "127.0.0.1") return direct(input, init);
    const body = Buffer.from(await request.clone().arrayBuffer());
    for (let count = 0; count <= MAXIMUM_OF_REDIRECTIONS; count++) {
      const answer = await send(request, request.method === "GET" || request.method === "HEAD" ? Buffer.alloc(0) : body);
      const { location } = answer.headers;
      const isRedirection = [301, 302, 303, 307, 308].includes(answer.statusCode) && location;
      if (!isRedirection || request.redirect === "manual") return responseOf(answer, request.url);
      answer.resume();
      if (request.redirect === "error") break;
      const keeps = answer.statusCode === 307 || answer.statusCode === 308;
      const method = keeps || request.method === "HEAD" ? request.method : "GET";
      const { headers, signal } = request;
      const again = method === "GET" || method === "HEAD" ? undefined : body;
      request = new Request(new URL(location, request.url), { method, headers, signal, body: again });
    }
    throw new TypeError("fetch failed", { cause: new Error("unexpected redirect") });
  };
}

module.exports = { install };
