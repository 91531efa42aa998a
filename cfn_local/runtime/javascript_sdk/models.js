// The services of AWS as botocore's models describe them, found by the names that the SDK for JavaScript gives them.
"use strict";

const fs = require("fs");
const path = require("path");
const zlib = require("zlib");

const HEAD_BYTES = 4096; // the metadata of a model is at its beginning
// Names of version 2 that no name in the model resembles.
const NAMES_OF_VERSION_2 = { cognitoidentityserviceprovider: "cognitoidentityprovider" };

const plain = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

function readJson(file) {
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, "utf8"));
  if (fs.existsSync(file + ".gz")) return JSON.parse(zlib.gunzipSync(fs.readFileSync(file + ".gz")));
  return undefined;
}

function readHead(file) {
  const descriptor = fs.openSync(file, "r");
  const head = Buffer.alloc(HEAD_BYTES);
  const size = fs.readSync(descriptor, head);
  fs.closeSync(descriptor);
  const known = head.subarray(0, size);
  if (!file.endsWith(".gz")) return known.toString("utf8");
  return zlib.gunzipSync(known, { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString("utf8");
}

class Models {
  constructor(data) {
    this.data = data; // botocore's folder `data`
    this.read = new Map();
  }

  // The model of the service with this ID or other name ("CloudWatch Logs", "cloudwatch-logs", "logs"), if there is one.
  find(name) {
    const wanted = NAMES_OF_VERSION_2[plain(name)] || plain(name);
    const service = this.byId().get(wanted) || this.byOtherName().get(wanted);
    if (service === undefined) return undefined;
    if (!this.read.has(service)) this.read.set(service, new Model(service, this.folder(service)));
    return this.read.get(service);
  }

  byId() {
    return (this.ids ||= this.index(/"serviceId"\s*:\s*"([^"]+)"/g));
  }

  byOtherName() {
    return (this.others ||= this.index(/"(?:serviceAbbreviation|serviceFullName)"\s*:\s*"(?:AWS |Amazon )?([^"]+)"/g));
  }

  index(pattern) {
    const found = new Map();
    for (const service of fs.readdirSync(this.data)) {
      const folder = this.folder(service);
      const file = ["service-2.json.gz", "service-2.json"].find((one) => folder && fs.existsSync(path.join(folder, one)));
      if (file === undefined) continue;
      for (const [, name] of readHead(path.join(folder, file)).matchAll(pattern)) found.set(plain(name), service);
    }
    for (const service of fs.readdirSync(this.data)) if (!found.has(plain(service))) found.set(plain(service), service);
    return found;
  }

  folder(service) {
    const folder = path.join(this.data, service);
    if (!fs.statSync(folder).isDirectory()) return undefined;
    const versions = fs.readdirSync(folder).filter((one) => /^\d{4}-/.test(one));
    return versions.length ? path.join(folder, versions.sort().pop()) : undefined;
  }
}

class Model {
  constructor(service, folder) {
    this.service = service; // its name in botocore
    const { metadata, operations, shapes } = readJson(path.join(folder, "service-2.json"));
    this.shapes = shapes;
    this.operations = operations;
    this.paginators = (readJson(path.join(folder, "paginators-1.json")) || { pagination: {} }).pagination;
    this.waiters = (readJson(path.join(folder, "waiters-2.json")) || { waiters: {} }).waiters;
    // As Smithy names the client: "Route 53" is Route53, "mq" is Mq.
    this.name = metadata.serviceId.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter) => letter.toUpperCase());
    this.apiVersion = metadata.apiVersion;
  }

  // The names of the errors, by the code that the service answers with.
  errors() {
    const errors = Object.entries(this.shapes).filter(([, shape]) => shape.exception);
    return new Map(errors.map(([name, shape]) => [(shape.error && shape.error.code) || name, name]));
  }

  enums() {
    const enums = Object.entries(this.shapes).filter(([, shape]) => shape.enum);
    const members = (shape) => Object.fromEntries(shape.enum.map((one) => [one.replace(/[^A-Za-z0-9_]+/g, "_"), one]));
    return Object.fromEntries(enums.map(([name, shape]) => [name, members(shape)]));
  }

  // `value`, of the shape of this name, with `change` applied to every value of the shape `wanted` in it.
  mapShape(name, value, wanted, change) {
    if (value === undefined || value === null) return value;
    if (name === wanted) return change(value);
    const shape = this.shapes[name];
    const within = (member, one) => this.mapShape(member.shape, one, wanted, change);
    if (shape.type === "list" && Array.isArray(value)) return value.map((one) => within(shape.member, one));
    if (shape.type === "map") {
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(shape.value, one)]));
    }
    if (shape.type !== "structure") return value;
    const known = (key) => shape.members && shape.members[key];
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, known(key) ? within(known(key), one) : one]),
    );
  }
}

module.exports = { Models };
