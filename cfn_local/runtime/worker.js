// The process of one function in Node.js: imports its handler and handles invocations, as worker.py does for Python.
//
// Each line is one JSON document, in on standard input and out on standard output. What the handler prints goes to
// standard error, where every invocation ends with END_OF_LOG.
"use strict";

const crypto = require("crypto");
const fs = require("fs");
const http = require("http");
const https = require("https");
const path = require("path");
const readline = require("readline");
const tls = require("tls");
const { pathToFileURL } = require("url");

const fetchByHttps = require("./fetch");
const { Packages } = require("./javascript_sdk/packages");

const END_OF_LOG = "\u0000end of invocation\u0000";
// On Lambda each environment of a function has a log stream of its own.
const LOG_STREAM =
  new Date().toISOString().slice(0, 10).replace(/-/g, "/") + "/[$LATEST]" + crypto.randomBytes(16).toString("hex");

const writeAnswer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

function answer(document) {
  process.stderr.write(END_OF_LOG + "\n");
  writeAnswer(JSON.stringify(document) + "\n");
}

// Node's own clients ignore HTTPS_PROXY, and nothing but the proxy can be reached from here.
function leadToProxy(proxy) {
  const direct = https.Agent.prototype.createConnection;
  https.Agent.prototype.createConnection = function (options, callback) {
    const { host, port = 443 } = options;
    if (host === "localhost" || host === "127.0.0.1") return direct.call(this, options, callback);
    const target = `${host}:${port}`;
    const request = http.request({
      host: proxy.hostname,
      port: proxy.port,
      method: "CONNECT",
      path: target,
      headers: { host: target },
      agent: false,
    });
    request.once("connect", (response, socket) => {
      if (response.statusCode !== 200) {
        callback(new Error(`${target} cannot be reached from the local AWS`));
        return;
      }
      callback(null, tls.connect({ ...options, socket, servername: options.servername || host }));
    });
    request.once("error", callback);
    request.end();
    return undefined;
  };
}

async function load(entryPoint, folder) {
  const dot = entryPoint.lastIndexOf(".");
  const [file, name] = [path.join(folder, entryPoint.slice(0, dot)), entryPoint.slice(dot + 1)];
  const extension = [".js", ".mjs", ".cjs"].find((one) => fs.existsSync(file + one));
  if (extension === undefined) throw new Error(`Cannot find module '${entryPoint.slice(0, dot)}'`);
  const module = await import(pathToFileURL(file + extension));
  const handler = module[name] || (module.default && module.default[name]);
  if (typeof handler !== "function") throw new Error(`${entryPoint} is undefined or not exported`);
  return handler;
}

function failure(error) {
  console.error(error);
  const isError = error instanceof Error;
  return {
    functionError: "Unhandled",
    payload: {
      errorType: isError ? error.name : typeof error,
      errorMessage: isError ? error.message : String(error),
    },
  };
}

// Lambda's answer to one event. A handler that never answers has ended when nothing is left to be done.
function invoke(handler, request) {
  return new Promise((resolve) => {
    const settle = (error, result) => resolve(error ? failure(error) : { payload: result === undefined ? null : result });
    process.removeAllListeners("beforeExit").once("beforeExit", () => settle(null, null));
    process.removeAllListeners("uncaughtException").once("uncaughtException", settle);
    const deadline = Date.now() + request.function.timeoutSeconds * 1000;
    const context = {
      functionName: request.function.name,
      functionVersion: request.function.version,
      invokedFunctionArn: request.function.arn,
      memoryLimitInMB: String(request.function.memoryMegabytes),
      awsRequestId: request.requestId,
      logGroupName: `/aws/lambda/${request.function.name}`,
      logStreamName: LOG_STREAM,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
      done: settle,
      succeed: (result) => settle(null, result),
      fail: (error) => settle(error || new Error("context.fail")),
    };
    try {
      const returned = handler(request.event, context, settle);
      if (returned && typeof returned.then === "function") returned.then((result) => settle(null, result), settle);
    } catch (error) {
      settle(error);
    }
  });
}

// `python`, `clients` (a folder with botocore) and `runtime` are what the AWS SDK of the runtime is made from.
async function main(python, clients, runtime, entryPoint, folder, ...libraries) {
  process.env.NODE_PATH = [folder, ...libraries].join(path.delimiter); // as on Lambda
  require("module").Module._initPaths();
  if (process.env.HTTPS_PROXY) {
    leadToProxy(new URL(process.env.HTTPS_PROXY));
    fetchByHttps.install();
  }
  new Packages(python, clients, runtime).install();
  let handler;
  try {
    handler = await load(entryPoint, folder);
  } catch (error) {
    console.error(error);
    answer({ importError: `${error.name}: ${error.message}` });
    return;
  }
  answer({ ready: true });
  const requests = readline.createInterface({ input: process.stdin });
  requests.on("line", async (line) => {
    process.stdin.unref();
    const outcome = await invoke(handler, JSON.parse(line));
    process.stdin.ref();
    answer(outcome);
  });
}

main(...process.argv.slice(2));
