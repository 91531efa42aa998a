// The packages `@aws-sdk/client-*`, each made from the model of its service: clients, commands, paginators, waiters.
"use strict";

const lower = (name) => name.charAt(0).toLowerCase() + name.slice(1);

class ServiceException extends Error {
  constructor(options = {}) {
    super(options.message);
    this.name = options.name;
    this.$fault = options.$fault || "client";
    this.$metadata = options.$metadata || {};
  }
}

class Command {
  constructor(input = {}) {
    this.input = input;
  }
}

// Turned to a function by all settings that may be a value or a function in the SDK.
const provider = (value) => (typeof value === "function" ? value : async () => value);

function environmentCredentials() {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN };
}

async function settingsOf(config) {
  const { accessKeyId, secretAccessKey, sessionToken } = (await config.credentials()) || {};
  const endpoint = config.endpoint && (await provider(config.endpoint)());
  return {
    region: await config.region(),
    credentials: accessKeyId && { accessKeyId, secretAccessKey, sessionToken },
    endpoint: endpoint && (endpoint.href || String(endpoint.url || endpoint)),
    maxAttempts: config.maxAttempts && (await provider(config.maxAttempts)()),
    forcePathStyle: config.forcePathStyle,
  };
}

class Client {
  constructor(config = {}) {
    this.config = {
      ...config,
      region: provider(config.region || process.env.AWS_REGION),
      credentials: provider(config.credentials || environmentCredentials()),
    };
  }

  get middlewareStack() {
    throw new Error("cfn-local's stand-in of the AWS SDK has no middleware; put the package itself into the function.");
  }

  // Returns a promise, unless the last argument is a callback.
  send(command, ...rest) {
    const callback = rest.find((one) => typeof one === "function");
    const sent = command.sendBy ? command.sendBy(this) : this.ask("call", command.constructor.operation, command.input);
    if (!callback) return sent;
    sent.then((output) => callback(null, output), (error) => callback(error));
    return undefined;
  }

  destroy() {}
}

// A stand-in serves the clients of the stand-in alone.
function ours(client, name) {
  if (client instanceof Client) return;
  throw new Error(`The function brings its own client of the AWS SDK; put ${name} into it, too.`);
}

function packageOf(model, aws) {
  const errors = errorsOf(model);
  const made = {};

  class ServiceClient extends Client {
    async ask(kind, operation, parameters, more = {}) {
      const settings = await settingsOf(this.config);
      try {
        const result = await aws.ask({ kind, service: model.service, operation, parameters, settings, ...more });
        return kind === "call" ? withMetadata(result) : kind === "paginate" ? result.map(withMetadata) : result;
      } catch (error) {
        throw error.told ? errors.from(error.told) : error;
      }
    }
  }
  Object.defineProperty(ServiceClient, "name", { value: `${model.name}Client` });
  Object.defineProperty(ServiceClient, "model", { value: model });
  made[`${model.name}Client`] = ServiceClient;

  const Aggregated = { [model.name]: class extends ServiceClient {} }[model.name];
  made[model.name] = Aggregated;
  for (const operation of Object.keys(model.operations)) {
    const name = `${operation}Command`;
    made[name] = { [name]: class extends Command {} }[name];
    made[name].operation = operation;
    Aggregated.prototype[lower(operation)] = function (input, ...rest) {
      const isOnlyCallback = typeof input === "function";
      return this.send(new made[name](isOnlyCallback ? {} : input), ...(isOnlyCallback ? [input] : rest));
    };
  }
  for (const [operation, rule] of Object.entries(model.paginators)) {
    made[`paginate${operation}`] = (config, input) => paginate(operation, rule, config, input);
  }
  for (const waiter of Object.keys(model.waiters)) {
    const wait = ({ client, maxWaitTime }, input) => client.ask("wait", waiter, input, { seconds: maxWaitTime });
    made[`waitUntil${waiter}`] = made[`waitFor${waiter}`] = wait;
  }
  return { ...model.enums(), ...made, ...errors.classes };
}

async function* paginate(operation, { input_token: token, limit_key: limit }, config, input = {}) {
  const asked = { ...input };
  if (config.startingToken && typeof token === "string") asked[token] = config.startingToken;
  if (config.pageSize && limit) asked[limit] = config.pageSize;
  yield* await config.client.ask("paginate", operation, asked);
}

function withMetadata({ ResponseMetadata, ...output }) {
  return { $metadata: metadataOf(ResponseMetadata), ...output };
}

function metadataOf({ HTTPStatusCode, RequestId, HostId, RetryAttempts = 0 } = {}) {
  return {
    httpStatusCode: HTTPStatusCode,
    requestId: RequestId,
    extendedRequestId: HostId,
    attempts: RetryAttempts + 1,
    totalRetryDelay: 0,
  };
}

// The errors of a service as classes, and the error that an answer of the local AWS describes.
function errorsOf(model) {
  const base = `${model.name}ServiceException`;
  const classes = { [base]: { [base]: class extends ServiceException {} }[base] };
  const names = model.errors();
  for (const name of names.values()) {
    const of = { [name]: class extends classes[base] {} }[name];
    classes[name] = of;
  }
  const from = ({ name, code, message, members, metadata }) => {
    // An answer without a body has its status for a code.
    const told = code === "404" ? "NotFound" : code;
    const called = name || names.get(told) || told;
    const $metadata = metadataOf(metadata);
    const $fault = $metadata.httpStatusCode >= 500 ? "server" : "client";
    const error = new (classes[called] || classes[base])({ name: called, message: message || called, $fault, $metadata });
    return Object.assign(error, members, { name: called }, code && { Code: code });
  };
  return { classes, from };
}

module.exports = { Client, Command, environmentCredentials, ours, packageOf };
