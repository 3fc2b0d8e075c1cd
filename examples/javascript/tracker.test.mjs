// A tracker in JavaScript and its tests, with nothing but Node: copy this file, and put your tracker in place of `track`.
//
//     SIMULATE=target/release/simulate node --test examples/javascript/tracker.test.mjs

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, beforeEach, test } from "node:test";
import { createInterface } from "node:readline";

// The tracker under test: asks Cainiao's page how a parcel is.
async function track(url, number) {
  const answer = await fetch(`${url}/global/detail.json?mailNos=${number}&lang=en-US`);
  const [module] = (await answer.json()).module;
  // A number that nobody knows yet is no error, and no loss.
  if (!module?.status) return "not found";
  const words = { DELIVERED: "delivered", CLEAR_CUSTOMS: "at customs", RETURN: "going back", RETURNED: "back at its sender" };
  return words[module.status] ?? "on its way";
}

// A mock carrier on a port of its own, and its clock.
class Carrier {
  constructor(url) {
    this.url = url;
  }

  async call(method, path, body) {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(this.url + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, text);
    return text ? JSON.parse(text) : undefined;
  }

  // A parcel of a scenario, on the day on which its buyer gets the number.
  async order(scenario) {
    const wanted = { scenario, count: 1, start: "2026-03-02" };
    const [order] = (await this.call("POST", "/_sim/orders", wanted)).orders;
    await this.setClock(order.order.numbers[0].from);
    return order.number;
  }

  setClock(now) {
    return this.call("PUT", "/_sim/clock", { now });
  }

  advance(by) {
    return this.call("POST", "/_sim/clock/advance", { by });
  }

  // What a perfect tracker would say now.
  ideal(number) {
    return this.call("GET", `/_sim/ideal/${number}`);
  }
}

let server;
let program;
let carrier;

before(async () => {
  const command = ["serve", "--listen", "127.0.0.1:0"];
  program = spawn(process.env.SIMULATE ?? "simulate", command, { stdio: ["ignore", "pipe", "inherit"] });
  // The first line says where it listens, once it does.
  for await (const line of createInterface({ input: program.stdout })) {
    server = new Carrier(JSON.parse(line).url);
    break;
  }
});

after(() => program.kill());

// A tenant: each test has its own clock.
beforeEach(async () => {
  carrier = new Carrier((await server.call("POST", "/_sim/tenants", {})).url);
});

test("a parcel that customs stops is delivered in the end", async () => {
  const number = await carrier.order("customs-hold");
  assert.equal(await track(carrier.url, number), "not found");
  await carrier.setClock("2026-03-16T12:00:00Z");
  assert.equal(await track(carrier.url, number), "at customs");
  assert.equal((await carrier.ideal(number)).status, "customs-hold");
  await carrier.advance("10d");
  assert.equal(await track(carrier.url, number), "delivered");
});

test("a number that a seller made up is not found, and no error", async () => {
  const number = await carrier.order("invented-number");
  for (let day = 0; day < 60; day += 10) {
    await carrier.advance("10d");
    assert.equal(await track(carrier.url, number), "not found");
  }
});

test("what goes back is not delivered", async () => {
  const number = await carrier.order("returned-unclaimed");
  const said = [];
  for (let day = 0; day < 120; day += 4) {
    await carrier.advance("4d");
    said.push(await track(carrier.url, number));
  }
  assert.ok(said.includes("back at its sender"));
  assert.ok(!said.includes("delivered"));
});
