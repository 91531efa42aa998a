// The package `aws-sdk`, version 2, in its common forms: clients with callbacks and promises, and documents.
"use strict";

const { Client, environmentCredentials } = require("./clients");

const lower = (name) => name.charAt(0).toLowerCase() + name.slice(1);

class Config {
  constructor(settings = {}) {
    Object.assign(this, settings);
  }

  update(settings) {
    Object.assign(this, settings);
  }
}

// A request is sent once, by `promise`, `send` or a callback.
class Request {
  constructor(run) {
    this.run = run;
  }

  promise() {
    return (this.sent ||= this.run().catch((error) => {
      const statusCode = error.$metadata && error.$metadata.httpStatusCode;
      const code = error.Code || error.name;
      throw Object.assign(error, { code, name: code, statusCode, requestId: error.$metadata && error.$metadata.requestId });
    }));
  }

  send(callback = () => {}) {
    this.promise().then((data) => callback(null, data), (error) => callback(error, null));
  }
}

function credentialsOf(settings) {
  if (settings.accessKeyId) return settings;
  return settings.credentials || environmentCredentials();
}

// Bodies and blobs are Buffers in version 2.
async function withBuffers(value) {
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return Promise.all(value.map(withBuffers));
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (typeof value.transformToByteArray === "function") return Buffer.from(await value.transformToByteArray());
  const members = await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await withBuffers(one)]));
  return Object.fromEntries(members.filter(([name]) => name !== "$metadata"));
}

function serviceOf(made, shared) {
  const Current = Object.values(made).find((one) => one && one.prototype instanceof Client && one.model);
  const { model } = Current;

  class Service {
    constructor(settings = {}) {
      this.config = new Config({ ...shared, ...settings });
      this.client = new Current({ ...this.config, credentials: credentialsOf(this.config) });
    }

    makeRequest(operation, parameters, callback) {
      const name = operation.charAt(0).toUpperCase() + operation.slice(1);
      const [asked, done] = typeof parameters === "function" ? [{}, parameters] : [parameters || {}, callback];
      const request = new Request(async () => withBuffers(await this.client.ask("call", name, asked)));
      if (done) request.send(done);
      return request;
    }

    waitFor(state, parameters, callback) {
      const name = state.charAt(0).toUpperCase() + state.slice(1);
      const request = new Request(() => this.client.ask("wait", name, parameters, { seconds: 300 }));
      if (callback) request.send(callback);
      return request;
    }

    getSignedUrlPromise(operation, { Expires: seconds = 900, ...parameters }) {
      const name = operation.charAt(0).toUpperCase() + operation.slice(1);
      return this.client.ask("presign", name, parameters, { seconds });
    }
  }

  Service.model = model;
  for (const operation of Object.keys(model.operations)) {
    Service.prototype[lower(operation)] = function (parameters, callback) {
      return this.makeRequest(operation, parameters, callback);
    };
  }
  return Service;
}

// `packages` gives the packages of version 3.
function versionTwo(packages) {
  const services = new Map();
  const config = new Config({ region: process.env.AWS_REGION });
  const of = (name) => {
    if (!services.has(name)) {
      const made = packages.service(name);
      services.set(name, made && extended(serviceOf(made, config), packages));
    }
    return services.get(name);
  };
  const own = { config, Config, Credentials: Config, EnvironmentCredentials: class extends Config {} };
  return new Proxy(own, { get: (target, name) => target[name] || (typeof name === "string" ? of(name) : undefined) });
}

function extended(Service, packages) {
  if (Service.model.name === "S3") {
    Service.prototype.upload = function (parameters, ...rest) {
      return this.makeRequest("PutObject", parameters, rest.find((one) => typeof one === "function"));
    };
  }
  if (Service.model.name === "DynamoDB") {
    Service.DocumentClient = documentClientOf(Service, packages);
    const { marshall, unmarshall, convertToAttr, convertToNative } = packages.load("@aws-sdk/util-dynamodb");
    Service.Converter = { marshall, unmarshall, input: convertToAttr, output: convertToNative };
  }
  return Service;
}

function documentClientOf(Service, packages) {
  const documents = packages.load("@aws-sdk/lib-dynamodb");

  class DocumentClient {
    constructor(settings = {}) {
      const marshallOptions = { convertEmptyValues: settings.convertEmptyValues, removeUndefinedValues: true };
      this.client = documents.DynamoDBDocument.from(new Service(settings).client, { marshallOptions });
    }

    createSet(values) {
      return new Set(values);
    }
  }
  for (const name of ["batchGet", "batchWrite", "delete", "get", "put", "query", "scan", "transactGet", "transactWrite", "update"]) {
    DocumentClient.prototype[name] = function (parameters, callback) {
      const request = new Request(async () => withBuffers(await this.client[name](parameters)));
      if (callback) request.send(callback);
      return request;
    };
  }
  return DocumentClient;
}

module.exports = { versionTwo };
