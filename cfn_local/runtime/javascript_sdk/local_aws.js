// The way from the stand-in of the SDK to the local AWS: a process with botocore, started at the first call.
"use strict";

const { spawn } = require("child_process");
const path = require("path");
const readline = require("readline");
const { Readable } = require("stream");

class LocalAws {
  constructor(python) {
    this.command = [python, ["-I", path.join(__dirname, "aws_calls.py")]];
    this.waiting = new Map();
    this.count = 0;
  }

  // The result of one call, as `aws_calls.py` answers it; an error is thrown as that answer describes it.
  async ask(question) {
    const line = JSON.stringify({ ...question, parameters: await carried(question.parameters || {}) });
    const child = this.child || this.start();
    const id = ++this.count;
    const answered = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    child.stdout.ref(); // a function has not ended while it waits for an answer
    child.stdin.write(`{"id":${id},${line.slice(1)}\n`);
    const { result, error } = await answered;
    if (error) throw Object.assign(new Error(error.message), { told: error });
    return restored(result);
  }

  start() {
    const child = spawn(...this.command, { stdio: ["pipe", "pipe", "inherit"] });
    child.unref();
    child.stdin.unref();
    const settle = (end) => {
      if (this.child === child) this.child = undefined;
      for (const { reject } of this.waiting.values()) reject(new Error(`The local AWS does not answer: ${end}`));
      this.waiting.clear();
    };
    child.once("error", settle).once("exit", settle);
    child.stdin.on("error", settle);
    readline.createInterface({ input: child.stdout }).on("line", (line) => {
      const { id, ...answer } = JSON.parse(line);
      this.waiting.get(id).resolve(answer);
      this.waiting.delete(id);
      if (this.waiting.size === 0) child.stdout.unref();
    });
    return (this.child = child);
  }
}

// What JSON carries of parameters; bodies may be streams.
async function carried(value) {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Date) return { $date: value.toISOString() };
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return { $bytes: asBuffer(value).toString("base64") };
  if (typeof Blob === "function" && value instanceof Blob) return carried(await value.arrayBuffer());
  if (Array.isArray(value)) return Promise.all(value.map(carried));
  if (value instanceof Set) return carried([...value]);
  if (typeof value[Symbol.asyncIterator] === "function") {
    const parts = [];
    for await (const part of value) parts.push(Buffer.from(part));
    return { $bytes: Buffer.concat(parts).toString("base64") };
  }
  const members = await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await carried(one)]));
  return Object.fromEntries(members);
}

function asBuffer(value) {
  return value instanceof ArrayBuffer ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

function restored(value) {
  if (Array.isArray(value)) return value.map(restored);
  if (value === null || typeof value !== "object") return value;
  if ("$bytes" in value) return bytes(value.$bytes);
  if ("$date" in value) return new Date(value.$date);
  if ("$stream" in value) return body(bytes(value.$stream));
  if ("$events" in value) return Readable.from(value.$events.map(restored));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, restored(one)]));
}

// Bytes as the SDK returns them: an Uint8Array that also knows its text.
function bytes(text) {
  const made = Uint8Array.from(Buffer.from(text, "base64"));
  const transformToString = (encoding = "utf-8") => Buffer.from(made).toString(encoding);
  Object.defineProperty(made, "transformToString", { value: transformToString });
  return made;
}

function body(content) {
  const stream = new Readable({ read() {} });
  stream.push(Buffer.from(content));
  stream.push(null);
  return Object.assign(stream, {
    transformToByteArray: async () => content,
    transformToString: async (encoding = "utf-8") => Buffer.from(content).toString(encoding),
    transformToWebStream: () => Readable.toWeb(stream),
  });
}

module.exports = { LocalAws };
