// The packages of the AWS SDK that Lambda's Node.js runtimes bring along, for functions that do not bring them.
//
// A package of the function or of its layers, or one along NODE_PATH, is always preferred. What stands in for the rest is
// made from botocore's models, and leaves the calls to botocore.
"use strict";

const Module = require("module");
const path = require("path");
const { pathToFileURL } = require("url");

const { environmentCredentials, ours, packageOf } = require("./clients");
const { documentClient, utilities } = require("./documents");
const { LocalAws } = require("./local_aws");
const { Models } = require("./models");
const { versionTwo } = require("./version_2");

const SCHEME = "cfn-local-sdk:";
const LAST_WITH_VERSION_2 = 16;

class Packages {
  constructor(python, clients, runtime) {
    this.origin = [python, clients, runtime];
    this.models = new Models(path.join(clients, "botocore", "data"));
    this.aws = new LocalAws(python);
    this.hasVersion2 = Number.parseInt(runtime.replace("nodejs", ""), 10) <= LAST_WITH_VERSION_2;
    this.loaded = new Map();
  }

  // The exports of the package of this name; undefined for one that the runtime does not have either.
  load(name) {
    if (!this.loaded.has(name)) this.loaded.set(name, this.make(name));
    return this.loaded.get(name);
  }

  make(name) {
    if (this.hasVersion2) return this.ofVersion2(name);
    if (name.startsWith("@aws-sdk/client-")) return this.service(name.slice("@aws-sdk/client-".length));
    switch (name) {
      case "@aws-sdk/util-dynamodb":
        return utilities;
      case "@aws-sdk/lib-dynamodb":
        return documentClient();
      case "@aws-sdk/lib-storage":
        return { Upload: uploadOf(this) };
      case "@aws-sdk/s3-request-presigner":
        return { getSignedUrl };
      case "@aws-sdk/credential-providers":
        return this.credentialProviders();
    }
    return undefined;
  }

  ofVersion2(name) {
    const [found, service] = /^aws-sdk(?:\/global|\/clients\/([a-z0-9]+))?$/.exec(name) || [];
    if (!found) return undefined;
    const documents = { "@aws-sdk/util-dynamodb": utilities, "@aws-sdk/lib-dynamodb": documentClient() };
    this.version2 ||= versionTwo({ service: (one) => this.service(one), load: (one) => documents[one] });
    return service ? this.version2[service] : this.version2;
  }

  service(name) {
    const model = this.models.find(name);
    return model && packageOf(model, this.aws);
  }

  credentialProviders() {
    const fromEnv = () => async () => environmentCredentials();
    const fromTemporaryCredentials =
      ({ params, masterCredentials, clientConfig }) =>
      async () => {
        const { STS } = this.load("@aws-sdk/client-sts");
        const sts = new STS({ ...clientConfig, credentials: masterCredentials });
        const RoleSessionName = params.RoleSessionName || `aws-sdk-js-${Date.now()}`;
        const { Credentials: made } = await sts.assumeRole({ ...params, RoleSessionName });
        return {
          accessKeyId: made.AccessKeyId,
          secretAccessKey: made.SecretAccessKey,
          sessionToken: made.SessionToken,
          expiration: made.Expiration,
        };
      };
    return { fromEnv, fromNodeProviderChain: fromEnv, fromTemporaryCredentials };
  }

  // Make `require` and `import` find the packages, after all that Node.js finds itself.
  install() {
    const resolve = Module._resolveFilename;
    const load = Module._load;
    Module._resolveFilename = (request, ...rest) => {
      try {
        return resolve.call(Module, request, ...rest);
      } catch (error) {
        if (error.code === "MODULE_NOT_FOUND" && isOfSdk(request) && this.load(request)) return SCHEME + request;
        throw error;
      }
    };
    Module._load = (request, ...rest) => {
      const isMissing = isOfSdk(request) && Module._resolveFilename(request, ...rest).startsWith(SCHEME);
      return isMissing ? this.load(request) : load.call(Module, request, ...rest);
    };
    globalThis[Symbol.for(SCHEME)] = this;
    // Before 20.6 Node.js has no hooks for `import`; `require` works there all the same.
    if (Module.register) Module.register(pathToFileURL(path.join(__dirname, "hooks.mjs")), { data: this.origin });
  }
}

const isOfSdk = (request) => /^(@aws-sdk\/|aws-sdk(\/|$))/.test(request);

function getSignedUrl(client, command, { expiresIn = 900 } = {}) {
  ours(client, "@aws-sdk/s3-request-presigner");
  return client.ask("presign", command.constructor.operation, command.input, { seconds: expiresIn });
}

function uploadOf(packages) {
  return class Upload {
    constructor({ client, params }) {
      const { PutObjectCommand } = packages.load("@aws-sdk/client-s3");
      this.done = () => client.send(new PutObjectCommand(params));
    }

    on() {
      throw new Error("cfn-local's stand-in of @aws-sdk/lib-storage reports no progress.");
    }
  };
}

module.exports = { Packages, SCHEME, isOfSdk };
