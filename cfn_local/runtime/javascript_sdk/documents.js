// `@aws-sdk/util-dynamodb` and `@aws-sdk/lib-dynamodb`: items as plain values of JavaScript.
"use strict";

const { Client, Command, ours } = require("./clients");

const isBinary = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

class NumberValue {
  constructor(value) {
    this.value = String(value instanceof NumberValue ? value.value : value);
  }

  static from(value) {
    return new NumberValue(value);
  }

  toString() {
    return this.value;
  }
}

function convertToAttr(value, options = {}) {
  if (value === null) return { NULL: true };
  if (value === undefined) {
    throw new Error("Pass options.removeUndefinedValues=true to remove undefined values from map/array/set.");
  }
  if (value instanceof NumberValue) return { N: value.value };
  if (value instanceof Set) return setToAttr(value);
  if (isBinary(value)) return { B: value };
  if (Array.isArray(value)) {
    return { L: value.filter((one) => keeps(one, options)).map((one) => convertToAttr(one, options)) };
  }
  if (value instanceof Map) return { M: members(value, options) };
  switch (typeof value) {
    case "string":
      return options.convertEmptyValues && value === "" ? { NULL: true } : { S: value };
    case "boolean":
      return { BOOL: value };
    case "bigint":
      return { N: value.toString() };
    case "number":
      return numberToAttr(value);
  }
  const isPlain = Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null;
  if (isPlain || options.convertClassInstanceToMap) return { M: members(Object.entries(value), options) };
  throw new Error(
    `Unsupported type passed: ${value}. Pass options.convertClassInstanceToMap=true to marshall typeof object as map attribute.`,
  );
}

function numberToAttr(value) {
  if (!Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new Error(`Number ${value} is greater than Number.MAX_SAFE_INTEGER. Use NumberValue from @aws-sdk/lib-dynamodb.`);
  }
  return { N: String(value) };
}

function setToAttr(values) {
  const [first] = values;
  if (first === undefined) throw new Error("Pass a non-empty set, or options.convertEmptyValues=true.");
  if (typeof first === "string") return { SS: [...values] };
  return isBinary(first) ? { BS: [...values] } : { NS: [...values].map(String) };
}

const keeps = (value, options) => typeof value !== "function" && !(value === undefined && options.removeUndefinedValues);

function members(entries, options) {
  const kept = [...entries].filter(([, value]) => keeps(value, options));
  return Object.fromEntries(kept.map(([name, value]) => [name, convertToAttr(value, options)]));
}

function convertToNative(attribute, options = {}) {
  const [[type, value]] = Object.entries(attribute);
  const number = (text) => {
    if (typeof options.wrapNumbers === "function") return options.wrapNumbers(text);
    if (options.wrapNumbers) return new NumberValue(text);
    return Number.isInteger(Number(text)) && !Number.isSafeInteger(Number(text)) ? BigInt(text) : Number(text);
  };
  switch (type) {
    case "NULL":
      return null;
    case "N":
      return number(value);
    case "L":
      return value.map((one) => convertToNative(one, options));
    case "M":
      return unmarshall(value, options);
    case "NS":
      return new Set(value.map(number));
    case "SS":
    case "BS":
      return new Set(value);
  }
  return value;
}

function marshall(value, options = {}) {
  const attribute = convertToAttr(value, options);
  return options.convertTopLevelContainer ? attribute : Object.values(attribute)[0];
}

function unmarshall(item, options = {}) {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, convertToNative(value, options)]));
}

// In these the SDK of documents leaves out "Item".
const OPERATIONS = {
  BatchExecuteStatement: "BatchExecuteStatement",
  BatchGet: "BatchGetItem",
  BatchWrite: "BatchWriteItem",
  Delete: "DeleteItem",
  ExecuteStatement: "ExecuteStatement",
  ExecuteTransaction: "ExecuteTransaction",
  Get: "GetItem",
  Put: "PutItem",
  Query: "Query",
  Scan: "Scan",
  TransactGet: "TransactGetItems",
  TransactWrite: "TransactWriteItems",
  Update: "UpdateItem",
};

function documentClient() {
  class DynamoDBDocumentClient extends Client {
    constructor(client, translation = {}) {
      ours(client, "@aws-sdk/lib-dynamodb");
      super(client.config);
      this.client = client;
      this.translation = translation;
    }

    static from(client, translation) {
      return new this(client, translation);
    }

    async ask(kind, operation, input, more) {
      const { model } = this.client.constructor;
      const { marshallOptions = {}, unmarshallOptions = {} } = this.translation;
      const shapes = model.operations[operation];
      const marshal = (value) => (value === undefined ? value : convertToAttr(value, marshallOptions));
      const asked = model.mapShape(shapes.input.shape, input, "AttributeValue", marshal);
      const answered = await this.client.ask(kind, operation, asked, more);
      const native = (output) =>
        model.mapShape(shapes.output.shape, output, "AttributeValue", (one) => convertToNative(one, unmarshallOptions));
      return Array.isArray(answered) ? answered.map(native) : native(answered);
    }
  }

  class DynamoDBDocument extends DynamoDBDocumentClient {}
  const made = { DynamoDBDocumentClient, DynamoDBDocument, NumberValue };
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const command = `${name}Command`;
    made[command] = { [command]: class extends Command {} }[command];
    made[command].operation = operation;
    DynamoDBDocument.prototype[name.charAt(0).toLowerCase() + name.slice(1)] = function (input, ...rest) {
      return this.send(new made[command](input), ...rest);
    };
  }
  for (const operation of ["Query", "Scan"]) {
    made[`paginate${operation}`] = async function* ({ client, pageSize, startingToken }, input) {
      const asked = { ...input, ...(pageSize && { Limit: pageSize }) };
      if (startingToken) asked.ExclusiveStartKey = startingToken;
      yield* await client.ask("paginate", operation, asked);
    };
  }
  return made;
}

const utilities = { NumberValueImpl: NumberValue, convertToAttr, convertToNative, marshall, unmarshall };

module.exports = { documentClient, utilities };
